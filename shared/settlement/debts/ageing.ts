import * as z from 'zod';
import { between, days, type Instant } from '../../kernel/values/clock.ts';
import { MerchantId } from '../../kernel/values/ids.ts';
import { add, Money, zero } from '../../kernel/values/money.ts';
import type { DebtRow } from './debt-views.ts';

/** The steps by which finance judges how old a debt is, in days: each ends with its last day. */
const steps = { upTo30: 30, upTo60: 60, upTo90: 90, over90: Infinity } as const;

type Step = keyof typeof steps;

/** What a shop owes in one currency, by how long it has owed it. */
export type AgeingRow = z.infer<typeof AgeingRow>;
export const AgeingRow = z.object({
  merchantId: MerchantId,
  debts: z.int(),
  upTo30: Money.meta({ description: 'Owed for 30 days at the most' }),
  upTo60: Money.meta({ description: 'Owed for 31 to 60 days' }),
  upTo90: Money.meta({ description: 'Owed for 61 to 90 days' }),
  over90: Money.meta({ description: 'Owed for longer' }),
  total: Money,
});

/** The step of a debt of this age: the day on which it came about is its first. */
const stepOf = (since: Instant, now: Instant): Step => {
  const age = Math.max(0, Math.ceil(between(since, now) / days(1)));
  return (Object.keys(steps) as Step[]).find((step) => age <= steps[step])!;
};

/** What is owed, one row for each shop and currency: who owes the oldest debts comes first. */
export const ageing = (
  debts: readonly Pick<DebtRow, 'merchantId' | 'outstanding' | 'since'>[],
  now: Instant,
): AgeingRow[] => {
  const rows = new Map<string, AgeingRow>();
  for (const { merchantId, outstanding, since } of debts) {
    const key = `${merchantId} ${outstanding.currency}`;
    const nothing = zero(outstanding.currency);
    const row = rows.get(key)
      ?? { merchantId, debts: 0, upTo30: nothing, upTo60: nothing, upTo90: nothing, over90: nothing, total: nothing };
    const step = stepOf(since, now);
    rows.set(key, {
      ...row,
      debts: row.debts + 1,
      [step]: add(row[step], outstanding),
      total: add(row.total, outstanding),
    });
  }
  return [...rows.values()].toSorted((a, b) =>
    b.over90.amount - a.over90.amount || b.total.amount - a.total.amount || (a.merchantId < b.merchantId ? -1 : 1)
  );
};
