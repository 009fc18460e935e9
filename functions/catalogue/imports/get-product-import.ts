import * as z from 'zod';
import { importFiles, importProgress, imports, reportPath } from '../../../shared/catalogue/imports/import-store.ts';
import { ImportId, ImportView, importView } from '../../../shared/catalogue/imports/product-import.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows how far an import is and, when it has run, where its report can be downloaded.',
  route: 'GET /v1/product-imports/{importId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ importId: ImportId }),
  answer: { 200: ImportView },
  problems: ['no-shop', 'not-found'],
  touches: [imports.need, importProgress.get, importFiles.link],
}, async ({ input: { importId }, caller }) => {
  const [one, progress] = await Promise.all([imports.need(importId), importProgress.get(importId)]);
  if (one.merchantId !== await shopOf(caller)) throw new Problem('not-found');
  const reportUrl = one.state !== 'running' ? await importFiles.link(reportPath(one.merchantId, importId)) : undefined;
  return importView(one, progress, reportUrl);
});
