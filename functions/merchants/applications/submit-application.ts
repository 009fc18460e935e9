import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { submit } from '../../../shared/merchants/application.ts';
import { applicationSubmitted } from '../../../shared/merchants/events.ts';
import { applications } from '../../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: "Hands the caller's application in for review, for the first time or with its supplements.",
  route: 'POST /v1/application/submit',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  answer: { 200: ApplicationView },
  problems: ['no-shop', 'illegal-step', 'agreements-not-accepted', 'application-incomplete'],
  touches: [applications.need, applications.save],
  emits: [applicationSubmitted],
}, async ({ caller, now, commit }) => {
  const change = submit(await applications.need(await shopOf(caller)), now);
  return commit({ writes: [applications.save(change)], answer: applicationView(change.after) });
});
