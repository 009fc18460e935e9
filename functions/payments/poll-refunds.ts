import { after } from '../../shared/kernel/clock.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { checkRefund } from '../../shared/payments/checks.ts';
import { patience, pollLimit } from '../../shared/payments/policy.ts';
import { refunds, waitingRefunds } from '../../shared/payments/store.ts';

export const { contract, handler } = schedule({
  summary: 'Has the refunds checked that have waited for the provider for two minutes.',
  every: 'minute',
  touches: [refunds.waiting, checkRefund],
}, async ({ now }) => {
  const longestWaiting = await Promise.all(waitingRefunds.map((shard) => refunds.waiting(shard, { limit: pollLimit })));
  const overdue = longestWaiting.flatMap(({ items }) => items).filter(({ requestedAt }) =>
    requestedAt <= after(now, -patience)
  );
  await checkRefund(overdue.map(({ id, version }) => ({ key: `${id}@${version}@${now}`, message: { refundId: id } })));
});
