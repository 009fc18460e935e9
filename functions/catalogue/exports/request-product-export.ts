import { exportRequested } from '../../../shared/catalogue/events.ts';
import { exports } from '../../../shared/catalogue/exports/export-store.ts';
import {
  ExportRequest,
  ExportView,
  exportView,
  requestExport,
} from '../../../shared/catalogue/exports/product-export.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    "Has all that the shop has not archived written as files: of products in Shopify's or WooCommerce's format, or of prices and stock. An import reads them again.",
  route: 'POST /v1/product-exports',
  audience: 'merchant',
  callers: ['merchant'],
  effort: 'costs',
  idempotent: true,
  input: ExportRequest,
  answer: { 202: ExportView },
  problems: ['no-shop'],
  touches: [exports.save],
  emits: [exportRequested],
}, async ({ input, caller, now, newId, commit }) => {
  const change = requestExport(newId('exportJob'), input, await shopOf(caller), now);
  return commit({ writes: [exports.save(change)], answer: exportView(change.after, undefined, []) });
});
