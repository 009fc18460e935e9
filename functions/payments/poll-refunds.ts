import { everything } from '../../shared/kernel/page.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { dueOf } from '../../shared/kernel/waiting.ts';
import { checkRefund } from '../../shared/payments/checks.ts';
import { refunds, waitingRefunds } from '../../shared/payments/store.ts';

export const { contract, handler } = schedule({
  summary: 'Has the refunds checked that have waited for the provider for two minutes, then ever more seldom.',
  every: 'minute',
  touches: [refunds.waiting, checkRefund],
}, async ({ now }) => {
  const due = await Promise.all(waitingRefunds.partitions().map((one) => dueOf(everything(refunds.waiting, one), now)));
  await checkRefund(
    due.flat().map(({ id, version }) => ({ key: `${id}@${version}@${now}`, message: { refundId: id } })),
  );
});
