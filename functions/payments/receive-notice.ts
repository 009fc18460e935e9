import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { paymentReported, payoutReported, refundReported } from '../../shared/payments/events.ts';
import { factOf, mustBeSigned, Notice } from '../../shared/payments/notice.ts';
import { keepNotice } from '../../shared/payments/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Receives the signed notices of the payment provider; jobs act on them.',
  route: 'POST /v1/hooks/payments',
  audience: 'shop',
  callers: 'anyone',
  input: Notice,
  answer: { 202: z.undefined() },
  problems: ['signature-invalid'],
  verify: mustBeSigned,
  touches: [mustBeSigned, keepNotice],
  emits: [paymentReported, refundReported, payoutReported],
}, async ({ input, commit }) => {
  const fact = factOf(input);
  return commit({ writes: fact ? [keepNotice(input.id, fact)] : [], answer: undefined });
});
