import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { merchantReinstated } from '../../shared/merchants/events.ts';
import { reinstateMerchant } from '../../shared/merchants/merchant.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { MerchantView, merchantView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lets a suspended shop sell again.',
  route: 'POST /v1/merchants/{merchantId}/reinstate',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ merchantId: MerchantId, reason: prose(2000, 3) }),
  answer: { 200: MerchantView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [merchants.need, merchants.save],
  emits: [merchantReinstated],
}, async ({ input: { merchantId, reason }, now, commit }) => {
  const change = reinstateMerchant(await merchants.need(merchantId), reason, now);
  return commit({ writes: [merchants.save(change)], answer: merchantView(change.after, now) });
});
