import { mustBeLeaf } from '../../../shared/catalogue/category.ts';
import { importRequested } from '../../../shared/catalogue/events.ts';
import { importFiles, importPath, imports } from '../../../shared/catalogue/imports/import-store.ts';
import {
  ImportRequest,
  ImportView,
  importView,
  requestImport,
} from '../../../shared/catalogue/imports/product-import.ts';
import { categories } from '../../../shared/catalogue/store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { merchants, mustBeActive } from '../../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary:
    "Imports an uploaded product file of Shopify's or WooCommerce's: what is new becomes drafts with stock, what the shop has is changed. Images are not fetched: add them to the drafts.",
  route: 'POST /v1/product-imports',
  audience: 'merchant',
  callers: ['merchant'],
  input: ImportRequest,
  answer: { 202: ImportView },
  problems: ['no-shop', 'merchant-not-approved', 'category-unknown', 'file-missing'],
  touches: [merchants.need, categories.get, importFiles.size, imports.save],
  emits: [importRequested],
}, async ({ input: { importId, preview, ...terms }, caller, now, commit }) => {
  const [shop, category] = await Promise.all([merchants.need(await shopOf(caller)), categories.get(terms.categoryId)]);
  mustBeActive(shop);
  mustBeLeaf(category);
  if (await importFiles.size(importPath(shop.id, importId)) === undefined) throw new Problem('file-missing');
  const change = requestImport(importId, { of: { kind: 'products', ...terms }, preview, merchantId: shop.id }, now);
  return commit({ writes: [imports.save(change)], answer: importView(change.after, undefined) });
});
