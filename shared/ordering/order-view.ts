import * as z from 'zod';
import { Chosen, PictureView, pictureView } from '../catalogue/public.ts';
import { Instant } from '../kernel/values/clock.ts';
import { namesOf, type Envelope } from '../kernel/events.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';
import { Currency, Money } from '../kernel/values/money.ts';
import { personal } from '../kernel/values/personal.ts';
import { BasisPoints } from '../kernel/values/rate.ts';
import { page } from '../kernel/store/page.ts';
import { localText } from '../kernel/values/text.ts';
import {
  CancelReason,
  deliveryDenied,
  deliveryUpheld,
  orderAccepted,
  orderCancelled,
  orderChanged,
  orderCompleted,
  orderDelivered,
  orderDeliveryOverdue,
  OrderId,
  orderPaid,
  orderPartDelivered,
  orderPartReturned,
  orderPartShipped,
  orderPaymentDeclined,
  orderPlaced,
  orderProcessingOverdue,
  orderSaidDelivered,
  orderShipmentOverdue,
  orderShipped,
  productionMoved,
  ProductionState,
  replacementPlaced,
  Replaces,
} from './events.ts';
import { OrderCheck, OrderJudgement } from './automation/order-judgement.ts';
import type { OrderSummary } from './store.ts';
import { DeliveryAddress, OrderState, Review, reviewOf, Stage, productionOf, type Order } from './order.ts';
import { shipsBy } from './dispatch-times.ts';

const Overdue = z.object({ stage: Stage, since: Instant });

const OrderSummaryView = z.object({
  id: OrderId,
  buyerId: AccountId,
  merchantId: MerchantId,
  state: OrderState,
  payable: Money,
  lines: z.int(),
  title: localText(255).meta({ description: 'Of the first line, as it was sold' }),
  image: PictureView.optional(),
  placedAt: Instant,
  overdue: Overdue.optional(),
  priority: z.boolean().optional().meta({ description: 'It goes before others' }),
  stoppedBy: z.array(OrderCheck).optional().meta({ description: "What the shop's rules leave to a person" }),
});
/** What lists show of an order; the schema leaves out what is not the caller's business. */
export const orderSummary = ({ image, stoppedBy, ...rest }: OrderSummary): z.infer<typeof OrderSummaryView> => ({
  ...rest,
  ...(stoppedBy && { stoppedBy: [...stoppedBy] }),
  ...(image && { image: pictureView(rest.merchantId, image) }),
});
/** One page of orders, for shops and operators. */
export const OrderPage = page(OrderSummaryView);
/** One page of a buyer's orders. */
export const OwnOrderPage = page(
  OrderSummaryView.omit({ overdue: true, stoppedBy: true, buyerId: true, priority: true }),
);

const LineView = z.object({
  id: id('orderLine'),
  skuId: id('sku'),
  listingId: id('listing'),
  title: localText(255),
  specText: localText(500).optional(),
  image: PictureView.optional(),
  quantity: z.int(),
  refunded: z.int().optional().meta({ description: 'Units of which the buyer has been given back what they cost' }),
  unitPrice: Money,
  items: Money,
  freight: Money,
  price: z.array(z.object({ kind: z.enum(['list-price', 'surcharge', 'freight']), amount: Money })),
  made: z.object({
    state: ProductionState,
    since: Instant,
    productionDays: z.int(),
    chosen: z.array(Chosen.extend({
      picture: personal(z.url()).optional().meta({ description: 'Where the picture can be loaded for 15 minutes' }),
    })),
  }).optional().meta({ description: 'Of what is made to order: what its buyer decided, and how far it is' }),
});

/** Something that happened to an order: which event, when, and on whose side. */
const TimelineEntry = z.object({
  event: namesOf(
    orderPlaced,
    orderPaymentDeclined,
    orderPaid,
    replacementPlaced,
    orderChanged,
    orderAccepted,
    productionMoved,
    orderPartShipped,
    orderShipped,
    orderPartDelivered,
    orderPartReturned,
    orderDelivered,
    orderSaidDelivered,
    deliveryDenied,
    deliveryUpheld,
    orderCompleted,
    orderCancelled,
    orderProcessingOverdue,
    orderShipmentOverdue,
    orderDeliveryOverdue,
  ),
  at: Instant,
  by: z.enum(['buyer', 'merchant', 'platform']),
});

/** The same with all that was recorded of it. A fact is written once, with the version of the order that it made. */
export const LogEntry = TimelineEntry.extend({
  id: z.string(),
  version: z.int(),
  actor: z.string().meta({ description: "Who acted: an account's id, or the use case where nobody was signed in" }),
  correlationId: z.string().meta({ description: 'What the logs of the request have in common that set it off' }),
  data: z.unknown(),
});

/** An order as its buyer sees it. */
export type OrderView = z.infer<typeof OrderView>;
export const OrderView = z.object({
  id: OrderId,
  checkoutId: id('checkout'),
  paymentId: id('payment'),
  merchantId: MerchantId,
  state: OrderState,
  currency: Currency,
  replaces: Replaces.optional().meta({
    description: 'Of what is sent in the place of goods that came back: the line that was paid for',
  }),
  lines: z.array(LineView),
  address: DeliveryAddress,
  note: personal(z.string()).optional().meta({ description: 'What the buyer asks of the shop' }),
  items: Money,
  freight: Money,
  payable: Money,
  placedAt: Instant,
  paymentDueAt: Instant,
  paidAt: Instant.optional(),
  acceptedAt: Instant.optional(),
  shipsBy: Instant.meta({
    description: 'When all of it leaves the shop, as promised; sooner, once all that is made to order is made sooner',
  }),
  shippedAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  completedAt: Instant.optional(),
  shipmentId: id('shipment').optional(),
  cancellation: z.object({ reason: CancelReason, note: z.string().optional(), at: Instant }).optional(),
  timeline: z.array(TimelineEntry),
}).meta({ id: 'OrderView' });

/** An order as its shop sees it: with the review to make [ORD-08], the clock [ORD-09] and what the platform takes. */
export type ShopOrderView = z.infer<typeof ShopOrderView>;
export const ShopOrderView = OrderView.extend({
  buyerId: AccountId,
  lines: z.array(LineView.extend({ weight: z.int(), commissionRate: BasisPoints, commission: Money })),
  review: Review,
  processingTime: z.int().optional().meta({ description: 'Milliseconds from payment to acceptance' }),
  overdue: Overdue.optional(),
  automatic: OrderJudgement.optional().meta({ description: 'What the rules of the shop decided of it, and why' }),
});

/**
 * Shows an order with what has happened to it. The answer's schema leaves out what is not the caller's business.
 * @param pictures addresses of the pictures that its buyer chose, by their ids
 */
export const orderView = (
  order: Order,
  history: readonly Envelope[],
  pictures: ReadonlyMap<string, string>,
): ShopOrderView => ({
  ...order,
  shipsBy: shipsBy(order),
  lines: order.lines.map(({ image, made, ...line }) => ({
    ...line,
    ...(made && { made: madeView(order, line.id, made, pictures) }),
    ...(order.refunded?.[line.id] && { refunded: order.refunded[line.id] }),
    ...(image && { image: pictureView(order.merchantId, image) }),
    price: [...line.price],
  })),
  review: reviewOf(order),
  timeline: history.map((fact) => ({ event: fact.type, at: fact.occurredAt, by: sideOf(fact, order) })),
});

const madeView = (
  order: Order,
  lineId: string,
  { chosen, productionDays }: NonNullable<Order['lines'][number]['made']>,
  pictures: ReadonlyMap<string, string>,
) => {
  const { state, at: since } = productionOf(order, order.lines.find(({ id: one }) => one === lineId)!)!;
  return {
    state,
    since,
    productionDays,
    chosen: chosen.map((one) => {
      const picture = pictures.get(one.value);
      return { ...one, ...(picture && { picture }) };
    }),
  };
};

/** An order's facts, oldest first. */
export const logOf = (order: Order, history: readonly Envelope[]): z.infer<typeof LogEntry>[] =>
  history.map((fact) => ({
    id: fact.id,
    event: fact.type,
    version: fact.aggregateVersion,
    at: fact.occurredAt,
    by: sideOf(fact, order),
    actor: fact.actor,
    correlationId: fact.correlationId,
    data: fact.data,
  }));

/**
 * A use case that nobody is signed in to acts for the platform, and has a name with a slash; of what people of the
 * platform do themselves, the order keeps the reason.
 */
const sideOf = (
  { actor, type }: Envelope,
  { buyerId, cancellation }: Order,
): 'buyer' | 'merchant' | 'platform' => {
  if (actor === buyerId) return 'buyer';
  const closed = type === orderCancelled.eventName && cancellation?.reason === 'operator';
  return closed || actor.includes('/') ? 'platform' : 'merchant';
};

/** What a buyer or a shop gets for a step that it took. */
export const StepView = z.object({ orderId: OrderId, state: OrderState });
export const stepView = ({ id: orderId, state }: Order): z.infer<typeof StepView> => ({ orderId, state });
