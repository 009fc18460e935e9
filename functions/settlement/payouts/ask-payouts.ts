import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { askAboutDue } from '../../../shared/kernel/store/waiting.ts';
import { checkPayoutQueue } from '../../../shared/settlement/messages.ts';
import { payoutsPerRun } from '../../../shared/settlement/policy.ts';
import { waitingPayoutList, waitingPayouts } from '../../../shared/settlement/store.ts';

export const { contract, handler } = schedule({
  summary: 'Has every payout checked that has had no news for half an hour, each by a job of its own.',
  every: 'hour',
  touches: [waitingPayoutList, checkPayoutQueue],
  timeout: 300_000,
}, ({ now }) =>
  askAboutDue(
    { list: waitingPayoutList, partitions: waitingPayouts.partitions(), now, limit: payoutsPerRun },
    (due) => checkPayoutQueue(due.map(({ payoutId }) => ({ key: `${payoutId}@${now}`, message: { payoutId } }))),
  ));
