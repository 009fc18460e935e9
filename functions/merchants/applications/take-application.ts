import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { take } from '../../../shared/merchants/application.ts';
import { reviewStarted } from '../../../shared/merchants/events.ts';
import { applications } from '../../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Takes an application into review, and its item at the desk.',
  route: 'POST /v1/applications/{merchantId}/take',
  audience: 'operator',
  callers: ['reviewer', 'admin'],
  audited: true,
  idempotent: true,
  input: z.strictObject({ merchantId: MerchantId }),
  answer: { 200: ApplicationView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [applications.need, applications.save],
  emits: [reviewStarted],
}, async ({ input, caller, now, commit }) => {
  const change = take(await applications.need(input.merchantId), caller.accountId, now);
  return commit({ writes: [applications.save(change)], answer: applicationView(change.after) });
});
