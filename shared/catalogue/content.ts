import * as z from 'zod';
import { id, type Id } from '../kernel/ids.ts';
import { Currency, maxPrice, Price } from '../kernel/money.ts';
import { inLocale, localText, type LocalText, prose } from '../kernel/text.ts';
import { AttributeValues } from './attribute.ts';
import { CategoryId } from './category.ts';
import { maxImages, maxSkus } from './policy.ts';

export type SkuId = Id<'sku'>;
export const SkuId = id('sku');
export const ImageId = id('image');

/** Centimetres of the packed goods. */
export const Size = z.strictObject({
  length: z.int().min(1).max(1000),
  width: z.int().min(1).max(1000),
  height: z.int().min(1).max(1000),
});
/** What something costs: more than nothing. */
export const SalePrice = Price.extend({ amount: z.int().min(1).max(maxPrice), currency: Currency });

/** What a merchant says of one SKU. */
export type SkuContent = z.infer<typeof SkuContent>;
export const SkuContent = z.strictObject({
  /** The merchant's own code, unique in the shop. */
  code: z.string().trim().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 visible ASCII characters'),
  price: SalePrice,
  specs: z.array(z.strictObject({ name: localText(40), value: localText(80) })).max(5).default([]),
  weight: z.int().min(0).max(1_000_000).meta({ description: 'Grams, packed' }),
  size: Size.optional(),
});

export type Sku = SkuContent & {
  id: SkuId;
  /** The price that the last review saw. */
  reviewedPrice?: SkuContent['price'];
};

/** What a merchant says of a listing, all at once. */
export type ListingContent = z.infer<typeof ListingContent>;
export const ListingContent = z.strictObject({
  title: localText(200),
  description: localText(5000, prose).optional(),
  categoryId: CategoryId,
  attributes: AttributeValues.default({}),
  shipsWithinDays: z.int().min(1).max(60).meta({
    description: 'Days from payment until the goods are handed to the carrier',
  }),
  images: z.array(ImageId).max(maxImages).default([]).refine(
    (all) => new Set(all).size === all.length,
    'has an image twice',
  ),
  skus: z.array(SkuContent).max(maxSkus).default([])
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'has a code twice'),
});

/** What sets a SKU apart from its siblings, in each language: `Red / XL`. None for a SKU without specifications. */
export const specTextOf = ({ specs }: Pick<SkuContent, 'specs'>): LocalText | undefined => {
  if (specs.length === 0) return undefined;
  const values = specs.map(({ value }) => value);
  return Object.fromEntries(
    (['zh', 'en'] as const)
      .filter((locale) => values.some((value) => value[locale] !== undefined))
      .map((locale) => [locale, values.map((value) => inLocale(value, locale)).join(' / ')]),
  );
};
