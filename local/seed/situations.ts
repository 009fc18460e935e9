/** What people at the consoles find: orders in several states, an application and a listing that wait to be looked at. */
import type { Content } from '../visitors/goods.ts';
import { accept, confirmReceipt, deliver, payOnPage } from '../visitors/parcels.ts';
import { unless, type Visitor } from '../visitors/people.ts';
import { apply, type ShopPlan } from '../visitors/shops.ts';
import { until } from '../visitors/site.ts';
import { home } from './walk-through.ts';

/** What happens to an order of the demo after it was placed, by what it ends as. */
const fates = {
  'unpaid': async () => undefined,
  'paid': async ({ pay }) => pay(),
  'accepted': async ({ pay, shop, orderId }) => {
    await pay();
    await accept(shop, orderId);
  },
  'shipped': async ({ pay, shop, orderId }) => {
    await pay();
    await accept(shop, orderId);
    await deliver(shop, orderId, 'in-transit');
  },
  'delivered': async ({ pay, shop, orderId }) => {
    await pay();
    await accept(shop, orderId);
    await deliver(shop, orderId);
  },
  'completed': async ({ pay, shop, buyer, orderId }) => {
    await pay();
    await accept(shop, orderId);
    await deliver(shop, orderId);
    await confirmReceipt(buyer, orderId);
  },
  'refunded': async ({ pay, buyer, orderId }) => {
    await pay();
    // What is cancelled before the order knows of its payment is another thing.
    await until(
      `the payment of ${orderId}`,
      async () =>
        (await buyer.call('GET /shop/v1/orders/{orderId}', { orderId })).state === 'awaiting-acceptance' || undefined,
    );
    await buyer.call('POST /shop/v1/orders/{orderId}/cancel', { orderId });
  },
} as const satisfies Record<string, (order: Placed) => Promise<unknown>>;

interface Placed {
  readonly buyer: Visitor;
  readonly shop: Visitor;
  readonly orderId: string;
  readonly pay: () => Promise<void>;
}

/** Buys something of the shops in turn, for each fate once, unless the buyer has bought before. */
export const buyInEachState = async (buyer: Visitor, shops: ReadonlyMap<string, Visitor>): Promise<string[]> => {
  const { call } = buyer;
  if ((await call('GET /shop/v1/orders', {})).items.length > 0) return [];
  const { addressId } = await call('POST /shop/v1/addresses', home);
  const owners = [...shops.values()];
  for (const [i, fate] of (Object.keys(fates) as (keyof typeof fates)[]).entries()) {
    const shop = owners[i % owners.length]!;
    const { items } = await shop.call('GET /merchant/v1/stock', {});
    await call('POST /shop/v1/cart/lines', { skuId: items[i % items.length]!.skuId, quantity: 1 });
    const { total } = await call('POST /shop/v1/checkout/preview', { addressId });
    const { orders: [order], paymentId } = await call('POST /shop/v1/orders', {
      addressId,
      paymentMethod: 'card',
      expectedTotal: total,
    });
    await fates[fate]({ buyer, shop, orderId: order!.orderId, pay: () => payOnPage(buyer, paymentId) });
  }
  return Object.keys(fates);
};

/** Somebody applies for a shop, and nobody has looked at it yet. */
export const applyAndWait = async (applicant: Visitor, plan: ShopPlan): Promise<void> => {
  const before = await unless(applicant.call('GET /merchant/v1/application', {}), 'forbidden', 'no-shop');
  const { company, store, currency } = plan;
  if (!before) await applicant.call('POST /merchant/v1/application', { company, store, currency });
  if (!before || before.state === 'draft') await apply(applicant, plan);
};

/** A listing is submitted, and nobody has looked at it yet. */
export const submitAndWait = async (shop: Visitor, content: Content): Promise<void> => {
  const { items } = await shop.call('GET /merchant/v1/listings', { state: 'in-review' });
  if (items.length > 0) return;
  const { listingId } = await shop.call('POST /merchant/v1/listings', content);
  await shop.call('POST /merchant/v1/listings/{listingId}/submission', { listingId });
};

/** Things of two shops lie in the cart. */
export const fillCart = async ({ call }: Visitor, shops: ReadonlyMap<string, Visitor>): Promise<void> => {
  if ((await call('GET /shop/v1/cart', {})).shops.length > 0) return;
  for (const [i, shop] of [...shops.values()].slice(0, 2).entries()) {
    const { items } = await shop.call('GET /merchant/v1/stock', {});
    // What has no title yet was never on sale.
    const { skuId } = items.findLast(({ title }) => title)!;
    await call('POST /shop/v1/cart/lines', { skuId, quantity: i + 1 });
  }
};

/** Somebody offers what they no longer need, and it is shown. */
export const advertise = async ({ call }: Visitor, { call: review }: Visitor): Promise<void> => {
  if ((await call('GET /shop/v1/my-ads', {})).items.length > 0) return;
  const { adId } = await call('POST /shop/v1/ads', {
    kind: 'offer',
    title: '二手自行车 Bicycle, ridden for two years',
    text: '车况良好，带车锁。自取。\nIn good order, with its lock. To be picked up.',
    place: '上海 Shanghai',
    price: { amount: 38_000, currency: 'CNY' },
    condition: 'good',
  });
  const { submittedAt } = await review('GET /operator/v1/ad-reviews/{adId}', { adId });
  await review('POST /operator/v1/ad-reviews/{adId}/approval', { adId, submittedAt, comment: 'As it should be.' });
};

/** An announcement is drafted, and nobody has been told yet. */
export const announce = async ({ call }: Visitor): Promise<void> => {
  if ((await call('GET /operator/v1/announcements', {})).items.length > 0) return;
  await call('POST /operator/v1/announcements', {
    audience: { of: 'buyers' },
    category: 'news',
    channels: ['mail'],
    words: {
      en: {
        subject: 'Freight over the new year',
        text: 'Parcels that are handed over after 10 February travel once the holidays are over.',
      },
      zh: { subject: '春节期间的配送', text: '2 月 10 日之后交寄的包裹，节后开始运送。' },
    },
    link: '/help/delivery',
  });
};

/** Somebody has said what they think of a page, and waits for an answer. */
export const giveFeedback = async ({ call, login }: Visitor, { call: look }: Visitor): Promise<void> => {
  const { items } = await look('GET /operator/v1/waiting', { limit: 100 });
  if (items.some(({ desk }) => desk === 'feedback')) return;
  await call('POST /shop/v1/feedback', {
    kind: 'idea',
    page: '/en/cart',
    text: 'I would like to keep something for later without having it in the cart.',
    contact: login,
    locale: 'en',
  });
};
