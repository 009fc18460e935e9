/** What a shop sends in the place of goods that came back. */
import type { Offer } from '../../catalogue/public.ts';
import { created, type Change } from '../../kernel/store/change.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { NewId } from '../../kernel/values/ids.ts';
import { sameMoney, zero } from '../../kernel/values/money.ts';
import { Problem } from '../../kernel/problems.ts';
import { replacementPlaced, type Replaces } from '../events.ts';
import type { Order, OrderLine } from '../order.ts';
import type { OrderTimes } from '../rulebooks.ts';

/**
 * Whether a SKU can be sent in the place of what was bought: the same one, or another of its listing that costs what was
 * paid for this one. So nobody owes anybody anything.
 * @throws Problem exchange-uneven
 */
export const mustBeEven = (line: OrderLine, wanted: Offer | undefined): void => {
  if (wanted?.skuId === line.skuId) return;
  const even = wanted?.onSale && wanted.listingId === line.listingId && !line.made
    && sameMoney(wanted.price, line.unitPrice);
  if (!even) throw new Problem('exchange-uneven');
};

/**
 * An order that costs nothing, in the place of units of a line that was sold: its shop accepts, sends and delivers it as
 * any other. The sale, its money and its commission stay with the first order, and so does what is asked back later.
 * @param wanted another SKU than the one that was sold
 */
export const placeReplacement = (
  sale: Order,
  { quantity, ...replaces }: Omit<Replaces, 'orderId'> & { readonly quantity: number },
  wanted: Offer | undefined,
  times: OrderTimes,
  { now, newId }: { readonly now: Instant; readonly newId: NewId },
): Change<Order> => {
  const { id: orderId, checkoutId, paymentId, buyerId, merchantId, currency, address, priority } = sale;
  const sold = sale.lines.find(({ id }) => id === replaces.lineId)!;
  const nothing = zero(currency);
  const { freightQuoteId: _, ...line } = sold;
  const sent: OrderLine = {
    ...line,
    ...(wanted && {
      skuId: wanted.skuId,
      code: wanted.code,
      title: wanted.title,
      specText: wanted.specText,
      image: wanted.image,
      weight: wanted.weight,
    }),
    id: newId('orderLine'),
    quantity,
    unitPrice: nothing,
    items: nothing,
    freight: nothing,
    price: [],
    commission: nothing,
  };
  const first: Omit<Order, 'version'> = {
    id: newId('order'),
    checkoutId,
    paymentId,
    buyerId,
    merchantId,
    state: 'awaiting-acceptance',
    currency,
    replaces: { orderId, ...replaces },
    lines: [sent],
    address,
    items: nothing,
    freight: nothing,
    payable: nothing,
    placedAt: now,
    ...(priority && { priority }),
    paymentDueAt: now,
    timesVersion: times.version,
    paidAt: now,
  };
  return created<Order>(
    first,
    replacementPlaced({
      orderId: first.id,
      checkoutId,
      paymentId,
      buyerId,
      merchantId,
      at: now,
      replaces: first.replaces!,
      lines: [{ lineId: sent.id, skuId: sent.skuId, quantity }],
    }),
  );
};
