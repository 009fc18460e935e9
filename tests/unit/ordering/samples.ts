import type { Address } from '../../../shared/identity/public.ts';
import type { Category, Offer } from '../../../shared/catalogue/public.ts';
import type { Instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import type { FreightQuote, FreightTemplate } from '../../../shared/logistics/public.ts';
import type { Merchant } from '../../../shared/merchants/public.ts';
import type { Market } from '../../../shared/ordering/cart-store.ts';
import { addToCart, type Cart } from '../../../shared/ordering/cart.ts';
import { placeOrder, type Checkout } from '../../../shared/ordering/checkout.ts';
import { orderTimes } from '../../../shared/ordering/rulebooks.ts';
import { priceCheckout } from '../../../shared/ordering/pricing.ts';
import { reviewCart } from '../../../shared/ordering/cart-review.ts';

export const now = '2026-11-22T08:00:00.000Z' as Instant;
export const newId = idsAt(now);
export const buyerId = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
/** What holds as long as nothing else is decided. */
export const times = orderTimes.byDefault;
export const brl = (amount: number) => ({ amount, currency: 'BRL' }) as const;

export const address: Address = {
  id: newId('address'),
  name: 'Ana',
  phone: '+5511999990000',
  country: 'BR',
  region: 'SP',
  city: 'São Paulo',
  street: 'Rua A 1',
  postalCode: '01000-000',
  isDefault: true,
};

export const category: Category = {
  id: newId('category'),
  version: 1,
  name: { en: 'Toys' },
  path: [],
  children: 0,
  state: 'active',
  attributes: [],
  rates: [{ from: '2026-01-01T00:00:00.000Z' as Instant, basisPoints: 1000 }],
};

export const merchant = (fields: Partial<Merchant> = {}): Merchant => ({
  id: newId('merchant'),
  version: 1,
  ownerId: buyerId,
  state: 'active',
  currency: 'BRL',
  createdAt: now,
  company: { name: 'Loja', contactPerson: 'Zé', phone: '+5511988880000', email: 'ze@example.com' },
  store: { name: { en: 'Loja' } },
  ...fields,
});

export const offer = (merchantId: Merchant['id'], fields: Partial<Offer> = {}): Offer => ({
  skuId: newId('sku'),
  listingId: newId('listing'),
  merchantId,
  categoryId: category.id,
  code: 'POT-1',
  title: { en: 'Clay pot' },
  price: brl(5890),
  weight: 1550,
  shipsWithinDays: 3,
  onSale: true,
  version: 1,
  ...fields,
});

/** R$ 10.00, and R$ 2.50 for each kilogram begun, all over Brazil. */
export const template = (id: Merchant['id']): FreightTemplate => ({
  id,
  version: 1,
  mode: 'template',
  zones: [{ country: 'BR', base: brl(1000), perKg: brl(250) }],
});

export const answered = ({ merchantId, skuId }: Offer, quantity: number, amount: number): FreightQuote => ({
  id: newId('freightQuote'),
  version: 2,
  buyerId,
  merchantId,
  skuId,
  quantity,
  currency: 'BRL',
  destination: address,
  state: 'answered',
  requestedAt: now,
  timesVersion: 0,
  amount: brl(amount),
  expiresAt: '2026-11-29T08:00:00.000Z' as Instant,
});

export interface Wanted {
  readonly offer: Offer;
  readonly quantity: number;
  readonly quote?: FreightQuote;
}

export const cartOf = (...wanted: Wanted[]): Cart =>
  wanted.reduce<Cart | undefined>(
    (cart, { offer, quantity, quote }) =>
      addToCart(cart, buyerId, { lineId: newId('cartLine'), offer, quantity, quote, freightQuoteId: quote?.id }, now)
        .after,
    undefined,
  )!;

export const marketOf = (merchants: readonly Merchant[], wanted: readonly Wanted[]): Market => ({
  shelf: {
    offers: new Map(wanted.map(({ offer }) => [offer.skuId, offer])),
    merchants: new Map(merchants.map((one) => [one.id, one])),
    quotes: new Map(wanted.flatMap(({ quote }) => (quote ? [[quote.id, quote]] : []))),
  },
  freight: new Map(merchants.map(({ id }) => [id, template(id)])),
  categories: new Map([[category.id, category]]),
});

/** A checkout of two shops: 2 × R$ 58.90 from one, R$ 19.99 with quoted freight of R$ 13.29 from the other. */
export const placed = (): Checkout => {
  const shops = [merchant(), merchant()] as const;
  const quoted = offer(shops[1].id, { price: brl(1999) });
  return placing(shops, [{ offer: offer(shops[0].id), quantity: 2 }, {
    offer: quoted,
    quantity: 1,
    quote: answered(quoted, 1, 1329),
  }]);
};

/** Places what is wanted at the total that the preview shows. */
export const placing = (shops: readonly Merchant[], wanted: readonly Wanted[]): Checkout => {
  const cart = cartOf(...wanted);
  const market = marketOf(shops, wanted);
  const { buyable } = reviewCart(cart, market.shelf, { now, destination: address });
  const expectedTotal = priceCheckout(buyable, 'BRL', market.freight, address).total;
  return placeOrder({ cart, address, market, times, paymentMethod: 'card', expectedTotal }, { now, newId });
};
