import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { reject } from '../../../shared/merchants/application.ts';
import { applicationRejected, merchantRejected } from '../../../shared/merchants/events.ts';
import { rejectMerchant } from '../../../shared/merchants/merchant.ts';
import { applications, merchants } from '../../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Turns an application down for good, with the reason.',
  route: 'POST /v1/applications/{merchantId}/reject',
  audience: 'operator',
  callers: ['reviewer', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({ merchantId: MerchantId, reason: prose(2000, 3) }),
  answer: { 200: ApplicationView },
  problems: ['not-found', 'illegal-step', 'review-incomplete', 'taken-by-another'],
  touches: [applications.need, applications.save, merchants.need, merchants.save],
  emits: [applicationRejected, merchantRejected],
}, async ({ input: { merchantId, reason }, now, commit }) => {
  const [application, merchant] = await Promise.all([applications.need(merchantId), merchants.need(merchantId)]);
  const change = reject(application, reason, now);
  return commit({
    writes: [applications.save(change), merchants.save(rejectMerchant(merchant, reason, now))],
    answer: applicationView(change.after),
  });
});
