/** Lets the days go by until orders are settled, paid out, exported and reconciled. */
import type { Visitor } from '../visitors/people.ts';
import { pass, settled } from '../visitors/local-clock.ts';
import { sumUp, type Books } from './books.ts';
import { download, exportedDates, type ExportedDay } from './exports.ts';

const day = 86_400_000;
/** After-sales window, the day of the payout, the day on which that is exported and reconciled, and some to spare. */
const patience = 20;

/**
 * Moves the clock day by day until the exports tell everything about these orders.
 * @param told of how many orders the exports tell
 * @returns the books, incomplete if nothing more was to be had
 */
export const settle = async (
  finance: Visitor,
  orders: ReadonlySet<string>,
  told: (orders: number) => void,
): Promise<{ books: Books; days: number }> => {
  const known = new Map<string, ExportedDay>();
  for (let days = 0;; days += 1) {
    const books = await read(finance, orders, known);
    told(books.merchantOrders.size);
    if ((books.complete && (await isReconciled(finance, books))) || days === patience) return { books, days };
    if (days === 0) await settled(finance.site);
    await pass(finance.site, day);
  }
};

/** Reads exported days, the newest first, until they tell everything. */
const read = async (finance: Visitor, orders: ReadonlySet<string>, known: Map<string, ExportedDay>): Promise<Books> => {
  const days: ExportedDay[] = [];
  let books = sumUp(days, orders);
  for (const date of await exportedDates(finance)) {
    if (!known.has(date)) known.set(date, await download(finance, date));
    days.push(known.get(date)!);
    books = sumUp(days, orders);
    if (books.complete) break;
  }
  return books;
};

const isReconciled = async (finance: Visitor, { dates }: Books): Promise<boolean> => {
  const { items } = await finance.call('GET /operator/v1/reconciliations', { limit: 100 });
  const done = new Set(items.map(({ date }) => date));
  return [...dates].every((date) => done.has(date));
};

/** How many differences between the provider's statements and the ledger are open about these movements. */
export const unreconciled = async (finance: Visitor, { references }: Books): Promise<number> => {
  let count = 0;
  for (let cursor: string | undefined;;) {
    const { items, cursor: next } = await finance.call('GET /operator/v1/waiting', {
      desk: 'discrepancies',
      limit: 100,
      ...(cursor && { cursor }),
    });
    count += items.filter((item) => item.desk === 'discrepancies' && references.has(item.shows.reference)).length;
    if (next === undefined) return count;
    cursor = next;
  }
};
