import * as z from 'zod';
import { importRequested } from '../../../shared/catalogue/events.ts';
import { importFiles, importPath, imports } from '../../../shared/catalogue/imports/import-store.ts';
import { ImportId, ImportView, importView, requestImport } from '../../../shared/catalogue/imports/product-import.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { merchants, mustBeActive } from '../../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Reads an uploaded file of prices and stock, a row for each SKU, and says what it would change; applied, it changes that.',
  route: 'POST /v1/price-imports',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ importId: ImportId }),
  answer: { 202: ImportView },
  problems: ['no-shop', 'merchant-not-approved', 'file-missing'],
  touches: [merchants.need, importFiles.size, imports.save],
  emits: [importRequested],
}, async ({ input: { importId }, caller, now, commit }) => {
  const shop = await merchants.need(await shopOf(caller));
  mustBeActive(shop);
  if (await importFiles.size(importPath(shop.id, importId)) === undefined) throw new Problem('file-missing');
  const change = requestImport(importId, { of: { kind: 'prices-and-stock' }, preview: true, merchantId: shop.id }, now);
  return commit({ writes: [imports.save(change)], answer: importView(change.after, undefined) });
});
