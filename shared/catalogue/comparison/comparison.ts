import * as z from 'zod';
import { MerchantId } from '../../kernel/values/ids.ts';
import { Price } from '../../kernel/values/money.ts';
import { inLocale, type Locale, type LocalText } from '../../kernel/values/text.ts';
import type { Category } from '../category.ts';
import { ListingId } from '../listing.ts';
import { PictureView } from '../pictures/picture-view.ts';
import { productView, type ProductPage } from '../product-page.ts';

/** As many goods as a screen has room for side by side. */
export const mostCompared = 4;

/** Goods beside each other, as an address names them: `lst_…,lst_…`. */
export const ComparedGoods = z.string().regex(
  new RegExp(`^(?:(?:^|,)lst_[0-9A-HJKMNP-TV-Z]{26}){0,${mostCompared}}$`),
  `must be at the most ${mostCompared} ids of listings, with commas between`,
);

/** Each once. */
export const comparedIds = (goods: string): ListingId[] =>
  [...new Set(goods.split(',').filter(Boolean))] as ListingId[];

const Value = z.union([z.string(), z.number(), z.boolean()]);

export const ComparisonView = z.object({
  goods: z.array(z.object({
    listingId: ListingId,
    title: z.string(),
    image: PictureView.optional(),
    state: z.enum(['on-sale', 'sold-out']),
    priceFrom: Price,
    priceTo: Price,
    merchant: z.object({ merchantId: MerchantId, name: z.string() }),
    shipsWithinDays: z.int(),
  })),
  rows: z.array(z.object({
    name: z.string(),
    values: z.array(Value.nullable()).meta({ description: 'Of each of the goods; null where it says nothing' }),
    differs: z.boolean(),
  })).meta({ description: 'Attributes and options of any of them, by name' }),
});

/** One of the goods, with what is shown beside its page. */
export interface Compared {
  readonly page: ProductPage;
  readonly merchantName: LocalText;
  readonly categories: readonly Category[];
  /** Units, by SKU in the page's order. */
  readonly available: readonly number[];
}

/** What goods have in common and what not: a row for each attribute and option that one of them has. */
export const comparisonView = (all: readonly Compared[], locale: Locale): z.input<typeof ComparisonView> => {
  const goods = all.map(({ page, ...around }) => {
    const { attributes, options, skus, delivery, ...view } = productView(page, around, locale);
    const prices = skus.map(({ price }) => price).toSorted((a, b) => a.amount - b.amount);
    return {
      says: new Map<string, string | number | boolean>([
        ...options.map(({ name, values }) => [name, values.join(', ')] as const),
        ...attributes.map(({ name, value }) => [name, value] as const),
      ]),
      shown: {
        listingId: view.listingId,
        title: view.title,
        ...(view.images[0] && { image: view.images[0] }),
        state: view.state,
        priceFrom: prices[0]!,
        priceTo: prices.at(-1)!,
        merchant: { merchantId: view.merchant.merchantId, name: inLocale(around.merchantName, locale) },
        shipsWithinDays: delivery.shipsWithinDays,
      },
    };
  });
  const names = [...new Set(goods.flatMap(({ says }) => [...says.keys()]))];
  return {
    goods: goods.map(({ shown }) => shown),
    rows: names.map((name) => {
      const values = goods.map(({ says }) => says.get(name) ?? null);
      return { name, values, differs: new Set(values).size > 1 };
    }),
  };
};
