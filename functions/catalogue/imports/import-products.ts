import { importFinished, importRequested, listingCreated } from '../../../shared/catalogue/events.ts';
import { ImportReport } from '../../../shared/catalogue/imports/import-report.ts';
import {
  draftKeeping,
  importFiles,
  importPath,
  importProgress,
  imports,
  reportPath,
} from '../../../shared/catalogue/imports/import-store.ts';
import { importGroup } from '../../../shared/catalogue/imports/import-group.ts';
import { finishImport, mustRun } from '../../../shared/catalogue/imports/product-import.ts';
import { productRows } from '../../../shared/catalogue/imports/product-columns.ts';
import { claimsOf, groupsOf } from '../../../shared/catalogue/imports/shopify-product.ts';
import { categories } from '../../../shared/catalogue/store.ts';
import { inBatches } from '../../../shared/catalogue/imports/batches.ts';
import { job } from '../../../shared/kernel/doors/job.ts';
import { merchants } from '../../../shared/merchants/public.ts';

export const { contract, handler } = job({
  summary:
    'Reads an uploaded product file and keeps each good product as a draft with stock. It can be interrupted and run again.',
  queue: 'parts',
  on: importRequested,
  final: ['illegal-step'],
  touches: [
    imports.need,
    imports.save,
    importFiles.read,
    importFiles.write,
    importProgress.report,
    merchants.need,
    categories.need,
    draftKeeping,
  ],
  emits: [importFinished, listingCreated],
  timeout: 840_000,
  memory: 1024,
}, async ({ message: { data: { importId } }, now, commit }) => {
  const one = await imports.need(importId);
  mustRun(one);
  const { merchantId } = one;
  const [shop, category, bytes] = await Promise.all([
    merchants.need(merchantId),
    categories.need(one.categoryId),
    importFiles.read(importPath(merchantId, importId)),
  ]);
  const report = new ImportReport();
  for await (const batch of inBatches(groupsOf(productRows(bytes, one.locale)), 16, claimsOf)) {
    const results = await Promise.all(batch.map((group) => importGroup(group, { one, shop, category }, now)));
    for (const { group, outcome, faults } of results) report.add(group, outcome, faults);
    await importProgress.report(importId, report.counts);
  }
  await importFiles.write(reportPath(merchantId, importId), report.csv, 'text/csv; charset=utf-8');
  return commit({ writes: [imports.save(finishImport(one, report.counts, now))] });
});
