import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { approve, approvedItems } from '../../../shared/merchants/application.ts';
import { applicationApproved, merchantApproved } from '../../../shared/merchants/events.ts';
import { approveMerchant } from '../../../shared/merchants/merchant.ts';
import { applications, merchants } from '../../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Approves an application of which every item has passed; the shop may sell from then on.',
  route: 'POST /v1/applications/{merchantId}/approve',
  audience: 'operator',
  callers: ['reviewer', 'admin'],
  audited: true,
  idempotent: true,
  input: z.strictObject({ merchantId: MerchantId }),
  answer: { 200: ApplicationView },
  problems: ['not-found', 'illegal-step', 'review-incomplete', 'taken-by-another'],
  touches: [applications.need, applications.save, merchants.need, merchants.save],
  emits: [applicationApproved, merchantApproved],
}, async ({ input: { merchantId }, now, commit }) => {
  const [application, merchant] = await Promise.all([applications.need(merchantId), merchants.need(merchantId)]);
  const approved = approve(application, now);
  const { company, store } = approvedItems(approved.after);
  return commit({
    writes: [applications.save(approved), merchants.save(approveMerchant(merchant, company, store, now))],
    answer: applicationView(approved.after),
  });
});
