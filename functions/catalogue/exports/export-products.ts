import { exportRequested } from '../../../shared/catalogue/events.ts';
import { written } from '../../../shared/catalogue/exports/export-file.ts';
import { exportFiles, exportPath, exportProgress, exports } from '../../../shared/catalogue/exports/export-store.ts';
import {
  exportFileBytes,
  finishExport,
  mustBeRunning,
  noneExported,
} from '../../../shared/catalogue/exports/product-export.ts';
import { wholeShop, wholeShopReading } from '../../../shared/catalogue/exports/whole-shop.ts';
import { categoryNames } from '../../../shared/catalogue/imports/category-names.ts';
import { presentTree } from '../../../shared/catalogue/store.ts';
import { job } from '../../../shared/kernel/doors/job.ts';

export const { contract, handler } = job({
  summary: 'Writes all that a shop has as files that can be imported again, each as large as an import takes it.',
  queue: 'parts',
  on: exportRequested,
  final: ['illegal-step'],
  touches: [
    exports.need,
    exports.save,
    exportFiles.write,
    exportProgress.report,
    presentTree,
    wholeShopReading,
  ],
  timeout: 840_000,
  memory: 1024,
}, async ({ message: { data: { exportId } }, now, commit }) => {
  const one = await exports.need(exportId);
  mustBeRunning(one);
  const { nameOf } = categoryNames(await presentTree());
  const writing = { locale: one.locale, at: one.requestedAt };
  let counts = noneExported;
  let text = written(one.format, [], writing, true).text;
  const close = async (): Promise<void> => {
    await exportFiles.write(exportPath(one, counts.files), text, 'text/csv; charset=utf-8');
    counts = { ...counts, files: counts.files + 1 };
    text = written(one.format, [], writing, true).text;
  };
  for await (const some of wholeShop(one.merchantId)) {
    const exported = some.map((whole) => ({ ...whole, category: nameOf(whole.listing.categoryId, one.locale) }));
    const { text: more, rows } = written(one.format, exported, writing, false);
    if (Buffer.byteLength(text) + Buffer.byteLength(more) > exportFileBytes) await close();
    text += more;
    counts = { ...counts, products: counts.products + some.length, rows: counts.rows + rows };
    await exportProgress.report(exportId, counts);
  }
  await close();
  return commit({ writes: [exports.save(finishExport(one, counts, now))] });
});
