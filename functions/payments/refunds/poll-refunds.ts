import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { askAboutDue } from '../../../shared/kernel/store/waiting.ts';
import { checkRefund } from '../../../shared/payments/checks.ts';
import { refunds, waitingRefunds } from '../../../shared/payments/store.ts';

export const { contract, handler } = schedule({
  summary: 'Has the refunds checked that have waited for the provider for two minutes, then ever more seldom.',
  every: 'minute',
  touches: [refunds.waiting, checkRefund],
  timeout: 50_000,
}, ({ now }) =>
  askAboutDue(
    { list: refunds.waiting, partitions: waitingRefunds.partitions(), now },
    (due) => checkRefund(due.map(({ id, version }) => ({ key: `${id}@${version}@${now}`, message: { refundId: id } }))),
  ));
