import { invoiceDrawnUp, invoiceNumbered } from '../../shared/invoices/events.ts';
import { bookOf, numberAll, numberedAtOnce } from '../../shared/invoices/numbering.ts';
import { invoices, numberBooks, unnumbered } from '../../shared/invoices/store.ts';
import { job } from '../../shared/kernel/doors/job.ts';

/**
 * However many are drawn up at the same moment, who is first numbers those that wait beside its own; the others find
 * theirs done. The book's version decides who is first, so no number is given twice and none is left out.
 */
export const { contract, handler } = job({
  summary: 'Gives an invoice its number, and those of the same issuer that wait with it the next ones.',
  queue: 'house',
  on: invoiceDrawnUp,
  touches: [invoices.need, invoices.unnumbered, invoices.save, numberBooks.get, numberBooks.save],
  emits: [invoiceNumbered],
}, async ({ message: { data: { invoiceId } }, now, calendar, commit }) => {
  const own = await invoices.need(invoiceId);
  if (own.state !== 'invoice-unnumbered') return;
  const [issuer, year] = [own.issuer.id, calendar.dateOf(now).slice(0, 4)];
  const [book, { items }] = await Promise.all([
    numberBooks.get(bookOf(issuer, year)),
    // Beside its own there is room for the invoice that it is a credit note of.
    invoices.unnumbered(unnumbered(issuer), { limit: numberedAtOnce - 2 }),
  ]);
  const beside = new Set([...(own.of ? [own.of.invoiceId] : []), ...items.map(({ id }) => id)]);
  beside.delete(own.id);
  const all = [own, ...await Promise.all([...beside].map(invoices.need))];
  const given = numberAll(book, { issuer, year }, all, (id) => all.find((one) => one.id === id)?.number, now);
  if (!given) return;
  await commit({ writes: [numberBooks.save(given.book), ...given.invoices.map(invoices.save)] });
});
