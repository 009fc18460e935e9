import { job } from '../../shared/kernel/doors/job.ts';
import { log } from '../../shared/kernel/log.ts';
import { publish } from '../../shared/kernel/metrics.ts';
import { finishPart, partsLeft, sumByOwner, theCheck } from '../../shared/ledger/balance-check.ts';
import { balanceChecks, BalancePart, compareBalances } from '../../shared/ledger/balance-check-store.ts';
import { balancesOff } from '../../shared/ledger/events.ts';
import { ledger } from '../../shared/ledger/store.ts';

export const { contract, handler } = job({
  summary: 'Compares the balances of one part of the owners with their entries, and raises an alarm where they differ.',
  queue: 'parts',
  message: BalancePart,
  touches: [balanceChecks.need, balanceChecks.save, ledger.between, compareBalances],
  emits: [balancesOff],
  timeout: 840_000,
  memory: 1024,
}, async ({ message: { to, part }, now, commit }) => {
  const check = await balanceChecks.need(theCheck);
  if (check.to !== to || !partsLeft(check).includes(part)) return;
  const moved = await sumByOwner(ledger.between(check.from, to), part, check.parts);
  const faults = await compareBalances(moved, check);
  for (const { account, currency, balance, entries } of faults) {
    log.warn('balance-off', { account, currency, balance, entries });
  }
  publish('balancesOff', faults.length);
  await commit({ writes: [balanceChecks.save(finishPart(check, part, faults, now))] });
});
