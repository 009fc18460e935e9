import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { buyerPayments, payments } from '../../shared/payments/store.ts';
import { PaymentLine, paymentLine } from '../../shared/payments/views.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the buyer's payments, newest first: how each was made and for which orders, and what has gone back.",
  route: 'GET /v1/payments',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject(pageInput),
  answer: { 200: page(PaymentLine) },
  problems: ['invalid-cursor'],
  touches: [payments.ofBuyer],
}, async ({ input, caller }) => {
  const { items, ...rest } = await payments.ofBuyer(buyerPayments(caller.accountId), { ...input, newestFirst: true });
  return { items: items.map(paymentLine), ...rest };
});
