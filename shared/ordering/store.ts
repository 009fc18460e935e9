import { stock } from '../inventory/public.ts';
import { together } from '../kernel/doors/access.ts';
import { rankOf } from '../kernel/store/rank.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { Write } from '../kernel/store/commit.ts';
import type { AccountId, MerchantId } from '../kernel/values/ids.ts';
import type { Money } from '../kernel/values/money.ts';
import type { OrderCheck } from './automation/order-judgement.ts';
import { stoppedBy } from './automation/order-rules.ts';
import { overdueOrderWaits } from './desk.ts';
import { ProductionState, type OrderId } from './events.ts';
import { freedStock, stockMoved, type Order, type OrderLine, type OrderState, type Stage } from './order.ts';
import { shipsBy } from './dispatch-times.ts';
import { isInProduction, madeLines } from './production.ts';

/** What lists show of an order. */
export interface OrderSummary {
  readonly id: OrderId;
  readonly buyerId: AccountId;
  readonly merchantId: MerchantId;
  readonly state: OrderState;
  readonly payable: Money;
  /** Number of lines. */
  readonly lines: number;
  /** What stands in the first of them. */
  readonly title: OrderLine['title'];
  readonly image?: OrderLine['image'];
  readonly placedAt: Instant;
  readonly overdue?: { readonly stage: Stage; readonly since: Instant } | undefined;
  /** It goes before others. */
  readonly priority?: boolean;
  /** What the rules of its shop leave to a person. */
  readonly stoppedBy?: readonly OrderCheck[];
  /** What of it is still to be made, and when all of it is to leave. */
  readonly making?: Making;
}

/** How far what is made of an order is. */
export interface Making {
  readonly title: OrderLine['title'];
  /** Of the line that is least far. */
  readonly state: ProductionState;
  readonly lines: number;
  readonly finished: number;
  readonly shipsBy: Instant;
}

const making = (order: Order): Making => {
  const made = madeLines(order);
  const states = made.map(({ production: { state } }) => state);
  return {
    title: made[0]!.line.title,
    state: ProductionState.options.find((state) => states.includes(state))!,
    lines: made.length,
    finished: states.filter((state) => state === 'finished').length,
    shipsBy: shipsBy(order),
  };
};

const store = aggregate<Order, OrderSummary>({
  name: 'order',
  prefix: 'ORDER',
  indexes: {
    gsi1: ({ id, buyerId, placedAt }) => [`BUYER-ORDERS#${buyerId}`, `${placedAt}#${id}`],
    gsi2: (
      { id, merchantId, state, placedAt, priority },
    ) => [merchantOrders(merchantId, state), `${rankOf({ priority })}${placedAt}#${id}`],
    gsi3: (order) =>
      isInProduction(order)
        ? [inProduction(order.merchantId), `${rankOf(order)}${shipsBy(order)}#${order.id}`]
        : undefined,
  },
  summary: (order) => {
    const { id, buyerId, merchantId, state, payable, lines, placedAt, overdue, priority } = order;
    const [{ title, image }] = lines as [OrderLine];
    const stopped = stoppedBy(order);
    return {
      id,
      buyerId,
      merchantId,
      state,
      payable,
      lines: lines.length,
      title,
      image,
      placedAt,
      overdue,
      ...(priority && { priority }),
      ...(stopped.length > 0 && { stoppedBy: stopped }),
      ...(isInProduction(order) && { making: making(order) }),
    };
  },
  desks: [overdueOrderWaits],
});

const ofBuyer = store.list('order.of-buyer', 'gsi1', 'BUYER-ORDERS#*');
const ofMerchant = store.list('order.of-merchant', 'gsi2', 'MERCHANT-ORDERS#*');

const ofProduction = store.list('order.in-production', 'gsi3', 'MERCHANT-PRODUCTION#*');

export const orders = {
  ...store,
  ofBuyer,
  ofMerchant,
  /** What a shop still has to make, what leaves first first. */
  inProduction: ofProduction,
  /** Saves a cancellation and gives the units back to the stock that have not left it. */
  saveCancelled: Object.assign((change: Change<Order>): Write[] => {
    const { id: reference, cancellation } = change.after;
    return [...store.save(change), ...stock.release(freedStock(change), { reference, at: cancellation!.at })];
  }, together('order.saveCancelled', store.save, stock.release)),
  /** Saves a buyer's change, and moves the stock by what it wants more or less. @throws Problem out-of-stock */
  saveChanged: Object.assign(async (change: Change<Order>, at: Instant): Promise<Write[]> => {
    const { taken, freed } = stockMoved(change);
    const cause = { reference: change.after.id, at };
    return [
      ...store.save(change),
      ...stock.release(freed, cause),
      ...stock.take(taken, cause, await stock.shelves(taken)),
    ];
  }, together('order.saveChanged', store.save, stock.release, stock.take, stock.shelves)),
};

/** The partitions of the lists above. */
export const buyerOrders = (buyerId: AccountId): string => `BUYER-ORDERS#${buyerId}`;
/** One for each state: an order that moves on writes to two of them, each of which is written to by fewer. */
export const merchantOrders = (merchantId: MerchantId, state: OrderState): string =>
  `MERCHANT-ORDERS#${merchantId}#${state}`;
export const inProduction = (merchantId: MerchantId): string => `MERCHANT-PRODUCTION#${merchantId}`;
