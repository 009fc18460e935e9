import * as z from 'zod';
import { after } from '../../../shared/kernel/values/clock.ts';
import { due } from '../../../shared/kernel/store/due.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { askSupplement } from '../../../shared/merchants/application.ts';
import { supplementAsked } from '../../../shared/merchants/events.ts';
import { applicationTimes } from '../../../shared/merchants/rulebooks.ts';
import { applications } from '../../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Sends an application back for the items that failed, with the comments as reasons.',
  route: 'POST /v1/applications/{merchantId}/supplement',
  audience: 'operator',
  callers: ['reviewer', 'admin'],
  audited: true,
  idempotent: true,
  input: z.strictObject({ merchantId: MerchantId }),
  answer: { 200: ApplicationView },
  problems: ['not-found', 'illegal-step', 'review-incomplete', 'taken-by-another'],
  touches: [applications.need, applicationTimes.current, applications.save, due.set],
  emits: [supplementAsked],
}, async ({ input: { merchantId }, now, commit }) => {
  const [application, { supplyWithin }] = await Promise.all([
    applications.need(merchantId),
    applicationTimes.current(now),
  ]);
  const change = askSupplement(application, now);
  const { round } = change.after;
  return commit({
    writes: [
      applications.save(change),
      due.set(after(now, supplyWithin), 'merchants/lapse-application', { merchantId, round }),
    ],
    answer: applicationView(change.after),
  });
});
