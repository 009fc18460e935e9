import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { AcceptedVersion, AgreementKind } from '../../shared/merchants/agreements.ts';
import { acceptAgreements } from '../../shared/merchants/application.ts';
import { agreementsAccepted } from '../../shared/merchants/events.ts';
import { applications } from '../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Accepts agreements in the versions that were read; version and time are kept.',
  route: 'POST /v1/application/agreements',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({ agreements: z.array(AcceptedVersion).min(1).max(AgreementKind.options.length) }),
  answer: { 200: ApplicationView },
  problems: ['no-shop', 'illegal-step', 'agreement-outdated'],
  touches: [applications.need, applications.save],
  emits: [agreementsAccepted],
}, async ({ input, caller, now, commit }) => {
  const change = acceptAgreements(await applications.need(await shopOf(caller)), input.agreements, now);
  return commit({ writes: [applications.save(change)], answer: applicationView(change.after) });
});
