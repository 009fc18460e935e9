import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation, together } from '../kernel/access.ts';
import type { Calendar } from '../kernel/calendar.ts';
import { instant, type Instant } from '../kernel/clock.ts';
import { write, type Write } from '../kernel/commit.ts';
import type { Fact } from '../kernel/events.ts';
import { record } from '../kernel/facts.ts';
import { query, table, type Item } from '../kernel/table.ts';
import { ledger } from './store.ts';
import { sumByDay, trialBalance, type DayTotals, type TrialBalance } from './trial-balance.ts';

const partition = 'LEDGER-DAYS';

/** The totals of a closed day, which nothing changes any more. */
const DayItem = new Entity({
  name: 'ledger-day',
  table,
  timestamps: false,
  schema: item({ date: string().key(), day: any().castAs<DayTotals>() }),
  computeKey: ({ date }) => ({ pk: partition, sk: date }),
});

export const ledgerDays = {
  /** Closes days. A day that another run has closed already is refused with `conflict`, and stays as it is. */
  close: operation(
    'ledger-days.close',
    [{ on: 'table', actions: ['PutItem'], keys: [partition] }],
    (days: readonly DayTotals[]): Write[] =>
      days.map((day) =>
        write(
          DayItem.build(PutTransaction).item({ date: day.date, day }).options({
            condition: { attr: 'date', exists: false },
          }),
        )
      ),
  ),

  /** All closed days, oldest first: a few hundred small items a year. */
  closed: operation(
    'ledger-days.closed',
    [{ on: 'table', actions: ['Query'], keys: [partition] }],
    async (): Promise<DayTotals[]> => {
      const days: DayTotals[] = [];
      let exclusiveStartKey: Item | undefined;
      do {
        const { items, next } = await query(
          table.build(QueryCommand)
            .query({ partition }).options({ consistent: true, ...(exclusiveStartKey && { exclusiveStartKey }) }),
        );
        days.push(...items.map(({ day }) => day as DayTotals));
        exclusiveStartKey = next;
      } while (exclusiveStartKey);
      return days;
    },
  ),
};

/** The days that are not closed yet: everything from the last closed day's end up to `until`. */
export const openDays = async (
  closed: readonly DayTotals[],
  until: Instant,
  calendar: Calendar,
): Promise<DayTotals[]> => sumByDay(ledger.between(closed.at(-1)?.to ?? instant(0), until), calendar);

/** The trial balance of all that has ever been posted: closed days by their totals, the others entry by entry. */
export const balanceAt = async (now: Instant, calendar: Calendar): Promise<TrialBalance> => {
  const closed = await ledgerDays.closed();
  return trialBalance(closed, await openDays(closed, now, calendar));
};

/** What `balanceAt` reads. */
export const readingBalance = together('ledger.trial-balance', ledgerDays.closed, ledger.between);

/** Keeps an alarm about the books as a fact. */
export const raiseAlarm = operation('ledger.raise-alarm', [{
  on: 'table',
  actions: ['PutItem'],
  keys: ['LEDGER-ALARM#*'],
}], (at: Instant, fact: Fact): Write[] => record(`LEDGER-ALARM#${at}`, 1, [fact]));
