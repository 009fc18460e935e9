import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation, together } from '../kernel/doors/access.ts';
import type { Calendar } from '../kernel/values/calendar.ts';
import { after, days, instant, type Instant } from '../kernel/values/clock.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import type { Fact } from '../kernel/events.ts';
import { record } from '../kernel/store/facts.ts';
import { get, query, table, type Item } from '../kernel/store/table.ts';
import { ledger } from './store.ts';
import { sumByDay, sumDays, trialBalance, type DayTotals, type Summed, type TrialBalance } from './trial-balance.ts';

const partition = 'LEDGER-DAYS';

/** The totals of a closed day, which nothing changes any more. */
const DayItem = new Entity({
  name: 'ledger-day',
  table,
  timestamps: false,
  schema: item({ date: string().key(), day: any().castAs<DayTotals>() }),
  computeKey: ({ date }) => ({ pk: partition, sk: date }),
});

/** What has been summed up of the days that are not closed yet, so that no entry is read again and again. */
const SummedItem = new Entity({
  name: 'ledger-summed',
  table,
  timestamps: false,
  schema: item({ book: string().key(), upTo: string(), days: any().castAs<readonly DayTotals[]>() }),
  computeKey: () => ({ pk: 'LEDGER-SUMMED', sk: 'SUMMED' }),
});
const book = 'ledger';

export const ledgerDays = {
  /**
   * Keeps what has been summed up, and closes days that are over by then. Refused with `conflict` when another run has
   * gone on meanwhile; a day that is closed stays as it is.
   */
  goOn: operation(
    'ledger-days.go-on',
    [{ on: 'table', actions: ['PutItem'], keys: [partition, 'LEDGER-SUMMED'] }],
    (before: Summed | undefined, { upTo, days }: Summed, over: readonly DayTotals[]): Write[] => [
      write(
        SummedItem.build(PutTransaction).item({ book, upTo, days }).options({
          condition: before ? { attr: 'upTo', eq: before.upTo } : { attr: 'upTo', exists: false },
        }),
      ),
      ...over.map((day) =>
        write(
          DayItem.build(PutTransaction).item({ date: day.date, day }).options({
            condition: { attr: 'date', exists: false },
          }),
        )
      ),
    ],
  ),

  /** What has been summed up of the days that are not closed yet. */
  summed: operation(
    'ledger-days.summed',
    [{ on: 'table', actions: ['GetItem'], keys: ['LEDGER-SUMMED'] }],
    (): Promise<Summed | undefined> => summedDays(),
  ),

  /** All closed days, oldest first: a few hundred small items a year. */
  closed: operation(
    'ledger-days.closed',
    [{ on: 'table', actions: ['Query'], keys: [partition] }],
    (): Promise<DayTotals[]> => closedDays(),
  ),
};

const summedDays = async (): Promise<Summed | undefined> =>
  await get(SummedItem.build(GetItemCommand).key({ book })) as Summed | undefined;

const closedDays = async (): Promise<DayTotals[]> => {
  const found: DayTotals[] = [];
  let exclusiveStartKey: Item | undefined;
  do {
    const { items, next } = await query(
      table.build(QueryCommand)
        .query({ partition }).options({ consistent: true, ...(exclusiveStartKey && { exclusiveStartKey }) }),
    );
    found.push(...items.map(({ day }) => day as DayTotals));
    exclusiveStartKey = next;
  } while (exclusiveStartKey);
  return found;
};

/**
 * All days on which anything was posted, oldest first: closed ones by their totals, then what has been summed up, and the
 * rest entry by entry.
 */
export const daysAt = async (
  now: Instant,
  calendar: Calendar,
): Promise<{ closed: readonly DayTotals[]; open: readonly DayTotals[] }> => {
  // In this order: what another run closes meanwhile is left out of what had been summed up.
  const summed = await ledgerDays.summed();
  const closed = await ledgerDays.closed();
  const end = closed.at(-1)?.to ?? instant(0);
  const open = summed?.days.filter(({ to }) => to > end) ?? [];
  const from = summed && summed.upTo > end ? summed.upTo : end;
  return { closed, open: sumDays([...open, ...await sumByDay(ledger.between(from, now), calendar)]) };
};

/** The trial balance of all that has ever been posted. */
export const balanceAt = async (now: Instant, calendar: Calendar): Promise<TrialBalance> => {
  const { closed, open } = await daysAt(now, calendar);
  return trialBalance(closed, open);
};

/** About how many entries there are from one moment up to another: of the last two hours, none have been counted yet. */
export const countedEntries = operation(
  'ledger.counted-entries',
  [{ on: 'table', actions: ['Query'], keys: [partition] }, {
    on: 'table',
    actions: ['GetItem'],
    keys: ['LEDGER-SUMMED'],
  }],
  async (from: Instant, to: Instant): Promise<number> => {
    const [closed, summed] = await Promise.all([closedDays(), summedDays()]);
    const known = new Map([...closed, ...summed?.days ?? []].map((day) => [day.date, day]));
    return [...known.values()].filter((day) => day.to > from && day.to < after(to, days(1)))
      .reduce((sum, { entries }) => sum + entries, 0);
  },
);

/** What `daysAt` reads. */
export const readingBalance = together(
  'ledger.trial-balance',
  ledgerDays.closed,
  ledgerDays.summed,
  ledger.between,
);

/** Keeps an alarm about the books as a fact. */
export const raiseAlarm = operation('ledger.raise-alarm', [{
  on: 'table',
  actions: ['PutItem'],
  keys: ['LEDGER-ALARM#*'],
}], (at: Instant, fact: Fact): Write[] => record(`LEDGER-ALARM#${at}`, 1, [fact]));
