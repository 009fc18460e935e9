import { stringify } from 'csv-stringify/sync';
import type { Movement } from './payment-books.ts';

const columns = [
  'date',
  'type',
  'providerId',
  'reference',
  'amount',
  'fee',
  'currency',
] as const satisfies (keyof Movement)[];

/** The statement of one day as RFC 4180 CSV with a header; a day without movements has the header only. */
export const statementCsv = (movements: Movement[]): string =>
  stringify(movements, { header: true, columns: [...columns] });
