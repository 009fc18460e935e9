import * as z from 'zod';
import { deadline } from '../../shared/kernel/deadline.ts';
import { due } from '../../shared/kernel/due.ts';
import { MerchantId } from '../../shared/kernel/ids.ts';
import { remind } from '../../shared/merchants/application.ts';
import { applicationOverdue } from '../../shared/merchants/events.ts';
import { applicationTimes } from '../../shared/merchants/rulebooks.ts';
import { applications } from '../../shared/merchants/store.ts';

export const { contract, handler } = deadline({
  summary: 'Reminds the reviewers of an application that has waited too long, again and again until it is decided.',
  payload: z.strictObject({ merchantId: MerchantId, round: z.int() }),
  final: ['illegal-step'],
  touches: [applications.need, applicationTimes.current, applications.save, due.set],
  emits: [applicationOverdue],
}, async ({ payload, now, commit }) => {
  const [application, times] = await Promise.all([
    applications.need(payload.merchantId),
    applicationTimes.current(now),
  ]);
  const { change, next } = remind(application, payload.round, times, now);
  await commit({ writes: [applications.save(change), due.set(next, 'merchants/remind-reviewers', payload)] });
});
