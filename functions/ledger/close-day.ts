import { after } from '../../shared/kernel/values/clock.ts';
import { schedule } from '../../shared/kernel/doors/schedule.ts';
import { ledgerDays, readingBalance } from '../../shared/ledger/day-store.ts';
import { closingDelay, daysAtOnce, fewEntries, firstSpan } from '../../shared/ledger/policy.ts';
import { ledger } from '../../shared/ledger/store.ts';
import { nothingSummed, sumByDay, sumOn } from '../../shared/ledger/trial-balance.ts';

/** Reads each entry once, hour by hour. What is cut off goes on where the last span ended. */
export const { contract, handler } = schedule({
  summary: 'Sums up what was posted, and closes the days that are over: their totals never change again.',
  every: 'hour',
  touches: [readingBalance, ledgerDays.goOn],
  timeout: 900_000,
  memory: 1769,
}, async ({ now, calendar, commit }) => {
  const until = after(now, -closingDelay);
  let kept = await ledgerDays.summed();
  // What was closed before there were sums; at the very first there is nothing, and all of it is one span.
  const closed = kept ? [] : await ledgerDays.closed();
  for (let span = firstSpan, before = kept ?? nothingSummed(closed); before.upTo < until;) {
    const end = after(before.upTo, span);
    const to = kept === undefined || end > until ? until : end;
    const added = await sumByDay(ledger.between(before.upTo, to), calendar);
    const { over, summed } = sumOn(before, added, to, daysAtOnce);
    await commit({ writes: [ledgerDays.goOn(kept, summed, over)] });
    if (added.reduce((sum, { entries }) => sum + entries, 0) < fewEntries) span *= 2;
    kept = before = summed;
  }
});
