/** What a buyer changes of an order before it is shipped: where it goes, what is asked of the shop, how much is wanted. */
import * as z from 'zod';
import { surchargeOf } from '../catalogue/public.ts';
import { AddressId, type Address } from '../identity/public.ts';
import { changed, type Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { id } from '../kernel/values/ids.ts';
import { Money, sameMoney, share, subtract } from '../kernel/values/money.ts';
import { Problem, type Fault } from '../kernel/problems.ts';
import { prose } from '../kernel/values/text.ts';
import { QuoteDestination, type FreightTemplate } from '../logistics/public.ts';
import { addressFor } from './checkout.ts';
import { orderChanged, OrderId } from './events.ts';
import { about, askAnew, DeliveryAddress, type Order, type OrderLine } from './order.ts';
import type { Units } from './order-parts.ts';
import { maxLines, maxQuantity } from './policy.ts';
import { priceCheckout } from './pricing.ts';

/** What the buyer wants otherwise; whatever is left out stays. */
export interface ChangeWish {
  readonly address?: DeliveryAddress | undefined;
  /** Empty: nothing is asked of the shop any more. */
  readonly note?: string | undefined;
  /** How many units of a line; none takes it out. */
  readonly lines?: readonly Units[] | undefined;
}

/** What a buyer may ask to have otherwise of an order. */
export const ChangeInput = z.strictObject({
  orderId: OrderId,
  addressId: AddressId.optional().meta({ description: 'Of the address book: where it goes from now on' }),
  note: prose(500, 0).optional().meta({ description: 'Empty: nothing is asked of the shop any more' }),
  lines: z.array(z.strictObject({ lineId: id('orderLine'), quantity: z.int().min(0).max(maxQuantity) }))
    .min(1).max(maxLines).optional()
    .meta({ description: 'Units of a line that are wanted from now on; with none it is taken out' }),
});

/** What a buyer asks for, with the address out of the book. @throws Problem address-missing */
export const wishOf = (
  { addressId, note, lines }: Pick<ChangeWish, 'note' | 'lines'> & { readonly addressId?: Address['id'] | undefined },
  book: readonly Address[],
): ChangeWish => ({ note, lines, address: addressId && DeliveryAddress.parse(addressFor(book, addressId)) });

/** What a change comes to. */
export type ChangePreview = z.infer<typeof ChangePreview>;
export const ChangePreview = z.object({
  items: Money,
  freight: Money,
  payable: Money,
  back: Money.meta({ description: 'What goes back to the buyer, by the means that was paid with' }),
  acceptedAnew: z.boolean().meta({ description: 'The shop had accepted it, and is asked anew' }),
});

export interface OrderChange {
  readonly change: Change<Order>;
  /** What the order is cheaper by. */
  readonly back: Money;
  /** What was being sent for it is called off, and the shop is asked anew. */
  readonly acceptedAnew: boolean;
}

const open: readonly Order['state'][] = ['awaiting-payment', 'awaiting-acceptance', 'awaiting-shipment'];

/**
 * Changes an order before it is shipped. Goods keep the price and the rate at which they were sold. Freight is reckoned
 * anew, by what the shop charges now, where the goods or the region change. What is cheaper then goes back; what is dearer
 * is refused: an addition is an order of its own, with its own payment and its own word of the shop. Of what the shop has
 * accepted it is asked anew, unless the note alone is another; how many are made of what it has begun to make stays.
 * @throws Problem change-costs-more, no-freight, quote-invalid when the freight was quoted for other units or another
 * place, not-found for a line that is not its own, invalid-input for one that is named twice, illegal-step once a part has
 * left, when something has been given back, when nothing is left or nothing changes, and for a price that falls while the
 * payment is under way; production-begun
 */
export const changeOrder = (
  order: Order,
  { address = order.address, note: asked, lines: wanted = [] }: ChangeWish,
  template: FreightTemplate | undefined,
  now: Instant,
): OrderChange => {
  if (!open.includes(order.state) || order.parts?.length) {
    throw new Problem('illegal-step', 'It is on its way, or has ended');
  }
  const note = asked === undefined ? order.note : asked || undefined;
  const others = quantitiesOf(order, wanted);
  const sizes = order.lines.some((line) => (others.get(line.id) ?? line.quantity) !== line.quantity);
  const moves = Object.entries(address).some(([part, value]) => order.address[part as keyof DeliveryAddress] !== value);
  if (!sizes && !moves && note === order.note) throw new Problem('illegal-step', 'Nothing would change');
  if (sizes && order.replaces) throw new Problem('illegal-step', 'It replaces as many as came back');
  if ((sizes || moves) && order.refunded) {
    throw new Problem('illegal-step', 'Something of it has been given back already');
  }
  const { lines, items, freight, payable } = repriced(order, address, others, template);
  if (payable.amount > order.payable.amount) {
    const { amount, currency } = subtract(payable, order.payable);
    throw new Problem('change-costs-more', `It would cost ${amount} more, in minor units of ${currency}`);
  }
  const back = subtract(order.payable, payable);
  if (!order.paidAt && back.amount > 0) {
    throw new Problem('illegal-step', 'Its payment is under way: pay it first, or cancel it and order anew');
  }
  const acceptedAnew = order.state === 'awaiting-shipment' && (sizes || moves);
  const fields = { address, note, lines, items, freight, payable };
  const fact = orderChanged({
    ...about(order, now),
    payable,
    back,
    paid: order.paidAt !== undefined,
    acceptedAnew,
    addressChanged: moves,
    noteChanged: note !== order.note,
    lines: order.lines.flatMap(({ id: lineId, skuId, listingId, quantity: before }) => {
      const quantity = others.get(lineId) ?? before;
      return quantity === before ? [] : [{ lineId, skuId, listingId, before, after: quantity }];
    }),
  });
  return {
    change: acceptedAnew ? askAnew(order, fields, fact, now) : changed<Order>(order, fields, fact),
    back,
    acceptedAnew,
  };
};

const quantitiesOf = (order: Order, wanted: readonly Units[]): ReadonlyMap<string, number> => {
  const faults = wanted.flatMap(({ lineId }, i): Fault[] =>
    wanted.findIndex((one) => one.lineId === lineId) < i ? [{ path: `lines.${i}`, message: 'is named twice' }] : []
  );
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  if (wanted.some(({ lineId }) => order.lines.every((line) => line.id !== lineId))) throw new Problem('not-found');
  const begun = order.lines.some(({ id, quantity }) =>
    order.production?.[id] && wanted.some((one) => one.lineId === id && one.quantity !== quantity)
  );
  if (begun) throw new Problem('production-begun');
  return new Map(wanted.map(({ lineId, quantity }) => [lineId, quantity]));
};

/** The lines with other units, for another place, at the prices and rates of the sale. */
const repriced = (
  order: Order,
  address: DeliveryAddress,
  quantities: ReadonlyMap<string, number>,
  template: FreightTemplate | undefined,
): Pick<Order, 'lines' | 'items' | 'freight' | 'payable'> => {
  const { merchantId, currency } = order;
  const wanted = order.lines.map((line) => ({ ...line, quantity: quantities.get(line.id) ?? line.quantity }));
  const kept = wanted.filter(({ quantity }) => quantity > 0);
  if (kept.length === 0) throw new Problem('illegal-step', 'Nothing would be left: cancel it');
  const elsewhere = address.country !== order.address.country || address.region !== order.address.region;
  const asBefore = wanted.every(({ quantity }, i) => quantity === order.lines[i]!.quantity);
  mustBeQuoted(order, kept, address);
  if (asBefore && !elsewhere) return order;
  const { orders: [priced] } = priceCheckout(
    kept.map((line) => ({
      ...line,
      merchantId,
      surcharge: line.made && surchargeOf(line.made.chosen, currency),
      quotedFreight: line.freightQuoteId && line.freight,
    })),
    currency,
    new Map(template && [[merchantId, template]]),
    address,
  );
  const { items, freight, payable, lines } = priced!;
  return {
    items,
    freight,
    payable,
    lines: lines.map((
      { line: { merchantId: _, surcharge: __, quotedFreight: ___, ...line }, ...costs },
    ): OrderLine => ({
      ...line,
      ...costs,
      price: [...costs.price],
      commission: sameMoney(costs.items, line.items) ? line.commission : share(costs.items, line.commissionRate),
    })),
  };
};

/** A quote of freight holds for its units and its place alone. */
const mustBeQuoted = (order: Order, kept: readonly OrderLine[], address: DeliveryAddress): void => {
  const place = (of: DeliveryAddress): string => JSON.stringify(QuoteDestination.parse(of));
  const moved = place(address) !== place(order.address);
  const broken = kept.some(({ id, freightQuoteId, quantity }) =>
    freightQuoteId && (moved || order.lines.some((line) => line.id === id && line.quantity !== quantity))
  );
  if (broken) throw new Problem('quote-invalid', 'Its freight was quoted for these units and this place');
};

/** What a change would come to. */
export const changePreview = (
  { change: { after: { items, freight, payable } }, back, acceptedAnew }: OrderChange,
): ChangePreview => ({ items, freight, payable, back, acceptedAnew });
