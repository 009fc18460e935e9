import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { merchantSuspended } from '../../shared/merchants/events.ts';
import { suspendMerchant } from '../../shared/merchants/merchant.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { MerchantView, merchantView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Suspends a shop: it sells nothing until it is reinstated.',
  route: 'POST /v1/merchants/{merchantId}/suspend',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ merchantId: MerchantId, reason: prose(2000, 3) }),
  answer: { 200: MerchantView },
  problems: ['not-found', 'illegal-step'],
  touches: [merchants.need, merchants.save],
  emits: [merchantSuspended],
}, async ({ input: { merchantId, reason }, now, commit }) => {
  const change = suspendMerchant(await merchants.need(merchantId), reason, now);
  return commit({ writes: [merchants.save(change)], answer: merchantView(change.after, now) });
});
