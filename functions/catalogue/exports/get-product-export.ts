import * as z from 'zod';
import { exportFiles, exportPath, exportProgress, exports } from '../../../shared/catalogue/exports/export-store.ts';
import { ExportId, ExportView, exportView } from '../../../shared/catalogue/exports/product-export.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows how far an export is and, when it is finished, where its files can be downloaded.',
  route: 'GET /v1/product-exports/{exportId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ exportId: ExportId }),
  answer: { 200: ExportView },
  problems: ['no-shop', 'not-found'],
  touches: [exports.need, exportProgress.get, exportFiles.link],
}, async ({ input: { exportId }, caller }) => {
  const [one, progress] = await Promise.all([exports.need(exportId), exportProgress.get(exportId)]);
  if (one.merchantId !== await shopOf(caller)) throw new Problem('not-found');
  const places = Array.from({ length: one.state === 'finished' ? one.counts.files : 0 }, (_, i) => i);
  return exportView(one, progress, await Promise.all(places.map((place) => exportFiles.link(exportPath(one, place)))));
});
