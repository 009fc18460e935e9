/** The sellers of a data set: each opens a shop and puts on sale what its orders need. */
import { category, putOnSale, shelvedBefore, stock, type Content } from '../visitors/goods.ts';
import { enter, type Credentials, type Staff, type Visitor } from '../visitors/people.ts';
import { openShop } from '../visitors/shops.ts';
import type { Site } from '../visitors/site.ts';
import { currency, type Order, type Product, type Seller } from './dataset.ts';

/** What a seller has to have on the shelf. */
export interface Supply {
  readonly seller: Seller;
  /** Units by product and then by price: a product that was sold at several prices is a listing with as many SKUs. */
  readonly goods: Map<Product['id'], { readonly product: Product; readonly units: Map<number, number> }>;
}

export interface Shop {
  readonly owner: Visitor;
  /** SKU ids by `skuCode`. */
  readonly skus: ReadonlyMap<string, string>;
}

/** The commission of all categories of the replay. */
const commissionRate = 1000;

/** The shop's own code of a product at a price. */
export const skuCode = (productId: string, price: number): string => `${productId}-${price}`;

/**
 * What the sellers of these orders need for those that are not placed yet; the sellers in the order of their first
 * sale.
 */
export const suppliesFor = (purchases: readonly { readonly order: Order; readonly checkout: unknown }[]): Supply[] => {
  const supplies = new Map<string, Supply>();
  for (
    const { product, seller, price, placed } of purchases.flatMap(({ order: { lines }, checkout }) =>
      lines.map((line) => ({ ...line, placed: !!checkout }))
    )
  ) {
    const supply = supplies.get(seller.id) ?? { seller, goods: new Map() };
    supplies.set(seller.id, supply);
    if (placed) continue;
    const good = supply.goods.get(product.id) ?? { product, units: new Map<number, number>() };
    supply.goods.set(product.id, good);
    good.units.set(price, (good.units.get(price) ?? 0) + 1);
  }
  return [...supplies.values()];
};

/** The platform's categories by those of the data set, with 10 % commission. */
export const openCategories = async (admin: Visitor, names: Iterable<string>): Promise<Map<string, string>> => {
  const root = await category(admin, { en: 'Replay' }, commissionRate);
  const found = new Map<string, string>();
  for (const name of new Set(names)) {
    found.set(name, await category(admin, { en: sentence(name) }, commissionRate, root));
  }
  return found;
};

/** `garden_tools` as people write it. */
const sentence = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

/**
 * Opens a seller's shop, puts on sale what it has not on sale yet, and counts exactly the units that are going to be
 * bought.
 */
export const openSeller = async (
  { seller, goods }: Supply,
  {
    site,
    staff,
    credentials,
    categories,
  }: { site: Site; staff: Staff; credentials: Credentials; categories: ReadonlyMap<string, string> },
): Promise<Shop> => {
  const owner = await enter(site, credentials);
  await openShop(owner, staff, planOf(seller, credentials.login));
  const skus = new Map<string, { listingId: string; skuId: string }>();
  const know = ({ listingId, skus: own }: Awaited<ReturnType<typeof putOnSale>>): void =>
    own.forEach((skuId, code) => skus.set(code, { listingId, skuId }));

  if (!owner.isNew) (await shelvedBefore(owner, staff)).forEach(know);
  for (const { product, units } of goods.values()) {
    const missing = [...units.keys()].filter((price) => !skus.has(skuCode(product.id, price)));
    if (missing.length > 0) {
      know(await putOnSale(owner, staff, contentOf(product, missing, categories.get(product.category)!)));
    }
    for (const [price, count] of units) {
      const { listingId, skuId } = skus.get(skuCode(product.id, price))!;
      await stock(owner, listingId, skuId, count);
    }
  }
  return { owner, skus: new Map([...skus].map(([code, { skuId }]) => [code, skuId])) };
};

const planOf = ({ id, city, state }: Seller, login: string): Parameters<typeof openShop>[2] => {
  const name = `Seller ${id.slice(0, 8)}`;
  const phone = '+5511999990000';
  return {
    company: { name: `${name} Ltda`, contactPerson: name, phone, email: login },
    store: { name: { en: name } },
    currency,
    businessScope: 'Retail trade',
    businessCategory: 'General goods',
    legalRepresentative: { name, identityNumber: id.slice(0, 32).padStart(4, '0') },
    freight: { mode: 'quoted' },
    dispatch: {
      address: {
        name,
        phone,
        country: 'BR',
        region: state,
        city,
        street: 'Rua do Comércio 1',
        postalCode: '01000-000',
      },
    },
    payoutAccount: { token: `acct_${id}`, holder: `${name} Ltda` },
  };
};

const contentOf = (product: Product, prices: readonly number[], categoryId: string): Content => {
  const title = `${sentence(product.category)} ${product.id.slice(0, 8)}`;
  return {
    title: { en: title },
    description: { en: `${title}, as it was sold.` },
    categoryId,
    shipsWithinDays: 5,
    skus: prices.map((price) => ({
      code: skuCode(product.id, price),
      price: { amount: price, currency },
      weight: product.weight,
      size: product.size,
      specs: prices.length > 1 ? [{ name: { en: 'Price' }, value: { en: String(price) } }] : [],
    })),
  };
};
