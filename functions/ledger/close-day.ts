import { after } from '../../shared/kernel/clock.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { ledgerDays, openDays, readingBalance } from '../../shared/ledger/day-store.ts';
import { closingDelay, daysAtOnce } from '../../shared/ledger/policy.ts';

/** Also catches up on days that earlier runs have missed. */
export const { contract, handler } = schedule({
  summary: 'Closes the days that are over: their totals never change again.',
  every: 'hour',
  touches: [readingBalance, ledgerDays.close],
  timeout: 300_000,
  memory: 1024,
}, async ({ now, calendar, commit }) => {
  const closed = await ledgerDays.closed();
  const over = await openDays(closed, calendar.startOf(calendar.dateOf(after(now, -closingDelay))), calendar);
  await commit({ writes: [ledgerDays.close(over.slice(0, daysAtOnce))] });
});
