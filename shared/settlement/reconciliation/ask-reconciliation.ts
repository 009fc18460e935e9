import { together } from '../../kernel/doors/access.ts';
import { days, after, type Instant } from '../../kernel/values/clock.ts';
import { transact } from '../../kernel/store/commit.ts';
import { countedEntries, ledger } from '../../ledger/public.ts';
import { reconcilePartQueue } from '../messages.ts';
import { beginReconciling, nextDay, partNumbersOf, reconciledPartId } from './reconciling.ts';
import { judgedFrom } from './reconciliation.ts';
import { progress, reconcilings } from '../store.ts';

/** Asks for all parts of the next day that is over and has not been compared; asked again, they are the same parts. */
export const askForNextDay = Object.assign(
  async (now: Instant): Promise<void> => {
    const from = (await progress.get('reconciled'))?.upTo ?? await ledger.begun();
    const date = from && nextDay(from, now);
    if (!date) return;
    let day = await reconcilings.get(date);
    if (!day) {
      const begun = beginReconciling(date, await countedEntries(judgedFrom(date), after(judgedFrom(date), days(2))));
      await transact([reconcilings.save(begun)]);
      day = begun.after;
    }
    await reconcilePartQueue(
      partNumbersOf(day).map((part) => ({ key: reconciledPartId(date, part), message: { date, part } })),
    );
  },
  together(
    'reconciliation.ask',
    progress.get,
    ledger.begun,
    countedEntries,
    reconcilings.get,
    reconcilings.save,
    reconcilePartQueue,
  ),
);
