import * as z from 'zod';
import { importFiles, importPath } from '../../../shared/catalogue/imports/import-store.ts';
import { importBounds } from '../../../shared/catalogue/policy.ts';
import { ImportId } from '../../../shared/catalogue/imports/product-import.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { UploadTicket } from '../../../shared/kernel/files/bucket.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    "Gives a form with which the client uploads a product file (Shopify's or WooCommerce's CSV) or one of prices and stock, at the most 50 MiB.",
  route: 'POST /v1/product-files',
  audience: 'merchant',
  callers: ['merchant'],
  effort: 'costs',
  answer: { 201: z.object({ importId: ImportId, upload: UploadTicket }) },
  problems: ['no-shop'],
  touches: [importFiles.ticket],
}, async ({ caller, newId }) => {
  const importId = newId('importJob');
  const upload = await importFiles.ticket(importPath(await shopOf(caller), importId), {
    contentType: 'text/csv',
    maxBytes: importBounds.bytes,
  });
  return { importId, upload };
});
