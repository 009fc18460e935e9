import { publish } from '../../shared/kernel/metrics.ts';
import { schedule } from '../../shared/kernel/doors/schedule.ts';
import { balanceAt, raiseAlarm, readingBalance } from '../../shared/ledger/day-store.ts';
import { trialBalanceBroken } from '../../shared/ledger/events.ts';
import { imbalance } from '../../shared/ledger/trial-balance.ts';

export const { contract, handler } = schedule({
  summary: 'Checks that the books sum to zero, and raises an alarm if not.',
  every: 'hour',
  touches: [readingBalance, raiseAlarm],
  emits: [trialBalanceBroken],
  timeout: 300_000,
  memory: 1024,
}, async ({ now, calendar, commit }) => {
  const balance = await balanceAt(now, calendar);
  publish('trialBalance', imbalance(balance));
  const off = balance.currencies.filter(({ amount }) => amount !== 0);
  if (off.length > 0) await commit({ writes: [raiseAlarm(now, trialBalanceBroken({ at: now, currencies: off }))] });
});
