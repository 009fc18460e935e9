import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { payoutsHeld } from '../../shared/merchants/events.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { holdPayouts } from '../../shared/merchants/merchant.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { MerchantView, merchantView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Puts the payouts of a shop under review: none is made until they are released.',
  route: 'POST /v1/merchants/{merchantId}/payout-hold',
  audience: 'operator',
  callers: ['finance', 'operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ merchantId: MerchantId, reason: prose(2000, 3) }),
  answer: { 200: MerchantView },
  problems: ['not-found', 'illegal-step'],
  touches: [merchants.need, merchants.save],
  emits: [payoutsHeld],
}, async ({ input: { merchantId, reason }, now, commit }) => {
  const change = holdPayouts(await merchants.need(merchantId), reason, now);
  return commit({ writes: [merchants.save(change)], answer: merchantView(change.after, now) });
});
