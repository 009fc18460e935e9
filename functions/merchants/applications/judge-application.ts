import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { itemNames, Judgement } from '../../../shared/merchants/application-items.ts';
import { judge } from '../../../shared/merchants/application.ts';
import { applicationItemsJudged } from '../../../shared/merchants/events.ts';
import { applications } from '../../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Records for items of an application whether they pass, with a comment, under the four headings.',
  route: 'POST /v1/applications/{merchantId}/findings',
  audience: 'operator',
  callers: ['reviewer', 'admin'],
  audited: true,
  idempotent: true,
  input: z.strictObject({ merchantId: MerchantId, findings: z.array(Judgement).min(1).max(itemNames.length) }),
  answer: { 200: ApplicationView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [applications.need, applications.save],
  emits: [applicationItemsJudged],
}, async ({ input, caller, now, commit }) => {
  const change = judge(await applications.need(input.merchantId), input.findings, caller.accountId, now);
  return commit({ writes: [applications.save(change)], answer: applicationView(change.after) });
});
