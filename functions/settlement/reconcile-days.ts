import { after, utcDateOf, days, type Instant } from '../../shared/kernel/clock.ts';
import { schedule } from '../../shared/kernel/schedule.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { provider } from '../../shared/payments/public.ts';
import { discrepancyFound } from '../../shared/settlement/events.ts';
import { daysPerReconciliation } from '../../shared/settlement/policy.ts';
import { compare, judgedFrom } from '../../shared/settlement/reconciliation.ts';
import { advanceTo } from '../../shared/settlement/run.ts';
import { discrepancies, progress, reconciliations } from '../../shared/settlement/store.ts';

const midnight = (at: Instant): Instant => `${utcDateOf(at)}T00:00:00.000Z` as Instant;

export const { contract, handler } = schedule({
  summary:
    "Compares the provider's statements with the ledger, for each day that is over and has not been compared yet.",
  every: 'day',
  at: '05:00',
  touches: [
    progress.get,
    progress.save,
    ledger.between,
    discrepancies.get,
    discrepancies.save,
    reconciliations.save,
    provider.statement,
  ],
  emits: [discrepancyFound],
  timeout: 600_000,
  memory: 1024,
}, async ({ now, commit }) => {
  const today = midnight(now);
  let mark = await progress.get('reconciled');
  let day = mark?.upTo ?? after(today, -days(daysPerReconciliation));
  let before = await provider.statement(utcDateOf(after(day, -days(1))));
  while (day < today) {
    const date = utcDateOf(day);
    const lines = await provider.statement(date);
    const { report, found } = compare(date, {
      before,
      day: lines,
      entries: await Array.fromAsync(ledger.between(judgedFrom(date), now)),
    }, now);
    for (const change of found) {
      if (!await discrepancies.get(change.after.id)) await commit({ writes: [discrepancies.save(change)] });
    }
    const next = advanceTo('reconciled', mark, after(day, days(1)));
    await commit({ writes: [reconciliations.save(report), progress.save(next)] });
    [mark, day, before] = [next.after, next.after.upTo, lines];
  }
});
