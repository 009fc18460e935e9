import { schedule } from '../../shared/kernel/doors/schedule.ts';
import { askAboutDue } from '../../shared/kernel/store/waiting.ts';
import { checkPayment } from '../../shared/payments/checks.ts';
import { payments, waitingPayments } from '../../shared/payments/store.ts';

export const { contract, handler } = schedule({
  summary: 'Has the payments checked that have waited for the provider for two minutes, then ever more seldom.',
  every: 'minute',
  inLanes: true,
  touches: [payments.waiting, checkPayment],
  timeout: 50_000,
}, ({ now, share }) =>
  askAboutDue(
    { list: payments.waiting, partitions: share(waitingPayments.partitions()), now },
    (due) =>
      checkPayment(due.map(({ id, version }) => ({ key: `${id}@${version}@${now}`, message: { paymentId: id } }))),
  ));
