/** Orders of a data set on their way from the cart to the receipt. */
import { accept, confirmReceipt, deliver, payOnPage } from '../visitors/parcels.ts';
import type { Site } from '../visitors/site.ts';
import type { Credentials } from '../visitors/people.ts';
import { buyerOf, enterBuyer, place, placedBefore, type Buyer, type Checkout, type OrderState } from './buyers.ts';
import type { Line, Order } from './dataset.ts';
import { inLanes } from './lanes.ts';
import type { Shop } from './sellers.ts';

/** One order of the data set, with its buyer and what has come of it. */
export interface Purchase {
  readonly order: Order;
  readonly buyer: Buyer;
  /** Under which it is placed. */
  readonly key: string;
  checkout: Checkout | undefined;
  failed: boolean;
}

/** How work on a list is done: how much of it at a time, and who is told of its progress and failures. */
export interface Pace {
  readonly lanes: number;
  readonly done: () => void;
  readonly failed: (what: string, error: unknown) => void;
}

const lifetime: readonly OrderState[] = [
  'awaiting-payment',
  'awaiting-acceptance',
  'awaiting-shipment',
  'shipped',
  'delivered',
  'completed',
];

/** Whether one of its shops' parts has not reached a state yet, as of when its buyer signed in. */
export const isBefore = ({ checkout, buyer }: Purchase, state: OrderState): boolean =>
  !checkout || checkout.orders.some(({ orderId }) => isPartBefore(buyer, orderId, state));

const isPartBefore = ({ states }: Buyer, orderId: string, state: OrderState): boolean =>
  lifetime.indexOf(states.get(orderId) ?? 'awaiting-payment') < lifetime.indexOf(state);

/** Has every order's buyer sign in, and finds out what an earlier run has done. */
export const findPurchases = async (
  orders: readonly Order[],
  { site, credentialsOf }: { site: Site; credentialsOf: (name: string) => Credentials },
  { lanes, done, failed }: Pace,
): Promise<Purchase[]> => {
  const found = new Map<Order, Purchase>();
  await inLanes(
    [...Map.groupBy(orders, ({ id }) => buyerOf(id))],
    lanes,
    async ([number, own]) => {
      const buyer = await enterBuyer(site, credentialsOf(`buyer-${String(number + 1).padStart(2, '0')}`));
      for (const order of own) {
        found.set(order, { order, buyer, failed: false, ...(await placedBefore(order, buyer)) });
        done();
      }
    },
    ([number], error) => failed(`Buyer ${number + 1}`, error),
  );
  return orders.flatMap((order) => found.get(order) ?? []);
};

/** Orders on their way at the same time: few enough to be paid before their payment window ends, and to see progress. */
const wave = 100;

/** Takes purchases as far as they go: placed, paid, accepted, delivered, received. */
export const trade = async (
  purchases: readonly Purchase[],
  shops: ReadonlyMap<string, Shop>,
  pace: Pace,
): Promise<void> => {
  const shopOf = ({ seller }: Line): Shop => {
    const shop = shops.get(seller.id);
    if (!shop) throw new Error(`The shop of the seller ${seller.id} is not open`);
    return shop;
  };
  for (let first = 0; first < purchases.length; first += wave) {
    const group = purchases.slice(first, first + wave);
    await placeAll(group, shopOf, pace);
    await each(
      group,
      'paid',
      'awaiting-acceptance',
      pace,
      ({ buyer, checkout }) => payOnPage(buyer.visitor, checkout!.paymentId),
    );
    await eachPart(
      group,
      'accepted',
      'awaiting-shipment',
      shopOf,
      pace,
      ({ owner }, orderId) => accept(owner, orderId),
    );
    await eachPart(group, 'delivered', 'delivered', shopOf, pace, ({ owner }, orderId) => deliver(owner, orderId));
    await eachPart(
      group,
      'received',
      'completed',
      shopOf,
      pace,
      (_, orderId, { buyer }) => confirmReceipt(buyer.visitor, orderId),
    );
    group.filter(({ failed }) => !failed).forEach(pace.done);
  }
};

type ShopOf = (line: Line) => Shop;

/** Buyers place their orders one after the other, as each has one cart. */
const placeAll = (group: readonly Purchase[], shopOf: ShopOf, { lanes, failed }: Pace): Promise<void> =>
  inLanes(
    [
      ...Map.groupBy(
        group.filter(({ checkout }) => !checkout),
        ({ buyer }) => buyer,
      ).values(),
    ],
    lanes,
    (ofBuyer) =>
      inLanes(
        ofBuyer,
        1,
        async (purchase) => {
          purchase.checkout = await place(purchase.order, purchase.buyer, shopOf, purchase.key);
        },
        fails('placed', failed),
      ),
    ([purchase], error) => fails('placed', failed)(purchase!, error),
  );

const each = (
  group: readonly Purchase[],
  what: string,
  until: OrderState,
  { lanes, failed }: Pace,
  take: (purchase: Purchase) => Promise<unknown>,
): Promise<void> =>
  inLanes(
    group.filter((purchase) => !purchase.failed && isBefore(purchase, until)),
    lanes,
    async (purchase) => void (await take(purchase)),
    fails(what, failed),
  );

/** A checkout has one order for each shop, in the order in which the shops first appear in it. */
const eachPart = (
  group: readonly Purchase[],
  what: string,
  until: OrderState,
  shopOf: ShopOf,
  pace: Pace,
  take: (shop: Shop, orderId: string, purchase: Purchase) => Promise<unknown>,
): Promise<void> =>
  each(group, what, until, pace, async (purchase) => {
    const firstLines = [...Map.groupBy(purchase.order.lines, ({ seller }) => seller.id).values()].map(
      ([line]) => line!,
    );
    await Promise.all(
      purchase.checkout!.orders.map(
        async ({ orderId }, i) =>
          isPartBefore(purchase.buyer, orderId, until) && take(shopOf(firstLines[i]!), orderId, purchase),
      ),
    );
  });

const fails = (what: string, failed: Pace['failed']) => (purchase: Purchase, error: unknown): void => {
  purchase.failed = true;
  failed(`The order ${purchase.order.id} cannot be ${what}`, error);
};
