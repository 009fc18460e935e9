import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { othersOf } from '../../../shared/settlement/payouts/payout.ts';
import { payouts } from '../../../shared/settlement/store.ts';
import { payoutView } from '../../../shared/settlement/rows.ts';
import { PayoutView } from '../../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows finance a payout in whatever state it is, with all others of its statement.',
  route: 'GET /v1/payouts/{payoutId}',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ payoutId: id('payout') }),
  answer: { 200: PayoutView },
  problems: ['not-found'],
  touches: [payouts.need, payouts.get],
}, async ({ input }) => {
  const payout = await payouts.need(input.payoutId);
  return payoutView(payout, await othersOf(payout, payouts.get));
});
