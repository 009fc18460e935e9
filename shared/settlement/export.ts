import { createHash } from 'node:crypto';
import { csvExport, type CsvExport } from '../kernel/files/csv.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { money, type Currency, type Money } from '../kernel/values/money.ts';
import type { Entry } from '../ledger/public.ts';
import { deductedBy, paidOutBy } from './deductions.ts';
import type { ComparedMovement, Reconciliation } from './reconciliation/reconciliation.ts';
import type { SettlementRun } from './run.ts';
import type { Statement } from './statement.ts';

/** A file of a day's export. */
export interface ExportFile {
  readonly name: string;
  readonly content: string;
  readonly rows: number;
  readonly sha256: string;
  /** Minor units by currency, of the file's column of amounts. The ledger's are zero: every entry balances. */
  readonly totals: Readonly<Record<string, number>>;
}

/** What is kept of a file when it is written. */
export type WrittenFile = Omit<ExportFile, 'content'>;

/** A file of rows that have a currency, with the totals of their column `amount`. */
const file = <C extends { currency: 'text' } & Record<A, 'number'>, A extends string>(
  name: string,
  csv: CsvExport<C>,
  amount: A,
  rows: readonly Parameters<CsvExport<C>['of']>[0][number][],
): ExportFile => {
  const content = csv.of(rows);
  const totals: Record<string, number> = {};
  for (const row of rows as readonly ({ currency: string } & Record<A, number>)[]) {
    totals[row.currency] = (totals[row.currency] ?? 0) + row[amount];
  }
  return { name, content, rows: rows.length, sha256: createHash('sha256').update(content).digest('hex'), totals };
};

/**
 * One row a statement. Amounts are minor units: what its orders come to (`net`), what was taken off for debts, and what it
 * pays. One that pays nothing has no payout.
 */
export const statementsCsv = /* @__PURE__ */ csvExport({
  statement: 'text',
  merchant: 'text',
  date: 'text',
  part: 'number',
  currency: 'text',
  orders: 'number',
  items: 'number',
  freight: 'number',
  commission: 'number',
  net: 'number',
  set_off: 'number',
  paid_out: 'number',
  payout: 'text',
  issued_at: 'text',
});

/** Statements of a day; its total is what they pay. */
export const statementsFile = (statements: readonly Statement[], name = 'statements.csv'): ExportFile =>
  file(
    name,
    statementsCsv,
    'paid_out',
    statements.map((statement) => {
      const { id, merchantId, date, part, currency, orders, totals, payoutId, issuedAt } = statement;
      return {
        statement: id,
        merchant: merchantId,
        date,
        part,
        currency,
        orders: orders.length,
        items: totals.items.amount,
        freight: totals.freight.amount,
        commission: totals.commission.amount,
        net: totals.net.amount,
        set_off: deductedBy(statement).amount,
        paid_out: paidOutBy(statement).amount,
        payout: payoutId ?? '',
        issued_at: issuedAt,
      };
    }),
  );

/** What the statements in these files pay together, one amount for each currency. */
export const paidBy = (files: readonly WrittenFile[]): Money[] => {
  const totals = files.filter(({ name }) => name.startsWith('statements')).flatMap(({ totals: of }) =>
    Object.entries(of) as [Currency, number][]
  );
  return [...Map.groupBy(totals, ([currency]) => currency)].map(([currency, alike]) =>
    money(alike.reduce((sum, [, amount]) => sum + amount, 0), currency)
  );
};

/** One row an order line, as it was frozen at the sale; what was given back of an order stands on its first line. */
export const linesCsv = /* @__PURE__ */ csvExport({
  statement: 'text',
  merchant: 'text',
  order: 'text',
  line: 'text',
  sku: 'text',
  quantity: 'number',
  currency: 'text',
  items: 'number',
  freight: 'number',
  commission_rate: 'number',
  commission: 'number',
  refunded: 'number',
});

/** What explains statements; its total is the goods' worth. */
export const linesFile = (statements: readonly Statement[], name = 'lines.csv'): ExportFile =>
  file(
    name,
    linesCsv,
    'items',
    statements.flatMap(({ id, merchantId, currency, orders }) =>
      orders.flatMap(({ orderId, lines, refunded }) =>
        lines.map((line, i) => ({
          statement: id,
          merchant: merchantId,
          order: orderId,
          line: line.lineId,
          sku: line.skuId,
          quantity: line.quantity,
          currency,
          items: line.items.amount,
          freight: line.freight.amount,
          commission_rate: line.commissionRate,
          commission: line.commission.amount,
          refunded: i === 0 ? refunded.amount : 0,
        }))
      )
    ),
  );

/** One row for each debt that a statement has taken something off for. Amounts are minor units. */
export const setOffsCsv = /* @__PURE__ */ csvExport({
  statement: 'text',
  merchant: 'text',
  debt: 'text',
  order: 'text',
  refund: 'text',
  currency: 'text',
  amount: 'number',
  outstanding: 'number',
});

/** Which debts statements repay; its total is what they take off. */
export const setOffsFile = (statements: readonly Statement[], name = 'set-offs.csv'): ExportFile =>
  file(
    name,
    setOffsCsv,
    'amount',
    statements.flatMap(({ id, merchantId, currency, deductions = [] }) =>
      deductions.map(({ debtId, orderId, refundId, amount, outstanding }) => ({
        statement: id,
        merchant: merchantId,
        debt: debtId,
        order: orderId,
        refund: refundId,
        currency,
        amount: amount.amount,
        outstanding: outstanding.amount,
      }))
    ),
  );

/**
 * A statement for its shop: one row an order line, and one for each debt that it repays. Amounts are minor units; an
 * order's net stands on its first line.
 */
export const shopStatementCsv = /* @__PURE__ */ csvExport({
  date: 'text',
  order: 'text',
  line: 'text',
  sku: 'text',
  quantity: 'number',
  currency: 'text',
  items: 'number',
  freight: 'number',
  commission_rate: 'number',
  commission: 'number',
  refunded: 'number',
  debt: 'text',
  net: 'number',
}, { spreadsheet: true });

/** What a statement pays, order by order and debt by debt: the net of its rows sums to its payout. */
export const shopStatement = ({ date, currency, orders, deductions = [] }: Statement): string =>
  shopStatementCsv.of([
    ...orders.flatMap(({ orderId, lines, refunded, net }) =>
      lines.map((line, i) => ({
        date,
        order: orderId,
        line: line.lineId,
        sku: line.skuId,
        quantity: line.quantity,
        currency,
        items: line.items.amount,
        freight: line.freight.amount,
        commission_rate: line.commissionRate,
        commission: line.commission.amount,
        refunded: i === 0 ? refunded.amount : 0,
        debt: '',
        net: i === 0 ? net.amount : 0,
      }))
    ),
    ...deductions.map(({ debtId, orderId, amount }) => ({
      date,
      order: orderId,
      line: '',
      sku: '',
      quantity: 0,
      currency,
      items: 0,
      freight: 0,
      commission_rate: 0,
      commission: 0,
      refunded: 0,
      debt: debtId,
      net: -amount.amount,
    })),
  ]);

/** One row a posting. Debits are positive. */
export const ledgerCsv = /* @__PURE__ */ csvExport({
  entry: 'text',
  kind: 'text',
  at: 'text',
  order: 'text',
  merchant: 'text',
  account: 'text',
  currency: 'text',
  amount: 'number',
  reference: 'text',
});

/** Entries in their order; its total is zero. */
export const ledgerFile = (entries: readonly Entry[], name = 'ledger.csv'): ExportFile =>
  file(
    name,
    ledgerCsv,
    'amount',
    entries.flatMap(({ id, kind, at, orderId, merchantId, reference, postings }) =>
      postings.map(({ account, amount: { amount, currency } }) => ({
        entry: id,
        kind,
        at,
        order: orderId ?? '',
        merchant: merchantId ?? '',
        account,
        currency,
        amount,
        reference: reference ?? '',
      }))
    ),
  );

/** One row for each movement of one of the provider's days: what the ledger has of it, and what the provider. */
export const comparedCsv = /* @__PURE__ */ csvExport({
  outcome: 'text',
  type: 'text',
  reference: 'text',
  currency: 'text',
  ledger: 'number',
  provider: 'number',
});

/**
 * What one part of a comparison has come to, at the most so many rows a file; one file at least. Its total is the
 * provider's. A run that breaks down may have written others before what is posted since was known: the name has the
 * content's hash, and the manifest names those that count.
 */
export const comparedFiles = (
  movements: readonly ComparedMovement[],
  part: number,
  perFile: number,
): ExportFile[] =>
  Array.from({ length: Math.max(1, Math.ceil(movements.length / perFile)) }, (_, place) => {
    const rows = movements.slice(place * perFile, (place + 1) * perFile)
      .map(({ kind: outcome, type, reference, currency, ledger = 0, provider = 0 }) => ({
        outcome,
        type,
        reference,
        currency,
        ledger,
        provider,
      }));
    const made = file('', comparedCsv, 'provider', rows);
    return { ...made, name: `compared-${part}-${made.sha256.slice(0, 16)}.csv` };
  });

const manifest = (about: object, folder: string, files: readonly WrittenFile[]): string =>
  `${
    JSON.stringify(
      {
        ...about,
        files: files.map(({ name, rows, sha256, totals }) => ({ key: `${folder}/${name}`, rows, sha256, totals })),
      },
      null,
      1,
    )
  }\n`;

/** What a day's export consists of, and how to check it. Written last: a day without it is not complete. */
export const manifestOf = (
  { id: date, ledgerFrom, ledgerTo }: Pick<SettlementRun, 'id' | 'ledgerFrom' | 'ledgerTo'>,
  files: readonly WrittenFile[],
  missing: readonly MerchantId[],
): string => manifest({ date, ledgerFrom, ledgerTo, missing }, `settlements/${date}`, files);

/** The same of the comparison of one of the provider's days, with how it came out. */
export const comparedManifestOf = (
  { id: date, matched, missing, extra, different, balance, held }: Reconciliation,
  files: readonly WrittenFile[],
): string => manifest({ date, matched, missing, extra, different, balance, held }, `reconciliations/${date}`, files);
