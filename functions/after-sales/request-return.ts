import * as z from 'zod';
import { returnMoved, returnRequested } from '../../shared/after-sales/events.ts';
import { ReturnReason, ReturnWish } from '../../shared/after-sales/reasons.ts';
import { requestReturn } from '../../shared/after-sales/return.ts';
import { mustHavePhotos, Photos } from '../../shared/after-sales/photos.ts';
import { returnPolicy } from '../../shared/after-sales/rulebooks.ts';
import { note } from '../../shared/after-sales/record.ts';
import { returnRecords, returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { categories, listings, offers, SkuId } from '../../shared/catalogue/public.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { arrivedAtOf, beginReturn, boughtBy, mustBeEven, orders } from '../../shared/ordering/public.ts';

export const { contract, handler } = endpoint({
  summary:
    'Asks money back for some units of what has arrived, with or without sending them back, or others in their place; the shop decides.',
  route: 'POST /v1/returns',
  audience: 'shop',
  callers: ['buyer'],
  idempotent: true,
  input: z.strictObject({
    orderId: id('order'),
    lineId: id('orderLine'),
    quantity: z.int().min(1).max(999),
    wish: ReturnWish,
    exchangeFor: SkuId.optional().meta({
      description: 'For an exchange: another of the same listing that costs what was paid; else the same one',
    }),
    reason: ReturnReason,
    note: prose(500),
    photos: Photos,
  }),
  answer: { 201: ReturnView },
  problems: ['not-found', 'illegal-step', 'return-window-over', 'return-too-many', 'exchange-uneven', 'image-missing'],
  touches: [
    orders.need,
    orders.save,
    listings.need,
    offers.get,
    categories.need,
    returnPolicy.current,
    returns.save,
    mustHavePhotos,
    returnRecords.get,
    returnRecords.save,
  ],
  emits: [returnRequested, returnMoved],
}, async ({ input: { exchangeFor: asked, ...input }, caller, now, newId, commit }) => {
  const named = boughtBy(await orders.need(input.orderId), caller.accountId);
  // What replaced goods goes back as they would: to the sale that was paid.
  const { orderId, lineId, ...wanted } = {
    ...input,
    ...(named.replaces && { orderId: named.replaces.orderId, lineId: named.replaces.lineId }),
  };
  const order = named.replaces ? await orders.need(orderId) : named;
  const { change, line, amount } = beginReturn(order, { lineId, quantity: wanted.quantity });
  const { listingId, title, skuId } = line;
  const exchangeFor = wanted.wish === 'exchange' ? asked ?? skuId : undefined;
  const [policy, { categoryId }, offer, record] = await Promise.all([
    returnPolicy.current(order.placedAt),
    listings.need(listingId),
    exchangeFor ? offers.get(exchangeFor) : undefined,
    returnRecords.get(caller.accountId),
    mustHavePhotos(caller.accountId, wanted.photos),
  ]);
  const { path } = await categories.need(categoryId);
  if (exchangeFor) mustBeEven(line, offer);
  const { buyerId, merchantId } = order;
  const bought = {
    orderId,
    lineId,
    buyerId,
    merchantId,
    title,
    amount,
    arrivedAt: arrivedAtOf(order, lineId),
    ...(exchangeFor && { exchangeFor }),
    path,
    record,
  };
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
