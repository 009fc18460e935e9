import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { payoutsReleased } from '../../shared/merchants/events.ts';
import { releasePayouts } from '../../shared/merchants/merchant.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { MerchantView, merchantView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Ends the review of the payouts of a shop: what has waited goes with the next run.',
  route: 'POST /v1/merchants/{merchantId}/payout-hold/release',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ merchantId: MerchantId, reason: prose(2000, 3) }),
  answer: { 200: MerchantView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [merchants.need, merchants.save],
  emits: [payoutsReleased],
}, async ({ input: { merchantId, reason }, now, commit }) => {
  const change = releasePayouts(await merchants.need(merchantId), reason, now);
  return commit({ writes: [merchants.save(change)], answer: merchantView(change.after, now) });
});
