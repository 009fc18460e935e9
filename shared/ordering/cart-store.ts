import { categories, offers, type Category } from '../catalogue/public.ts';
import { stock } from '../inventory/public.ts';
import { together } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { AccountId, Id, MerchantId, NewId } from '../kernel/values/ids.ts';
import { freightTemplates, quotes, type FreightTemplate } from '../logistics/public.ts';
import { merchants } from '../merchants/public.ts';
import type { Shelf } from './cart-review.ts';
import { cartOf, type Cart, type Item } from './cart.ts';

/** One item a buyer; it tells no facts before it becomes an order. */
export const carts = aggregate<Cart>({ name: 'cart', prefix: 'CART' });

/** What is to be bought: one thing by itself, or else all that is in the buyer's cart. @throws Problem offer-gone, options-invalid */
export const readBasket = Object.assign(
  async (
    buyerId: AccountId,
    item: Item | undefined,
    { now, newId }: { readonly now: Instant; readonly newId: NewId },
  ): Promise<Cart | undefined> =>
    item ? cartOf(buyerId, item, await offers.get(item.skuId), newId('cartLine'), now) : carts.get(buyerId),
  together('basket', carts.get, offers.get),
);

/** Reads a thing for each different id. All that is asked for at the same moment costs one round trip. */
const each = async <K extends string, T>(
  ids: Iterable<K | undefined>,
  read: (id: K) => Promise<T | undefined>,
): Promise<Map<K, T>> => {
  const different = [...new Set(ids)].filter((id) => id !== undefined);
  const found = await Promise.all(different.map(read));
  return new Map(different.flatMap((id, i) => (found[i] === undefined ? [] : [[id, found[i]]])));
};

/** What the shops have to say about a cart. */
export const readShelf = Object.assign(async ({ lines }: Cart): Promise<Shelf> => {
  const [offered, shops, quoted] = await Promise.all([
    each(lines.map(({ skuId }) => skuId), offers.get),
    each(lines.map(({ merchantId }) => merchantId), merchants.get),
    each(lines.map(({ freightQuoteId }) => freightQuoteId), quotes.get),
  ]);
  return { offers: offered, merchants: shops, quotes: quoted };
}, together('shelf', offers.get, merchants.get, quotes.get));

/** How many units of each SKU can be had. */
export const readAvailable = Object.assign(
  ({ lines }: Cart): Promise<Map<Id<'sku'>, number>> => each(lines.map(({ skuId }) => skuId), stock.available),
  together('shelf.available', stock.available),
);

/** What some SKUs are offered at, and how many of each can be had. */
export const readOffered = Object.assign(
  async (items: readonly Item[]): Promise<Pick<Shelf, 'offers'> & { available: Map<Id<'sku'>, number> }> => {
    const skus = items.map(({ skuId }) => skuId);
    const [offered, available] = await Promise.all([each(skus, offers.get), each(skus, stock.available)]);
    return { offers: offered, available };
  },
  together('offered', offers.get, stock.available),
);

/** The freight terms of the shops of a cart. */
export const readFreight = Object.assign(
  ({ lines }: Cart): Promise<Map<MerchantId, FreightTemplate>> =>
    each(lines.map(({ merchantId }) => merchantId), freightTemplates.get),
  together('shelf.freight', freightTemplates.get),
);

/**
 * What a checkout needs to know beside the cart and the address, in one round trip: 24 offers, categories and quotes
 * and 10 shops with their freight are 92 reads, of the 100 that travel together.
 */
export const readMarket = Object.assign(async (cart: Cart): Promise<Market> => {
  const [shelf, freight, remembered] = await Promise.all([
    readShelf(cart),
    readFreight(cart),
    each(cart.lines.map(({ categoryId }) => categoryId), categories.get),
  ]);
  // A listing may have moved to another category since it was put in the cart; only then there is more to read.
  const moved = [...shelf.offers.values()].map(({ categoryId }) => categoryId).filter((categoryId) =>
    !remembered.has(categoryId)
  );
  return { shelf, freight, categories: new Map([...remembered, ...await each(moved, categories.get)]) };
}, together('market', readShelf, readFreight, categories.get));

export interface Market {
  readonly shelf: Shelf;
  readonly freight: ReadonlyMap<MerchantId, FreightTemplate>;
  readonly categories: ReadonlyMap<Id<'category'>, Category>;
}
