import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import type { Entry } from '../ledger/public.ts';
import type { MerchantId } from '../kernel/ids.ts';
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

type Row = Readonly<Record<string, string | number>>;

const file = (name: string, columns: readonly string[], rows: readonly Row[], amount: string): ExportFile => {
  const content = stringify(rows as Row[], { header: true, columns: [...columns] });
  const totals: Record<string, number> = {};
  for (const row of rows) totals[row['currency']!] = (totals[row['currency']!] ?? 0) + Number(row[amount]);
  return { name, content, rows: rows.length, sha256: createHash('sha256').update(content).digest('hex'), totals };
};

/** One row a statement. Amounts are minor units. A statement of nothing has no payout. */
export const statementsFile = (statements: readonly Statement[]): ExportFile =>
  file(
    'statements.csv',
    [
      'statement',
      'merchant',
      'date',
      'part',
      'currency',
      'orders',
      'items',
      'freight',
      'commission',
      'net',
      'payout',
      'issued_at',
    ],
    statements.map(({ id, merchantId, date, part, currency, orders, totals, payoutId, issuedAt }) => ({
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
      payout: payoutId ?? '',
      issued_at: issuedAt,
    })),
    'net',
  );

/** One row an order line, as it was frozen at the sale; what was given back of an order stands on its first line. */
export const linesFile = (statements: readonly Statement[]): ExportFile =>
  file(
    'lines.csv',
    [
      'statement',
      'merchant',
      'order',
      'line',
      'sku',
      'quantity',
      'currency',
      'items',
      'freight',
      'commission_rate',
      'commission',
      'refunded',
    ],
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
    'items',
  );

/** One row a posting. Debits are positive. */
export const ledgerFile = (entries: readonly Entry[]): ExportFile =>
  file(
    'ledger.csv',
    ['entry', 'kind', 'at', 'order', 'merchant', 'account', 'currency', 'amount', 'reference'],
    entries.toSorted((a, b) => (`${a.at}${a.id}` < `${b.at}${b.id}` ? -1 : 1)).flatMap((
      { id, kind, at, orderId, merchantId, reference, postings },
    ) =>
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
    'amount',
  );

/** What a day's export consists of, and how to check it. Written last: a day without it is not complete. */
export const manifestOf = (
  { id: date, ledgerFrom, ledgerTo }: Pick<SettlementRun, 'id' | 'ledgerFrom' | 'ledgerTo'>,
  files: readonly ExportFile[],
  missing: readonly MerchantId[],
): string =>
  `${
    JSON.stringify(
      {
        date,
        ledgerFrom,
        ledgerTo,
        missing,
        files: files.map(({ name, rows, sha256, totals }) => ({
          key: `settlements/${date}/${name}`,
          rows,
          sha256,
          totals,
        })),
      },
      null,
      1,
    )
  }\n`;
