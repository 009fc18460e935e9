import * as z from 'zod';
import type { Calendar } from '../kernel/values/calendar.ts';
import { Instant, instant } from '../kernel/values/clock.ts';
import { Currency } from '../kernel/values/money.ts';
import { AccountCode, codeOf } from './accounts.ts';
import type { Entry } from './entry.ts';

/** Debits and credits of all accounts of one code, in one currency, as positive minor units. */
export type AccountTotal = z.infer<typeof AccountTotal>;
export const AccountTotal = z.object({ account: AccountCode, currency: Currency, debits: z.int(), credits: z.int() });

/**
 * What was posted on one business day. Written once, after the day is over. `to` is its end, from where the next one is
 * counted, whatever the stage's zone is by then.
 */
export type DayTotals = z.infer<typeof DayTotals>;
export const DayTotals = z.object({ date: z.iso.date(), to: Instant, entries: z.int(), totals: z.array(AccountTotal) });

/** What very many amounts come to: more than `Money` holds. */
const Sum = z.object({ amount: z.int(), currency: Currency });
const sides = { debits: Sum, credits: Sum, balance: Sum };

export type TrialBalance = z.infer<typeof TrialBalance>;
export const TrialBalance = z.object({
  accounts: z.array(z.object({ account: AccountCode, currency: Currency, ...sides })).meta({
    description: 'Debits are positive, credits negative',
  }),
  currencies: z.array(Sum).meta({
    description: 'The sum of all balances in each currency: zero, or the books are wrong',
  }),
  balanced: z.boolean(),
  closedThrough: z.iso.date().optional().meta({ description: 'The last business day whose totals never change again' }),
});

/** What a business day did to all accounts of one code, in one currency, and what they came to at its end. */
export type AccountDay = z.infer<typeof AccountDay>;
export const AccountDay = z.object({ date: z.iso.date(), currency: Currency, ...sides }).meta({
  description: 'Debits are positive, credits negative',
});

/** By how many minor units the books are off, whatever the currency. */
export const imbalance = ({ currencies }: TrialBalance): number =>
  currencies.reduce((sum, { amount }) => sum + Math.abs(amount), 0);

const keyOf = ({ account, currency }: Pick<AccountTotal, 'account' | 'currency'>): string => `${account} ${currency}`;

const plus = (sums: Map<string, AccountTotal>, { account, currency, debits, credits }: AccountTotal): void => {
  const before = sums.get(keyOf({ account, currency }));
  sums.set(keyOf({ account, currency }), {
    account,
    currency,
    debits: debits + (before?.debits ?? 0),
    credits: credits + (before?.credits ?? 0),
  });
};

const sorted = (sums: Map<string, AccountTotal>): AccountTotal[] =>
  [...sums.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

const totalsOf = ({ postings }: Entry): AccountTotal[] =>
  postings.map(({ account, amount: { amount, currency } }) => ({
    account: codeOf(account),
    currency,
    debits: Math.max(amount, 0),
    credits: Math.max(-amount, 0),
  }));

/** Sums entries business day by business day, oldest first, holding only the sums. */
export const sumByDay = async (entries: AsyncIterable<Entry>, calendar: Calendar): Promise<DayTotals[]> => {
  const found = new Map<string, { entries: number; sums: Map<string, AccountTotal> }>();
  let [date, from, to] = ['', '', ''];
  for await (const entry of entries) {
    // Entries come by time: only the first of a day has its date looked up.
    if (entry.at < from || entry.at >= to) {
      date = calendar.dateOf(entry.at);
      [from, to] = [calendar.startOf(date), calendar.endOf(date)];
    }
    const { entries: count, sums } = found.get(date) ?? { entries: 0, sums: new Map<string, AccountTotal>() };
    totalsOf(entry).forEach((total) => plus(sums, total));
    found.set(date, { entries: count + 1, sums });
  }
  return [...found].map(([date, { entries, sums }]) => ({
    date,
    to: calendar.endOf(date),
    entries,
    totals: sorted(sums),
  })).toSorted((a, b) => (a.date < b.date ? -1 : 1));
};

/** What has been posted since the last closed day, up to a moment, day by day. */
export interface Summed {
  readonly upTo: Instant;
  readonly days: readonly DayTotals[];
}

/** Where summing up starts: behind the last closed day. */
export const nothingSummed = (closed: readonly DayTotals[]): Summed => ({
  upTo: closed.at(-1)?.to ?? instant(0),
  days: [],
});

/** Each day once, oldest first: what was summed up of it in several spans, together. */
export const sumDays = (spans: readonly DayTotals[]): DayTotals[] =>
  [...Map.groupBy(spans, ({ date }) => date).values()].map((alike) => {
    const sums = new Map<string, AccountTotal>();
    alike.flatMap(({ totals }) => totals).forEach((total) => plus(sums, total));
    return { ...alike[0]!, entries: alike.reduce((sum, day) => sum + day.entries, 0), totals: sorted(sums) };
  }).toSorted((a, b) => (a.date < b.date ? -1 : 1));

/**
 * Goes on from what has been summed up: adds what was posted after it and up to `upTo`, and sets apart the days that are
 * over by then, the oldest first and at the most `atOnce`; further ones stay for the next time.
 */
export const sumOn = (
  before: Summed,
  added: readonly DayTotals[],
  upTo: Instant,
  atOnce: number,
): { over: DayTotals[]; summed: Summed } => {
  const days = sumDays([...before.days, ...added]);
  const over = days.filter(({ to }) => to <= upTo).slice(0, atOnce);
  return { over, summed: { upTo, days: days.slice(over.length) } };
};

const sidesOf = ({ debits, credits, currency }: AccountTotal, balance = debits - credits) => ({
  debits: { amount: debits, currency },
  credits: { amount: credits, currency },
  balance: { amount: balance, currency },
});

/** One account day by day, the newest first: of a month, with what came before it in the balances. */
export const accountDays = (days: readonly DayTotals[], account: AccountCode, month: string): AccountDay[] => {
  const balances = new Map<Currency, number>();
  return days.flatMap(({ date, totals }) =>
    totals.filter((total) => total.account === account).map((total) => {
      const { currency, debits, credits } = total;
      const balance = (balances.get(currency) ?? 0) + debits - credits;
      balances.set(currency, balance);
      return { date, currency, ...sidesOf(total, balance) };
    })
  ).filter(({ date }) => date.startsWith(month)).toReversed();
};

/** Adds up closed and open days: every account's balance, and what they sum to in each currency. */
export const trialBalance = (closed: readonly DayTotals[], open: readonly DayTotals[]): TrialBalance => {
  const sums = new Map<string, AccountTotal>();
  [...closed, ...open].flatMap(({ totals }) => totals).forEach((total) => plus(sums, total));
  const accounts = sorted(sums).map((total) => ({
    account: total.account,
    currency: total.currency,
    ...sidesOf(total),
  }));
  const currencies = [...Map.groupBy(accounts, ({ currency }) => currency)].map(([currency, of]) => ({
    amount: of.reduce((sum, { balance }) => sum + balance.amount, 0),
    currency,
  }));
  return {
    accounts,
    currencies,
    balanced: currencies.every(({ amount }) => amount === 0),
    closedThrough: closed.at(-1)?.date,
  };
};
