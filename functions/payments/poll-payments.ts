import { everything } from '../../shared/kernel/page.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { dueOf } from '../../shared/kernel/waiting.ts';
import { checkPayment } from '../../shared/payments/checks.ts';
import { payments, waitingPayments } from '../../shared/payments/store.ts';

export const { contract, handler } = schedule({
  summary: 'Has the payments checked that have waited for the provider for two minutes, then ever more seldom.',
  every: 'minute',
  touches: [payments.waiting, checkPayment],
}, async ({ now }) => {
  const due = await Promise.all(
    waitingPayments.partitions().map((one) => dueOf(everything(payments.waiting, one), now)),
  );
  await checkPayment(
    due.flat().map(({ id, version }) => ({ key: `${id}@${version}@${now}`, message: { paymentId: id } })),
  );
});
