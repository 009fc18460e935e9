import * as z from 'zod';
import { returnMoved, returnRequested } from '../../shared/after-sales/events.ts';
import { ReturnReason, ReturnWish } from '../../shared/after-sales/reasons.ts';
import { requestReturn } from '../../shared/after-sales/return.ts';
import { mustHavePhotos, Photos } from '../../shared/after-sales/photos.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { note } from '../../shared/after-sales/record.ts';
import { returnRecords, returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { categories, listings } from '../../shared/catalogue/public.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { beginReturn, boughtBy, orders } from '../../shared/ordering/public.ts';

export const { contract, handler } = endpoint({
  summary: 'Asks money back for some units of what has arrived, with or without sending them back; the shop decides.',
  route: 'POST /v1/returns',
  audience: 'shop',
  callers: ['buyer'],
  idempotent: true,
  input: z.strictObject({
    orderId: id('order'),
    lineId: id('orderLine'),
    quantity: z.int().min(1).max(999),
    wish: ReturnWish,
    reason: ReturnReason,
    note: prose(500),
    photos: Photos,
  }),
  answer: { 201: ReturnView },
  problems: ['not-found', 'illegal-step', 'return-window-over', 'return-too-many', 'image-missing'],
  touches: [
    orders.need,
    orders.save,
    listings.need,
    categories.need,
    returnPolicy.current,
    returns.save,
    mustHavePhotos,
    returnRecords.get,
    returnRecords.save,
  ],
  emits: [returnRequested, returnMoved],
}, async ({ input: { orderId, lineId, ...wanted }, caller, now, newId, commit }) => {
  const order = boughtBy(await orders.need(orderId), caller.accountId);
  const { change, line: { listingId, title }, amount } = beginReturn(order, { lineId, quantity: wanted.quantity });
  const [policy, { categoryId }, record] = await Promise.all([
    returnPolicy.current(order.placedAt),
    listings.need(listingId),
    returnRecords.get(caller.accountId),
    mustHavePhotos(caller.accountId, wanted.photos),
  ]);
  const { path } = await categories.need(categoryId);
  const { buyerId, merchantId, deliveredAt, completedAt } = order;
  const arrivedAt = deliveredAt ?? completedAt;
  const bought = { orderId, lineId, buyerId, merchantId, title, amount, arrivedAt, path, record };
  const requested = requestReturn(newId('return'), wanted, bought, policy, now);
  return commit({
    writes: [
      orders.save(change),
      returns.save(requested),
      returnRecords.save(note(record, caller.accountId, 'asked', now)),
    ],
    answer: returnView(requested.after),
  });
});
