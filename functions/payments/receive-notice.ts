import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { paymentNoticeUnread, paymentReported, payoutReported, refundReported } from '../../shared/payments/events.ts';
import { provider } from '../../shared/payments/provider/institution.ts';
import { heardIn, mustBeSigned } from '../../shared/payments/provider/notice.ts';
import { keepNotice, unreadNotices } from '../../shared/payments/store.ts';

/** Whatever is signed is taken: a provider that is refused tells the same again, and stops telling in the end. */
export const { contract, handler } = endpoint({
  summary: 'Receives the signed notices of the payment provider; jobs act on them.',
  route: 'POST /v1/hooks/payments',
  audience: 'shop',
  callers: 'anyone',
  input: z.looseObject({}),
  answer: { 202: z.undefined() },
  problems: ['signature-invalid', 'conflict'],
  verify: mustBeSigned,
  touches: [mustBeSigned, keepNotice, unreadNotices.get, unreadNotices.save],
  emits: [paymentReported, refundReported, payoutReported, paymentNoticeUnread],
}, async ({ input, request, now, commit }) => {
  const heard = heardIn(provider.name, input, request.body, now);
  if (heard === 'nothing') return;
  if ('fact' in heard) return commit({ writes: [keepNotice(heard.noticeId, heard.fact)], answer: undefined });
  if (await unreadNotices.get(heard.after.id)) return;
  return commit({ writes: [unreadNotices.save(heard)], answer: undefined });
});
