import {
  importFinished,
  importRequested,
  listingCreated,
  listingEdited,
  listingPriceChanged,
} from '../../../shared/catalogue/events.ts';
import { ImportReport } from '../../../shared/catalogue/imports/import-report.ts';
import {
  importFiles,
  importPath,
  importProgress,
  imports,
  reportPath,
} from '../../../shared/catalogue/imports/import-store.ts';
import { finishImport, mustRun } from '../../../shared/catalogue/imports/product-import.ts';
import { runImport, running } from '../../../shared/catalogue/imports/run-import.ts';
import { availabilityCounted } from '../../../shared/inventory/events.ts';
import { job } from '../../../shared/kernel/doors/job.ts';

export const { contract, handler } = job({
  summary:
    'Reads an uploaded file and makes drafts of its products, or changes what is there already; of a preview it says what it would do. It can be interrupted and run again.',
  queue: 'parts',
  on: importRequested,
  final: ['illegal-step'],
  touches: [imports.need, imports.save, importFiles.read, importFiles.write, importProgress.report, running],
  emits: [availabilityCounted, importFinished, listingCreated, listingEdited, listingPriceChanged],
  timeout: 840_000,
  memory: 1024,
}, async ({ message: { data: { importId } }, now, commit }) => {
  const one = await imports.need(importId);
  mustRun(one);
  const bytes = await importFiles.read(importPath(one.merchantId, importId));
  const report = new ImportReport();
  for await (const { results, total } of runImport(one, bytes, now)) {
    for (const result of results) report.add(result);
    await importProgress.report(importId, { counts: report.counts, total });
  }
  await importFiles.write(reportPath(one.merchantId, importId), report.csv, 'text/csv; charset=utf-8');
  return commit({ writes: [imports.save(finishImport(one, report.counts, now))] });
});
