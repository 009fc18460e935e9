import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { ledger } from '../../shared/ledger/store.ts';
import { EntryView } from '../../shared/ledger/views.ts';

export const { contract, handler } = endpoint({
  summary: "Lists what was posted on a merchant's accounts, newest first.",
  route: 'GET /v1/ledger/merchants/{merchantId}/entries',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ merchantId: MerchantId, ...pageInput }),
  answer: { 200: page(EntryView) },
  problems: ['invalid-cursor'],
  touches: [ledger.ofMerchant],
}, async ({ input: { merchantId, ...request } }) => {
  const { items, cursor } = await ledger.ofMerchant(merchantId, { ...request, newestFirst: true });
  return { items: items.map((entry) => ({ ...entry, postings: [...entry.postings] })), cursor };
});
