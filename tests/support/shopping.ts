/** Given something to buy and somebody to buy it: shops with goods on sale, and buyers with an address. */
import { ulid } from 'ulid';
import type { Price } from '../../shared/kernel/values/money.ts';
import type * as z from 'zod';
import { settled } from './control.ts';
import { merchant, theReviewer, type Merchant } from './merchants.ts';
import { key, person, theAdmin, type Person } from './people.ts';
import { perFile } from './per-file.ts';

export const brl = (amount: number): z.infer<typeof Price> => ({ amount, currency: 'BRL' });

export const home = {
  name: 'Ana',
  phone: '+5511999990000',
  country: 'BR',
  region: 'SP',
  city: 'São Paulo',
  street: 'Rua A 1',
  postalCode: '01000-000',
};

/** A category with 10 % commission. */
export const theCategory = perFile(async () => {
  const { call } = await theAdmin();
  return (await call('POST /operator/v1/categories', { name: { en: 'Tea ware' }, commissionRate: 1000 }, key()))
    .categoryId;
});

/** A shop that sells: freight is R$ 10.00, and R$ 2.50 for each kilogram begun, all over Brazil. */
export const shop = async (about: Parameters<typeof merchant>[0] = {}): Promise<Merchant> => {
  const one = await merchant(about);
  await one.call('PUT /merchant/v1/freight-template', {
    mode: 'template',
    zones: [{ country: 'BR', base: brl(1000), perKg: brl(250) }],
  });
  await one.call('PUT /merchant/v1/dispatch', { address: { ...home, name: 'Blue Teapot' } });
  return one;
};

export interface Goods {
  readonly listingId: string;
  readonly skuId: string;
}

/** One SKU on sale, of R$ 58.90 and 1.55 kg unless said otherwise. */
export const onSale = async ({ call }: Merchant, { price = 5890, weight = 1550, stock = 10 } = {}): Promise<Goods> => {
  const draft = await call('POST /merchant/v1/listings', {
    title: { en: 'Clay teapot' },
    description: { en: 'Thrown by hand.' },
    categoryId: await theCategory(),
    shipsWithinDays: 3,
    skus: [{ code: ulid(), price: brl(price), weight }],
  }, key());
  const { listingId, skus } = draft;
  const { skuId } = skus[0]!;
  const { submittedAt } = await call('POST /merchant/v1/listings/{listingId}/submission', { listingId });
  await (await theReviewer()).call('POST /operator/v1/listing-reviews/{listingId}/approval', {
    listingId,
    submittedAt: submittedAt!,
    comment: 'Good.',
  });
  await call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', {
    listingId,
    skuId,
    available: stock,
    reason: 'opening',
  });
  return { listingId, skuId };
};

/** The counters of a SKU. */
export const stockOf = async (
  { call }: Merchant,
  { skuId }: Goods,
): Promise<{ available: number; held: number; sold: number }> => {
  const { items } = await call('GET /merchant/v1/stock', {});
  const { available, held, sold } = items.find((one) => one.skuId === skuId)!;
  return { available, held, sold };
};

export interface Buyer extends Person {
  readonly addressId: string;
}

/** Somebody with an address in São Paulo. */
export const buyer = async (): Promise<Buyer> => {
  const one = await person('buyer');
  const { addressId } = await one.call('POST /shop/v1/addresses', home, key());
  return { ...one, addressId };
};

/** Puts goods in the cart. */
export const fill = async ({ call }: Buyer, ...goods: [Goods, number][]): Promise<void> => {
  for (const [{ skuId }, quantity] of goods) await call('POST /shop/v1/cart/lines', { skuId, quantity }, key());
};

/** Places the cart at the total of its preview, with the card that is given. */
export const place = async ({ call, addressId }: Buyer, paymentToken?: string) => {
  const { total } = await call('POST /shop/v1/checkout/preview', { addressId });
  return call('POST /shop/v1/orders', { addressId, paymentMethod: 'card', paymentToken, expectedTotal: total }, key());
};

/** Buys goods with a card that is accepted: the orders, paid. */
export const buy = async (one: Buyer, ...goods: [Goods, number][]) => {
  await fill(one, ...goods);
  const placed = await place(one, 'tok_visa');
  await settled();
  return placed;
};
