import { stringify } from 'csv-stringify/sync';
import type { Held, Movement } from './payment-books.ts';

const columns = ['date', 'type', 'providerId', 'reference', 'amount', 'fee', 'currency'] as const;

/**
 * The statement of one day as RFC 4180 CSV with a header: what was held as the day began, each movement, and what was
 * held as it ended.
 */
export const statementCsv = (
  date: string,
  { opening, movements, closing }: { opening: Held; movements: readonly Movement[]; closing: Held },
): string => {
  const held = (type: string, amounts: Held) =>
    Object.entries(amounts).map(([currency, amount]) => ({
      date,
      type,
      providerId: '',
      reference: '',
      amount,
      fee: 0,
      currency,
    }));
  const rows = [...held('opening-balance', opening), ...movements, ...held('closing-balance', closing)];
  return stringify(rows, { header: true, columns: [...columns] });
};
