import { dateAfter, datesThrough } from '../../shared/kernel/calendar.ts';
import { utcDateOf, utcMidnight } from '../../shared/kernel/clock.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { provider } from '../../shared/payments/public.ts';
import { discrepancyFound } from '../../shared/settlement/events.ts';
import { feeEntries } from '../../shared/settlement/fees.ts';
import { daysPerReconciliation, feesAtOnce } from '../../shared/settlement/policy.ts';
import { compare, judgedFrom } from '../../shared/settlement/reconciliation.ts';
import { advanceTo } from '../../shared/settlement/run.ts';
import { discrepancies, progress, reconciliations } from '../../shared/settlement/store.ts';

/** The days are the provider's: UTC days. */
export const { contract, handler } = schedule({
  summary:
    "Compares the provider's statements with the ledger, for each day that is over and has not been compared yet, and books its fees.",
  every: 'day',
  at: '05:00',
  touches: [
    progress.get,
    progress.save,
    ledger.begun,
    ledger.between,
    ledger.entry,
    ledger.post,
    discrepancies.get,
    discrepancies.save,
    reconciliations.get,
    reconciliations.save,
    provider.statement,
  ],
  emits: [discrepancyFound],
  timeout: 600_000,
  memory: 1024,
}, async ({ now, commit }) => {
  let mark = await progress.get('reconciled');
  const first = utcDateOf(mark?.upTo ?? await ledger.begun() ?? now);
  const over = datesThrough(first, dateAfter(utcDateOf(now), -1));
  for (const date of over.slice(0, daysPerReconciliation)) {
    const yesterday = dateAfter(date, -1);
    const [before, day, last, entries] = await Promise.all([
      provider.statement(yesterday),
      provider.statement(date),
      reconciliations.get(yesterday),
      Array.fromAsync(ledger.between(judgedFrom(date), now)),
    ]);
    const { report, found } = compare(date, { provider: provider.name, before, day, entries, last }, now);
    const fees = feeEntries(provider.name, day.lines, now);
    for (let i = 0; i < fees.length; i += feesAtOnce) {
      const some = fees.slice(i, i + feesAtOnce);
      const booked = await Promise.all(some.map(({ id }) => ledger.entry(id)));
      await commit({ writes: [ledger.post(...some.filter((_, place) => !booked[place]))] });
    }
    for (const change of found) {
      if (!await discrepancies.get(change.after.id)) await commit({ writes: [discrepancies.save(change)] });
    }
    const next = advanceTo('reconciled', mark, utcMidnight(dateAfter(date, 1)));
    await commit({ writes: [reconciliations.save(report), progress.save(next)] });
    mark = next.after;
  }
});
