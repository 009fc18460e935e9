import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import {
  paymentExceptionRaised,
  paymentReported,
  payoutReported,
  refundReported,
} from '../../shared/payments/events.ts';
import { heardIn, mustBeSigned } from '../../shared/payments/notice.ts';
import { exceptions, keepNotice } from '../../shared/payments/store.ts';

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
  touches: [mustBeSigned, keepNotice, exceptions.get, exceptions.save],
  emits: [paymentReported, refundReported, payoutReported, paymentExceptionRaised],
}, async ({ input, request, now, commit }) => {
  const heard = heardIn(input, request.body, now);
  if (heard === 'nothing') return;
  if ('fact' in heard) return commit({ writes: [keepNotice(heard.noticeId, heard.fact)], answer: undefined });
  if (await exceptions.get(heard.after.id)) return;
  return commit({ writes: [exceptions.save(heard)], answer: undefined });
});
