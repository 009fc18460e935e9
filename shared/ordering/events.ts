import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { event } from '../kernel/events.ts';
import { AccountId, id, MerchantId, type Id } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';

export type OrderId = Id<'order'>;
export const OrderId = id('order');

const ulid = '01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';
const at = '2026-11-22T08:30:00.000Z';
const brl = (amount: number) => ({ amount, currency: 'BRL' });

/** What an order replaces that nothing is paid for: a line of the order that was paid. */
export type Replaces = z.infer<typeof Replaces>;
export const Replaces = z.object({ orderId: OrderId, lineId: id('orderLine'), returnId: id('return') });

/** What every event of an order carries. */
const about = {
  orderId: OrderId,
  checkoutId: id('checkout'),
  paymentId: id('payment'),
  buyerId: AccountId,
  merchantId: MerchantId,
  at: Instant,
  /** Of what is sent in the place of goods that came back: which sale it belongs to, and which return asked for it. */
  replaces: Replaces.optional(),
};
const sample = {
  orderId: `ord_${ulid}`,
  checkoutId: `chk_${ulid}`,
  paymentId: `pay_${ulid}`,
  buyerId: '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e',
  merchantId: `mer_${ulid}`,
  at,
};

export const orderPlaced = event(
  'order-placed',
  1,
  z.object({
    ...about,
    payable: Money,
    lines: z.array(z.object({ lineId: id('orderLine'), skuId: id('sku'), quantity: z.int() })),
    paymentDueAt: Instant,
  }),
  {
    ...sample,
    payable: brl(7219),
    lines: [{ lineId: `oln_${ulid}`, skuId: `sku_${ulid}`, quantity: 1 }],
    paymentDueAt: '2026-11-22T09:00:00.000Z',
  },
);

/** The payment of the checkout was declined; the order can still be paid until its deadline. */
export const orderPaymentDeclined = event('order-payment-declined', 1, z.object({ ...about, paymentDueAt: Instant }), {
  ...sample,
  paymentDueAt: '2026-11-22T09:00:00.000Z',
});

/** A shop is to send goods in the place of others that came back: nothing is paid for them, and nothing is sold. */
export const replacementPlaced = event(
  'replacement-placed',
  1,
  z.object({
    ...about,
    replaces: Replaces,
    lines: z.array(z.object({ lineId: id('orderLine'), skuId: id('sku'), quantity: z.int() })),
  }),
  {
    ...sample,
    replaces: { orderId: `ord_${ulid}`, lineId: `oln_${ulid}`, returnId: `rma_${ulid}` },
    lines: [{ lineId: `oln_${ulid}`, skuId: `sku_${ulid}`, quantity: 1 }],
  },
);

export const orderPaid = event('order-paid', 1, z.object({ ...about, amount: Money }), {
  ...sample,
  amount: brl(7219),
});

/** The merchant has reviewed the order and will ship it. `processingTime`: milliseconds from payment to acceptance. */
export const orderAccepted = event('order-accepted', 1, z.object({ ...about, processingTime: z.int() }), {
  ...sample,
  processingTime: 240_000,
});

export const orderShipped = event('order-shipped', 1, z.object({ ...about, shipmentId: id('shipment') }), {
  ...sample,
  shipmentId: `shp_${ulid}`,
});

const Part = z.object({
  ...about,
  shipmentId: id('shipment'),
  lines: z.array(z.object({ lineId: id('orderLine'), quantity: z.int() })),
});
const part = { ...sample, shipmentId: `shp_${ulid}`, lines: [{ lineId: `oln_${ulid}`, quantity: 1 }] };

/** One of several shipments of an order has left. */
export const orderPartShipped = event('order-part-shipped', 1, Part, part);
/** One of several shipments of an order has arrived. */
export const orderPartDelivered = event('order-part-delivered', 1, Part, part);
/** One of several shipments of an order has come back: the buyer is owed `amount`. */
export const orderPartReturned = event('order-part-returned', 1, Part.extend({ amount: Money }), {
  ...part,
  amount: brl(7219),
});

export const orderDelivered = event('order-delivered', 1, z.object({ ...about, shipmentId: id('shipment') }), {
  ...sample,
  shipmentId: `shp_${ulid}`,
});

/** Receipt is confirmed: the sale is final, and what each line earns is as frozen when it was sold. */
export const orderCompleted = event(
  'order-completed',
  1,
  z.object({
    ...about,
    currency: Money.shape.currency,
    confirmedBy: z.enum(['buyer', 'deadline']),
    lines: z.array(z.object({
      lineId: id('orderLine'),
      skuId: id('sku'),
      quantity: z.int(),
      items: Money,
      freight: Money,
      commissionRate: z.int(),
      commission: Money,
    })),
  }),
  {
    ...sample,
    currency: 'BRL',
    confirmedBy: 'buyer',
    lines: [{
      lineId: `oln_${ulid}`,
      skuId: `sku_${ulid}`,
      quantity: 1,
      items: brl(5890),
      freight: brl(1329),
      commissionRate: 1000,
      commission: brl(589),
    }],
  },
);

export type ProductionState = z.infer<typeof ProductionState>;
export const ProductionState = z.enum(['planned', 'allocated', 'prepared', 'in-production', 'finished']);

/** What is made to order is one step further, and when all of the order is to leave. */
export const productionMoved = event(
  'production-moved',
  1,
  z.object({ ...about, lineId: id('orderLine'), state: ProductionState.exclude(['planned']), shipsBy: Instant }),
  { ...sample, lineId: `oln_${ulid}`, state: 'in-production', shipsBy: '2026-12-06T08:30:00.000Z' },
);

export type CancelReason = z.infer<typeof CancelReason>;
/**
 * `deadline`: not paid in time (`paid` is false), or not accepted in time (`paid` is true). `returned`: the carrier
 * brought the goods back to the shop. `operator`: the shop or the carrier could not be waited for any longer.
 */
export const CancelReason = z.enum(['buyer', 'deadline', 'refused', 'returned', 'lost', 'operator']);

/** The stock that had not been shipped is back. When it was `paid`, the buyer is owed `amount`. */
export const orderCancelled = event(
  'order-cancelled',
  1,
  z.object({ ...about, reason: CancelReason, note: z.string().optional(), paid: z.boolean(), amount: Money }),
  { ...sample, reason: 'operator', note: 'the shop does not answer', paid: true, amount: brl(7219) },
);

/**
 * The buyer has changed an order before it was shipped: what it is now. `back` goes back to the buyer; where it had been
 * accepted, what was being sent is called off, and the shop is asked anew.
 */
export const orderChanged = event(
  'order-changed',
  1,
  z.object({
    ...about,
    payable: Money,
    back: Money,
    /** The shop has heard of the order: it is paid. */
    paid: z.boolean(),
    acceptedAnew: z.boolean(),
    addressChanged: z.boolean(),
    noteChanged: z.boolean(),
    /** The lines of which another quantity is wanted. */
    lines: z.array(z.object({
      lineId: id('orderLine'),
      skuId: id('sku'),
      listingId: id('listing'),
      before: z.int(),
      after: z.int(),
    })),
  }),
  {
    ...sample,
    payable: brl(7219),
    back: brl(5890),
    paid: true,
    acceptedAnew: true,
    addressChanged: false,
    noteChanged: false,
    lines: [{ lineId: `oln_${ulid}`, skuId: `sku_${ulid}`, listingId: `lst_${ulid}`, before: 2, after: 1 }],
  },
);

/** The shop says that it has delivered by itself. Its buyer confirms it, or objects. */
export const orderSaidDelivered = event('order-said-delivered', 1, z.object({ ...about, confirmsAt: Instant }), {
  ...sample,
  confirmsAt: '2026-12-22T08:00:00.000Z',
});
/** The buyer says that nothing has arrived: a person decides. */
export const deliveryDenied = event('delivery-denied', 1, z.object({ ...about, note: z.string() }), {
  ...sample,
  note: 'Nobody has rung',
});
/** A person believes the shop; receipt will confirm itself. */
export const deliveryUpheld = event('delivery-upheld', 1, z.object({ ...about, note: z.string() }), {
  ...sample,
  note: 'There is a signed receipt',
});

/** The merchant has not accepted a paid order within the processing limit [ORD-09]. */
export const orderProcessingOverdue = event('order-processing-overdue', 1, z.object({ ...about, since: Instant }), {
  ...sample,
  since: '2026-11-22T08:00:00.000Z',
});

/** The merchant has not shipped as promised: a person looks at it. */
export const orderShipmentOverdue = event('order-shipment-overdue', 1, z.object({ ...about, since: Instant }), {
  ...sample,
  since: '2026-11-17T08:00:00.000Z',
});

/** The carrier has not reported delivery: a person looks at it. */
export const orderDeliveryOverdue = event('order-delivery-overdue', 1, z.object({ ...about, since: Instant }), {
  ...sample,
  since: '2026-10-22T08:00:00.000Z',
});
