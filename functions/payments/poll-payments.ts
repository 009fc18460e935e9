import { after } from '../../shared/kernel/clock.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { checkPayment } from '../../shared/payments/checks.ts';
import { patience, pollLimit } from '../../shared/payments/policy.ts';
import { payments, waitingPayments } from '../../shared/payments/store.ts';

export const { contract, handler } = schedule({
  summary: 'Has the payments checked that have waited for the provider for two minutes.',
  every: 'minute',
  touches: [payments.waiting, checkPayment],
}, async ({ now }) => {
  const longestWaiting = await Promise.all(
    waitingPayments.map((shard) => payments.waiting(shard, { limit: pollLimit })),
  );
  const overdue = longestWaiting.flatMap(({ items }) => items).filter(({ since }) => since <= after(now, -patience));
  await checkPayment(
    overdue.map(({ id, version }) => ({ key: `${id}@${version}@${now}`, message: { paymentId: id } })),
  );
});
