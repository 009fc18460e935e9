import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { id } from '../../shared/kernel/ids.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { merchants } from '../../shared/merchants/public.ts';
import { payoutRequested } from '../../shared/settlement/events.ts';
import { replacePayout } from '../../shared/settlement/payout.ts';
import { payouts } from '../../shared/settlement/store.ts';
import { PayoutRow, payoutRow } from '../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Pays again what failed or was returned, to the account that is verified now.',
  route: 'POST /v1/payouts/{payoutId}/replace',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: true,
  idempotent: true,
  input: z.strictObject({ payoutId: id('payout') }),
  answer: { 201: PayoutRow },
  problems: ['not-found', 'illegal-step', 'payout-account-missing'],
  touches: [payouts.need, payouts.save, merchants.need, ledger.post],
  emits: [payoutRequested],
}, async ({ input, now, commit }) => {
  const payout = await payouts.need(input.payoutId);
  const { payoutAccount } = await merchants.need(payout.merchantId);
  if (!payoutAccount?.verified) throw new Problem('payout-account-missing');
  const { old, next } = replacePayout(payout, payoutAccount.token, now);
  return commit({
    writes: [payouts.save(old), payouts.save(next.change), ledger.post(...next.entries)],
    answer: payoutRow(next.change.after),
  });
});
