import * as z from 'zod';
import type { Chosen } from '../catalogue/public.ts';
import { changed, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { after, between, type Duration, type Instant } from '../kernel/values/clock.ts';
import type { Fact } from '../kernel/events.ts';
import { MerchantId, type AccountId, type Id } from '../kernel/values/ids.ts';
import { sameMoney, sum, type Currency, type Money } from '../kernel/values/money.ts';
import { missingParts } from '../kernel/values/address-rules.ts';
import { personal } from '../kernel/values/personal.ts';
import { Problem } from '../kernel/problems.ts';
import { prose, type LocalText } from '../kernel/values/text.ts';
import {
  deliveryDenied,
  deliveryUpheld,
  orderAccepted,
  orderCancelled,
  orderCompleted,
  orderDelivered,
  orderDeliveryOverdue,
  orderPaid,
  orderPaymentDeclined,
  orderSaidDelivered,
  orderProcessingOverdue,
  orderShipmentOverdue,
  orderShipped,
  type CancelReason,
  type OrderId,
  type ProductionState,
  type Replaces,
} from './events.ts';
import type { OrderJudgement } from './automation/order-judgement.ts';
import type { OrderTimes } from './rulebooks.ts';

export type OrderState = z.infer<typeof OrderState>;
export const OrderState = z.enum([
  'awaiting-payment',
  'awaiting-acceptance',
  'awaiting-shipment',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
]);

/**
 * The life of an order. Carriers report late and out of order, so delivery or return may be the first that is heard of
 * a parcel; and a buyer who holds the goods may say so before the carrier does. What comes back to the shop is no sale,
 * unless receipt was confirmed.
 */
export const steps = {
  pay: { from: ['awaiting-payment'], to: 'awaiting-acceptance' },
  expire: { from: ['awaiting-payment'], to: 'cancelled' },
  accept: { from: ['awaiting-acceptance'], to: 'awaiting-shipment' },
  refuse: { from: ['awaiting-acceptance', 'awaiting-shipment'], to: 'cancelled' },
  lapse: { from: ['awaiting-acceptance'], to: 'cancelled' },
  cancel: { from: ['awaiting-payment', 'awaiting-acceptance', 'awaiting-shipment'], to: 'cancelled' },
  change: { from: ['awaiting-shipment'], to: 'awaiting-acceptance' },
  ship: { from: ['awaiting-shipment'], to: 'shipped' },
  deliver: { from: ['awaiting-shipment', 'shipped'], to: 'delivered' },
  confirm: { from: ['shipped', 'delivered'], to: 'completed' },
  return: { from: ['awaiting-shipment', 'shipped', 'delivered'], to: 'cancelled' },
  close: { from: ['awaiting-acceptance', 'awaiting-shipment', 'shipped'], to: 'cancelled' },
} as const satisfies Steps<OrderState>;

/** One part of what a line costs. Whatever changes a price joins the list: the parts always sum to the line's total. */
export interface PricePart {
  readonly kind: 'list-price' | 'surcharge' | 'freight';
  readonly amount: Money;
}

/** How far what is made to order is, and since when. */
export interface Production {
  readonly state: ProductionState;
  readonly at: Instant;
}

/** What was sold, at which price and at which rate: frozen when the order is placed. */
export interface OrderLine {
  readonly id: Id<'orderLine'>;
  readonly skuId: Id<'sku'>;
  readonly listingId: Id<'listing'>;
  /** The shop's own code of the SKU: what stands on its shelf, and what its people scan. */
  readonly code: string;
  readonly title: LocalText;
  readonly specText?: LocalText | undefined;
  readonly image?: string | undefined;
  /** Days in which it is handed to the carrier, as its listing promised; those of making it are among them. */
  readonly shipsWithinDays: number;
  /** Of what is made when it is ordered: what its buyer decided, and the days that it takes. */
  readonly made?: { readonly chosen: readonly Chosen[]; readonly productionDays: number } | undefined;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** What the goods cost, without freight. */
  readonly items: Money;
  readonly freight: Money;
  readonly price: readonly PricePart[];
  readonly freightQuoteId?: Id<'freightQuote'> | undefined;
  /** Basis points of `items`, as of the moment of the sale. */
  readonly commissionRate: number;
  readonly commission: Money;
  /** Grams of one unit. */
  readonly weight: number;
}

/** Where an order goes, as it was when the order was placed. */
export type DeliveryAddress = z.infer<typeof DeliveryAddress>;
export const DeliveryAddress = z.object({
  name: personal(z.string()),
  phone: personal(z.string()),
  country: z.string(),
  region: z.string(),
  city: z.string(),
  street: personal(z.string()),
  postalCode: z.string(),
});

/** What a buyer asks of each shop when the order is placed. */
export type OrderNotes = z.infer<typeof OrderNotes>;
export const OrderNotes = z.record(MerchantId, personal(prose(500))).meta({
  description: 'A note for each shop, by its id; one for a shop that has nothing in the cart is left out',
});

/** What somebody ought to have done by now. */
export type Stage = z.infer<typeof Stage>;
export const Stage = z.enum(['processing', 'shipment', 'delivery']);

/** One of several shipments of an order, once it has left. */
export interface OrderPart {
  readonly shipmentId: Id<'shipment'>;
  readonly lines: readonly { readonly lineId: Id<'orderLine'>; readonly quantity: number }[];
  readonly shippedAt: Instant;
  readonly deliveredAt?: Instant;
  /** Who says that it has arrived. */
  readonly by?: 'carrier' | 'shop';
  readonly returnedAt?: Instant;
}

/**
 * What one merchant owes one buyer out of one checkout. Prices of goods and rates never change after it is placed; address,
 * note and quantities only by the buyer's change before it is shipped (`order-change.ts`).
 */
export interface Order extends Versioned {
  readonly id: OrderId;
  readonly checkoutId: Id<'checkout'>;
  readonly paymentId: Id<'payment'>;
  readonly buyerId: AccountId;
  readonly merchantId: MerchantId;
  readonly state: OrderState;
  readonly currency: Currency;
  /** Of a replacement, the line that was sold: the money, the rate and what is asked back are of that order. */
  readonly replaces?: Replaces;
  readonly lines: readonly OrderLine[];
  readonly address: DeliveryAddress;
  /** What the buyer asks of the shop. */
  readonly note?: string | undefined;
  readonly items: Money;
  readonly freight: Money;
  readonly payable: Money;
  readonly placedAt: Instant;
  /** It goes before others: its buyer was one whose orders do when it was placed. */
  readonly priority?: boolean;
  readonly paymentDueAt: Instant;
  /** The version of order-times that it goes by, for all its life. */
  readonly timesVersion: number;
  readonly paidAt?: Instant;
  /** When the shop was last asked to accept it: at the payment, unless the buyer has changed it since. */
  readonly askedAt?: Instant;
  readonly acceptedAt?: Instant | undefined;
  /** What the rules of its shop decided of it, where it has any. */
  readonly automatic?: OrderJudgement | undefined;
  /** Milliseconds from being asked to acceptance [ORD-09]. */
  readonly processingTime?: Duration | undefined;
  /** Of the lines that are made, how far those are that have been begun. */
  readonly production?: Readonly<Record<string, Production>>;
  readonly shipmentId?: Id<'shipment'>;
  readonly shippedAt?: Instant;
  /** Of an order that goes in several shipments, those that have left, the newest news last. */
  readonly parts?: readonly OrderPart[];
  /** Of which line how many units have been given back, as money. */
  readonly refunded?: Readonly<Record<string, number>>;
  /** Of which line how many units their buyer wants money back for, while that is not decided. */
  readonly returning?: Readonly<Record<string, number>>;
  /** Of which line the buyer has received other units in the place of some that went back, and when, the last time. */
  readonly replacedAt?: Readonly<Record<string, Instant>>;
  /** When the shop said that it had delivered by itself. */
  readonly saidDeliveredAt?: Instant;
  /** What the buyer says against it, until a person has decided. */
  readonly denial?: { readonly note: string; readonly at: Instant } | undefined;
  readonly deliveredAt?: Instant;
  /** When receipt confirms itself. */
  readonly confirmsAt?: Instant;
  readonly completedAt?: Instant;
  readonly cancellation?: { readonly reason: CancelReason; readonly note?: string | undefined; readonly at: Instant };
  /** Set while somebody lets the order wait for too long. */
  readonly overdue?: { readonly stage: Stage; readonly since: Instant; readonly flaggedAt: Instant } | undefined;
}

/** What each of an order's facts begins with. */
export const about = ({ id, checkoutId, paymentId, buyerId, merchantId, replaces }: Order, at: Instant) => ({
  orderId: id,
  checkoutId,
  paymentId,
  buyerId,
  merchantId,
  at,
  ...(replaces && { replaces }),
});

const advance = (order: Order, step: keyof typeof steps, fields: Partial<Order>, fact: Fact): Change<Order> =>
  move<OrderState, typeof steps, Order>(steps, order, step, { overdue: undefined, denial: undefined, ...fields }, fact);

/** The buyer's money has arrived: the merchant's turn. @throws Problem illegal-step */
export const pay = (order: Order, at: Instant): Change<Order> =>
  advance(order, 'pay', { paidAt: at }, orderPaid({ ...about(order, at), amount: order.payable }));

/**
 * Notes on the timeline that a payment was declined; another attempt can be made until the deadline.
 * @throws Problem illegal-step
 */
export const declinePayment = (order: Order, at: Instant): Change<Order> => {
  if (order.state !== 'awaiting-payment') {
    throw new Problem('illegal-step', `No payment is expected while ${order.state}`);
  }
  return changed<Order>(order, {}, orderPaymentDeclined({ ...about(order, at), paymentDueAt: order.paymentDueAt }));
};

/** The four headings of a merchant's review [ORD-08]: whether each holds. */
export type Review = z.infer<typeof Review>;
export const Review = z.object({
  items: z.boolean(),
  quantity: z.boolean(),
  amount: z.boolean(),
  address: z.boolean(),
});

/** Reviews an order: complete items, sound quantities, amounts that add up, an address that can be delivered to. */
export const reviewOf = ({ lines, currency, items, freight, payable, address }: Order): Review => {
  const total = (amounts: readonly Money[]): Money => sum(amounts, currency);
  return {
    items: lines.length > 0 && lines.every(({ title }) => Boolean(title.zh ?? title.en)),
    quantity: lines.every(({ quantity }) => Number.isInteger(quantity) && quantity > 0),
    amount: sameMoney(total(lines.map((line) => line.items)), items)
      && sameMoney(total(lines.map((line) => line.freight)), freight)
      && sameMoney(total([items, freight]), payable)
      && lines.every((line) =>
        sameMoney(total(line.price.map(({ amount }) => amount)), total([line.items, line.freight]))
      ),
    address: address.name.trim() !== '' && address.phone.trim() !== '' && missingParts(address).length === 0,
  };
};

/**
 * The merchant accepts; the measured time is kept.
 * @throws Problem illegal-step, also when the order does not pass its review
 */
export const accept = (order: Order, now: Instant): Change<Order> => {
  const failed = Object.entries(reviewOf(order)).flatMap(([heading, holds]) => (holds ? [] : [heading]));
  if (failed.length) throw new Problem('illegal-step', `The order does not pass its review: ${failed.join(', ')}`);
  const processingTime = between(askedAtOf(order) ?? now, now);
  return advance(
    order,
    'accept',
    { acceptedAt: now, processingTime },
    orderAccepted({ ...about(order, now), processingTime }),
  );
};

/** Accepts it by the rules of its shop. @throws Problem illegal-step */
export const acceptByRules = (order: Order, automatic: OrderJudgement, now: Instant): Change<Order> =>
  accept({ ...order, automatic }, now);

/** Its shop's rules leave it to a person. @throws Problem illegal-step when nobody is asked any more */
export const holdBack = (order: Order, automatic: OrderJudgement): Change<Order> => {
  if (order.state !== 'awaiting-acceptance') throw new Problem('illegal-step', 'Nobody is asked to accept it');
  return changed<Order>(order, { automatic });
};

/** How far a line of an order is; nothing of what lies on the shelf. */
export const productionOf = ({ production, placedAt }: Order, { id, made }: OrderLine): Production | undefined =>
  made && (production?.[id] ?? { state: 'planned', at: placedAt });

/** When the shop was asked to accept it; nothing before it is paid. */
export const askedAtOf = ({ askedAt, paidAt }: Order): Instant | undefined => askedAt ?? paidAt;

/**
 * The buyer has changed what the shop had accepted: the shop is asked anew.
 * @throws Problem illegal-step, also when a part has left
 */
export const askAnew = (order: Order, fields: Partial<Order>, fact: Fact, now: Instant): Change<Order> =>
  advance(
    wholeInShop(order),
    'change',
    { ...fields, askedAt: now, acceptedAt: undefined, processingTime: undefined },
    fact,
  );

const cancelled =
  (step: 'cancel' | 'expire' | 'lapse' | 'refuse' | 'return' | 'close', reason: CancelReason) =>
  (order: Order, now: Instant, note?: string): Change<Order> =>
    advance(
      order,
      step,
      { cancellation: { reason, note, at: now } },
      orderCancelled({ ...about(order, now), reason, note, paid: order.paidAt !== undefined, amount: order.payable }),
    );

/** Of what has left in part, nobody but the platform can stop the rest. @throws Problem illegal-step */
const wholeInShop = (order: Order): Order => {
  if (order.parts?.length) throw new Problem('illegal-step', 'A part of it is on its way');
  return order;
};

/**
 * The buyer cancels before shipment. What is made for him is his alone to want until the shop has begun with it: from then
 * on the shop decides, and may refuse the order.
 * @throws Problem illegal-step, also when a part has left; production-begun
 */
export const cancel = (order: Order, now: Instant): Change<Order> => {
  const change = cancelled('cancel', 'buyer')(wholeInShop(order), now);
  if (order.production) throw new Problem('production-begun');
  return change;
};
/** Nobody has paid in time. @throws Problem illegal-step */
export const expire = cancelled('expire', 'deadline');
/** The merchant has not accepted in time. @throws Problem illegal-step */
export const lapse = cancelled('lapse', 'deadline');

/** The merchant refuses, with a reason. @throws Problem illegal-step, also when a part has left */
export const refuse = (order: Order, now: Instant, reason: string): Change<Order> =>
  cancelled('refuse', 'refused')(wholeInShop(order), now, reason);
/** The carrier has brought the goods back to the shop. @throws Problem illegal-step */
export const takeBack = cancelled('return', 'returned');
/** The parcel is lost, or came to harm: nothing of it will arrive. @throws Problem illegal-step */
export const lose = cancelled('return', 'lost');
/** An operator ends a wait that nobody else will: the shop is gone, or the parcel is lost. @throws Problem illegal-step */
export const close = cancelled('close', 'operator');

/** The carrier has the goods. @throws Problem illegal-step */
export const ship = (order: Order, shipmentId: Id<'shipment'>, at: Instant): Change<Order> =>
  advance(order, 'ship', { shipmentId, shippedAt: at }, orderShipped({ ...about(order, at), shipmentId }));

/** The buyer has the goods, says the carrier. @throws Problem illegal-step */
export const deliver = (
  order: Order,
  shipmentId: Id<'shipment'>,
  { confirmReceiptAfter }: OrderTimes,
  at: Instant,
): Change<Order> =>
  advance(
    order,
    'deliver',
    { shipmentId, shippedAt: order.shippedAt ?? at, deliveredAt: at, confirmsAt: after(at, confirmReceiptAfter) },
    orderDelivered({ ...about(order, at), shipmentId }),
  );

/**
 * The buyer has the goods, says the shop, which sends them by itself. The order stays on its way: only the buyer's word
 * ends it, or a long silence. @throws Problem illegal-step, also when the shop has said so already
 */
export const sayDelivered = (
  order: Order,
  shipmentId: Id<'shipment'>,
  { confirmShopsWordAfter }: OrderTimes,
  at: Instant,
): Change<Order> => {
  const confirmsAt = after(at, confirmShopsWordAfter);
  const said = orderSaidDelivered({ ...about(order, at), confirmsAt });
  if (order.saidDeliveredAt) throw new Problem('illegal-step', 'The shop has said so already');
  if (order.state === 'shipped') return changed<Order>(order, { saidDeliveredAt: at, confirmsAt }, said);
  const shipped = ship(order, shipmentId, at);
  return { ...shipped, after: { ...shipped.after, saidDeliveredAt: at, confirmsAt }, facts: [...shipped.facts, said] };
};

/**
 * The buyer says that what the shop has delivered by itself has not arrived: a person decides.
 * @throws Problem illegal-step unless the shop's word is all there is
 */
export const denyDelivery = (order: Order, note: string, now: Instant): Change<Order> => {
  if (order.state !== 'shipped' || !order.saidDeliveredAt || order.denial) {
    throw new Problem('illegal-step', 'The shop does not say that it has delivered, or you have said that already');
  }
  return changed<Order>(
    order,
    { denial: { note, at: now }, overdue: { stage: 'delivery', since: now, flaggedAt: now } },
    deliveryDenied({ ...about(order, now), note }),
  );
};

/** A person believes the shop, and the wait for the buyer's word begins anew. @throws Problem illegal-step */
export const upholdDelivery = (
  order: Order,
  note: string,
  { confirmShopsWordAfter }: OrderTimes,
  now: Instant,
): Change<Order> => {
  if (order.state !== 'shipped' || !order.denial) throw new Problem('illegal-step', 'Nobody denies a delivery');
  return changed<Order>(
    order,
    { denial: undefined, overdue: undefined, confirmsAt: after(now, confirmShopsWordAfter) },
    deliveryUpheld({ ...about(order, now), note }),
  );
};

/** The buyer confirms receipt: the sale is final. @throws Problem illegal-step */
export const confirm = (order: Order, now: Instant): Change<Order> => confirmed(order, 'buyer', now);

/**
 * Receipt confirms itself, because the buyer has said nothing until then: the sale is final.
 * @param dueAt the deadline that has passed
 * @throws Problem illegal-step, also while the buyer denies the delivery, and when the wait has begun anew since
 */
export const confirmByItself = (order: Order, dueAt: Instant, now: Instant): Change<Order> => {
  if (order.denial) throw new Problem('illegal-step', 'The buyer denies the delivery');
  if (order.confirmsAt && order.confirmsAt !== dueAt) {
    throw new Problem('illegal-step', `It waits until ${order.confirmsAt}`);
  }
  return confirmed(order, 'deadline', now);
};

const confirmed = (order: Order, confirmedBy: 'buyer' | 'deadline', now: Instant): Change<Order> =>
  advance(
    order,
    'confirm',
    { completedAt: now },
    orderCompleted({
      ...about(order, now),
      currency: order.currency,
      confirmedBy,
      lines: order.lines.map(({ id: lineId, skuId, quantity, items, freight, commissionRate, commission }) => ({
        lineId,
        skuId,
        quantity,
        items,
        freight,
        commissionRate,
        commission,
      })),
    }),
  );

const stages = {
  processing: { state: 'awaiting-acceptance', since: askedAtOf, tell: orderProcessingOverdue },
  shipment: { state: 'awaiting-shipment', since: ({ acceptedAt }: Order) => acceptedAt, tell: orderShipmentOverdue },
  delivery: { state: 'shipped', since: ({ shippedAt }: Order) => shippedAt, tell: orderDeliveryOverdue },
} as const;

/** Flags an order that still waits where it ought not to. @throws Problem illegal-step when it has moved on */
export const flagOverdue = (order: Order, stage: Stage, now: Instant): Change<Order> => {
  const { state, since, tell } = stages[stage];
  const from = since(order);
  if (order.state !== state || !from || order.overdue) {
    throw new Problem('illegal-step', `Nothing is overdue while ${order.state}`);
  }
  return changed<Order>(
    order,
    { overdue: { stage, since: from, flaggedAt: now } },
    tell({ ...about(order, now), since: from }),
  );
};

/** Units of a line that have left with one of the parts that an order goes in. */
const sentOf = ({ parts = [] }: Order, lineId: string): number =>
  parts.flatMap(({ lines }) => lines).reduce((all, line) => all + (line.lineId === lineId ? line.quantity : 0), 0);

/** What has left the shop with no part of the order. */
export const unsent = (order: Order): readonly OrderLine[] =>
  order.lines.flatMap((line) => {
    const quantity = line.quantity - sentOf(order, line.id);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });

/** What leaves the stock with a step: the goods of an order that had not been shipped before, or of a part of it. */
export const leavingStock = ({ before, after }: Change<Order>): readonly OrderLine[] => {
  if (!after.parts) return before?.state === 'awaiting-shipment' ? after.lines : [];
  return after.lines.flatMap((line) => {
    const quantity = sentOf(after, line.id) - (before ? sentOf(before, line.id) : 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
};

/**
 * What a cancellation gives back to the stock: goods that have not left it. The shop counts in what comes back to it,
 * once it has seen in which condition.
 */
export const freedStock = ({ before }: Change<Order>): readonly OrderLine[] =>
  before && before.shippedAt === undefined ? unsent(before) : [];

/** What a buyer's change takes from the stock, and what it gives back: of each SKU one of the two. */
export const stockMoved = ({ before, after }: Change<Order>) => {
  const more = new Map<OrderLine['skuId'], number>();
  for (const { skuId, quantity } of after.lines) more.set(skuId, (more.get(skuId) ?? 0) + quantity);
  for (const { skuId, quantity } of before?.lines ?? []) more.set(skuId, (more.get(skuId) ?? 0) - quantity);
  const units = (sign: 1 | -1) =>
    [...more].flatMap(([skuId, by]) => (sign * by > 0 ? [{ skuId, quantity: sign * by }] : []));
  return { taken: units(1), freed: units(-1) };
};

/** The order, if this buyer placed it. @throws Problem not-found */
export const boughtBy = (order: Order, buyerId: AccountId): Order => {
  if (order.buyerId !== buyerId) throw new Problem('not-found');
  return order;
};

/** The order, if this shop sold it. @throws Problem not-found */
export const soldBy = (order: Order, merchantId: MerchantId): Order => {
  if (order.merchantId !== merchantId) throw new Problem('not-found');
  return order;
};

/**
 * What a buyer's cancellation comprises: an unpaid checkout is paid as one or cancelled as one, so all its orders go;
 * once it is paid, each order stands for itself. @throws Problem illegal-step
 */
export const cancelWith = (order: Order, checkout: readonly Order[], now: Instant): Change<Order>[] =>
  (order.state === 'awaiting-payment' ? checkout : [order]).map((one) => cancel(one, now));
