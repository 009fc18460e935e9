import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { unreadNotices, unreadOf } from '../../shared/payments/store.ts';
import { ProviderName } from '../../shared/payments/provider/provider-name.ts';
import { UnreadNoticeRow, unreadNoticeRow } from '../../shared/payments/provider/unread.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what a payment provider has signed and nobody here understands, newest first.',
  route: 'GET /v1/payment-notice-piles/{provider}/notices',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ provider: ProviderName, ...pageInput }),
  answer: { 200: page(UnreadNoticeRow) },
  problems: ['invalid-cursor'],
  touches: [unreadNotices.onPile, unreadNotices.get],
}, async ({ input: { provider, ...request } }) => {
  const { items: ids, cursor } = await unreadNotices.onPile(unreadOf(provider), { ...request, newestFirst: true });
  const notices = await Promise.all(ids.map(({ id }) => unreadNotices.get(id)));
  return { items: notices.flatMap((notice) => (notice ? [unreadNoticeRow(notice)] : [])), cursor };
});
