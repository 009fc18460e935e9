import { shopOf } from '../../shared/kernel/account.ts';
import { after } from '../../shared/kernel/clock.ts';
import { due } from '../../shared/kernel/due.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { submit } from '../../shared/merchants/application.ts';
import { applicationSubmitted } from '../../shared/merchants/events.ts';
import { applicationTimes } from '../../shared/merchants/rulebooks.ts';
import { applications } from '../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: "Hands the caller's application in for review, for the first time or with its supplements.",
  route: 'POST /v1/application/submit',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  answer: { 200: ApplicationView },
  problems: ['no-shop', 'illegal-step', 'agreements-not-accepted', 'application-incomplete'],
  touches: [applications.need, applicationTimes.current, applications.save, due.set],
  emits: [applicationSubmitted],
}, async ({ caller, now, commit }) => {
  const [application, { remindAfter }] = await Promise.all([
    shopOf(caller).then(applications.need),
    applicationTimes.current(now),
  ]);
  const change = submit(application, now);
  const { id: merchantId, round } = change.after;
  return commit({
    writes: [
      applications.save(change),
      due.set(after(now, remindAfter), 'merchants/remind-reviewers', { merchantId, round }),
    ],
    answer: applicationView(change.after),
  });
});
