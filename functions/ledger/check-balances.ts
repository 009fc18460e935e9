import type { Instant } from '../../shared/kernel/values/clock.ts';
import { publish } from '../../shared/kernel/metrics.ts';
import { schedule } from '../../shared/kernel/doors/schedule.ts';
import {
  lookAgain,
  nextPeriod,
  partsLeft,
  startCheck,
  theCheck,
  type BalanceCheck,
} from '../../shared/ledger/balance-check.ts';
import {
  balanceChecks,
  balancePartQueue,
  compareBalances,
  longestUnchecked,
} from '../../shared/ledger/balance-check-store.ts';
import { ledgerDays } from '../../shared/ledger/day-store.ts';
import { balancesOff } from '../../shared/ledger/events.ts';
import { lookedAtAgain } from '../../shared/ledger/policy.ts';
import { ledger } from '../../shared/ledger/store.ts';

/**
 * Once a day, what was touched on the days that are over, in parts that are asked for until they are done. In the hours
 * between, whatever has not been looked at for the longest, touched or not.
 */
export const { contract, handler } = schedule({
  summary: 'Has the balances of guarded accounts compared with the entries of the days that are over.',
  every: 'hour',
  touches: [
    balanceChecks.get,
    balanceChecks.save,
    ledgerDays.closed,
    ledger.begun,
    longestUnchecked,
    compareBalances,
    balancePartQueue,
  ],
  emits: [balancesOff],
  timeout: 300_000,
}, async ({ now, commit }) => {
  const last = await balanceChecks.get(theCheck);
  if (last && partsLeft(last).length > 0) return askFor(last, now);
  const begun = last?.from ?? await ledger.begun();
  const period = begun && nextPeriod(last, begun, now);
  if (period) {
    const closed = (await ledgerDays.closed()).filter(({ to }) => to > period.from);
    const start = startCheck(last, { ...period, entries: closed.reduce((sum, { entries }) => sum + entries, 0) }, now);
    await commit({ writes: [balanceChecks.save(start)] });
    return askFor(start.after, now);
  }
  if (!last) return;
  const faults = await compareBalances(await longestUnchecked(lookedAtAgain), last);
  publish('balancesOff', faults.length);
  const found = lookAgain(last, faults, now);
  if (found) await commit({ writes: [balanceChecks.save(found)] });
});

const askFor = (check: BalanceCheck, now: Instant): Promise<void> =>
  balancePartQueue(
    partsLeft(check).map((part) => ({ key: `${check.to} ${part} ${now}`, message: { to: check.to, part } })),
  );
