/** What the platform's exports say about some orders. */
import type { ExportedDay, ExportFile } from './exports.ts';

/** What became of the orders, as far as it has been exported. */
export interface Books {
  readonly merchantOrders: ReadonlySet<string>;
  readonly merchants: ReadonlySet<string>;
  readonly lines: number;
  /** Minor units. */
  readonly grossMinor: number;
  readonly itemsMinor: number;
  readonly freightMinor: number;
  readonly commissionMinor: number;
  readonly payoutMinor: number;
  /** Under which the provider knows the captures and payouts, and on which of its days, in UTC, they were booked. */
  readonly references: ReadonlySet<string>;
  readonly dates: ReadonlySet<string>;
  /** The files that tell of the orders, oldest first. */
  readonly exports: readonly ExportFile[];
  /** Whether everything about every order is there: captured, settled and paid out. */
  readonly complete: boolean;
  /** Where the files contradict each other. */
  readonly faults: readonly string[];
}

type Posting = ExportedDay['ledger'][number];
const total = <T>(rows: readonly T[], amount: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + amount(row), 0);

/** Sums up what the exported days say about these orders; what else is in them does not count. */
export const sumUp = (days: readonly ExportedDay[], orders: ReadonlySet<string>): Books => {
  const ledger = days.flatMap((day) => day.ledger);
  const lines = days.flatMap((day) => day.lines).filter(({ order }) => orders.has(order));
  const onStatement = new Map(lines.map(({ order, statement }) => [order, statement]));
  const ids = new Set(onStatement.values());
  const statements = days.flatMap((day) => day.statements).filter(({ statement }) => ids.has(statement));
  // A statement of nothing has no payout.
  const payable = statements.filter(({ payout }) => payout !== '');
  const payouts = new Map(payable.map(({ payout, statement }) => [payout, statement]));

  const captures = ledger.filter(
    ({ kind, account, order }) => kind === 'capture' && account.startsWith('provider-clearing:') && orders.has(order),
  );
  const paid = ledger.filter(
    ({ kind, account, reference }) =>
      kind === 'payout-paid' && account === 'payouts-in-flight' && payouts.has(reference),
  );
  const paidOn = new Map(paid.map((posting) => [payouts.get(posting.reference)!, posting.amount]));
  // A statement may hold orders of somebody else's: what it pays for each is what was released for it.
  const released = ledger.filter(
    ({ kind, account, order }) =>
      kind === 'release' && account.startsWith('merchant-released:') && paidOn.has(onStatement.get(order) ?? ''),
  );

  const ours = ({ ledger: postings, lines: own }: ExportedDay): boolean => {
    const about = (posting: Posting): boolean => orders.has(posting.order) || payouts.has(posting.reference);
    return own.some(({ order }) => orders.has(order)) || postings.some(about);
  };
  const captured = new Set(captures.map(({ order }) => order));
  return {
    merchantOrders: new Set(onStatement.keys()),
    merchants: new Set(lines.map(({ merchant }) => merchant)),
    lines: lines.length,
    grossMinor: total(captures, ({ amount }) => amount),
    itemsMinor: total(lines, ({ items }) => items),
    freightMinor: total(lines, ({ freight }) => freight),
    commissionMinor: total(lines, ({ commission }) => commission),
    payoutMinor: -total(released, ({ amount }) => amount),
    references: new Set([...captures, ...paid].map(({ reference }) => reference)),
    dates: new Set([...captures, ...paid].map(({ at }) => at.slice(0, 10))),
    exports: days
      .filter(ours)
      .toSorted((a, b) => (a.date < b.date ? -1 : 1))
      .flatMap(({ files }) => files),
    complete: [...orders].every((order) => captured.has(order) && onStatement.has(order))
      && payable.every(({ statement }) => paidOn.has(statement)),
    faults: statements
      .filter(({ statement, paid_out: due }) => paidOn.has(statement) && paidOn.get(statement) !== due)
      .map(({ statement, paid_out: due }) =>
        `The statement ${statement} pays ${due}, and ${paidOn.get(statement)} was paid`
      ),
  };
};
