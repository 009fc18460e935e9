import * as z from 'zod';
import { importRequested } from '../../../shared/catalogue/events.ts';
import { imports } from '../../../shared/catalogue/imports/import-store.ts';
import { applyImport, ImportId, ImportView, importView } from '../../../shared/catalogue/imports/product-import.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { merchants, mustBeActive } from '../../../shared/merchants/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Does what the preview of an import has shown, as far as it still can be done: the report says what was.',
  route: 'POST /v1/product-imports/{importId}/apply',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ importId: ImportId }),
  answer: { 202: ImportView },
  problems: ['no-shop', 'merchant-not-approved', 'not-found', 'illegal-step'],
  touches: [merchants.need, imports.need, imports.save],
  emits: [importRequested],
}, async ({ input: { importId }, caller, commit }) => {
  const [shop, one] = await Promise.all([merchants.need(await shopOf(caller)), imports.need(importId)]);
  if (one.merchantId !== shop.id) throw new Problem('not-found');
  mustBeActive(shop);
  const change = applyImport(one);
  return commit({ writes: [imports.save(change)], answer: importView(change.after, undefined) });
});
