import * as z from 'zod';
import { ListingId } from '../../../shared/catalogue/listing.ts';
import { counted } from '../../../shared/catalogue/sales.ts';
import { salesOf } from '../../../shared/catalogue/sales-store.ts';
import { listings } from '../../../shared/catalogue/store.ts';
import { stock } from '../../../shared/inventory/public.ts';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';
import { due } from '../../../shared/kernel/store/due.ts';

export const { contract, handler } = deadline({
  summary: 'Counts what was sold of a listing lately, and gives it its place among popular goods.',
  payload: z.strictObject({ listingId: ListingId }),
  touches: [salesOf.need, listings.need, stock.get, salesOf.save, due.set],
}, async ({ payload: { listingId }, dueAt, now, commit }) => {
  const [sales, listing] = await Promise.all([salesOf.need(listingId), listings.need(listingId)]);
  const stocks = await Promise.all(listing.skus.map(({ id }) => stock.get(id)));
  const shipped = stocks.reduce((sum, one) => sum + (one?.sold ?? 0), 0);
  const change = counted(sales, listing, shipped, dueAt, now);
  if (!change) return;
  const { countAt } = change.after;
  return commit({
    writes: [
      salesOf.save(change),
      ...(countAt ? [due.set(countAt, 'catalogue/count-sales', { listingId })] : []),
    ],
  });
});
