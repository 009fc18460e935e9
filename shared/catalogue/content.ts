import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { id, type Id } from '../kernel/values/ids.ts';
import { Currency, maxPrice, Price } from '../kernel/values/money.ts';
import { BasisPoints } from '../kernel/values/rate.ts';
import { inLocale, Locale, localText, type LocalText, prose, title } from '../kernel/values/text.ts';
import { AttributeValues } from './attribute.ts';
import { CategoryId } from './category.ts';
import { MadeToOrder } from './made/made-to-order.ts';
import { maxImages, maxSkus, maxTags } from './policy.ts';

export type SkuId = Id<'sku'>;
export const SkuId = id('sku');
export const ImageId = id('image');
export const VideoId = id('video');

/** Centimetres of the packed goods. */
export const Size = z.strictObject({
  length: z.int().min(1).max(1000),
  width: z.int().min(1).max(1000),
  height: z.int().min(1).max(1000),
});
/** What something costs: more than nothing. */
export const SalePrice = Price.extend({ amount: z.int().min(1).max(maxPrice), currency: Currency });

/** As long as Shopify lets it be. */
export const ListingTitle = localText(255);

/**
 * By what codes are compared: composed (NFC), without case, with single spaces, without what cannot be seen. `Tee-1` and
 * `TEE-1` are one code.
 */
export const codeKey = (code: string): string =>
  code.replace(/\p{DI}/gu, '').normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/** What a merchant says of one SKU. */
export type SkuContent = z.infer<typeof SkuContent>;
export const SkuContent = z.strictObject({
  /** The merchant's own code in any script, unique in the shop as `codeKey` compares. */
  code: title(64),
  price: SalePrice,
  listPrice: SalePrice.optional().meta({
    description: 'What it costs elsewhere, by its maker: shown struck through beside the price',
  }),
  specs: z.array(z.strictObject({ name: localText(40), value: localText(80) })).max(5).default([]),
  weight: z.int().min(0).max(1_000_000).meta({ description: 'Grams, packed' }),
  size: Size.optional(),
});

export type Sku = SkuContent & {
  id: SkuId;
  /** The price that the last review saw. */
  reviewedPrice?: SkuContent['price'];
  /** What it will cost from a moment on. An edit drops it, with the price that it was measured by. */
  nextPrice?: NextPrice | undefined;
};

/** A price that has been decided and does not hold yet. */
export type NextPrice = z.infer<typeof NextPrice>;
export const NextPrice = z.strictObject({ price: SalePrice, from: Instant });

/** By what tags are compared and found: width, case, spaces and what cannot be seen do not count. */
export const tagKey = (tag: string): string =>
  tag.replace(/\p{DI}/gu, '').normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

const tags = z.array(title(30)).max(maxTags).refine(
  (all) => new Set(all.map(tagKey)).size === all.length,
  'has a tag twice',
);

/** By what goods are looked for in each language, in the shop's own words; the weightiest first. */
export type ListingTags = z.infer<typeof ListingTags>;
export const ListingTags = z.strictObject({ zh: tags.default([]), en: tags.default([]) });

/** The tags of both languages as they are compared, each once. */
export const tagKeys = ({ zh, en }: ListingTags): string[] => [...new Set([...zh, ...en].map(tagKey))];

/** Without which some goods cannot be sold: a food licence, a registration of a device. They come off sale when it ends. */
export const Permit = z.strictObject({ number: title(80), expiresAt: Instant });

/** In what goods are sent. */
export type Packaging = z.infer<typeof Packaging>;
export const Packaging = z.strictObject({
  material: z.enum(['paper', 'cloth', 'wood', 'plastic', 'unpacked']),
  recycled: BasisPoints.meta({ description: 'The share of it that was something else before' }),
  returnable: z.boolean().meta({ description: 'The shop takes it back and uses it again' }),
});

/** Whether packaging is green: no plastic, and none at all, or used again, or at least half of it recycled. */
export const isGreen = ({ material, recycled, returnable }: Packaging): boolean =>
  material !== 'plastic' && (material === 'unpacked' || returnable || recycled >= 5_000);

/** What a merchant says of a listing, all at once. */
export type ListingContent = z.infer<typeof ListingContent>;
export const ListingContent = z.strictObject({
  title: ListingTitle,
  description: localText(20_000, prose).optional(),
  categoryId: CategoryId,
  attributes: AttributeValues.default({}),
  tags: ListingTags.optional(),
  permit: Permit.optional(),
  packaging: Packaging.optional(),
  madeToOrder: MadeToOrder.optional().meta({ description: 'Of what is made when it is ordered' }),
  shipsWithinDays: z.int().min(1).max(60).meta({
    description: 'Days from payment until the goods are handed to the carrier',
  }),
  images: z.array(ImageId).max(maxImages).default([]).refine(
    (all) => new Set(all).size === all.length,
    'has an image twice',
  ),
  video: VideoId.optional().meta({
    description: 'A short one, played beside the pictures; the first of them announces it',
  }),
  skus: z.array(SkuContent).max(maxSkus).default([])
    .refine((all) => new Set(all.map(({ code }) => codeKey(code))).size === all.length, 'has a code twice'),
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

/** As specifications are compared: by what can be told apart when it is read. */
const plain = (text: string): string =>
  text.replace(/\p{DI}/gu, '').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** What sets a SKU apart in one language: its options, in whatever order; and what buyers are shown, the values in theirs. */
const marksOf = ({ specs }: Pick<SkuContent, 'specs'>, locale: Locale): string[] => {
  const read = specs.map(({ name, value }) => [plain(inLocale(name, locale)), plain(inLocale(value, locale))] as const);
  return [
    read.map(([name, value]) => `${name}=${value}`).toSorted().join('\n'),
    read.map(([, value]) => value).join(' / '),
  ];
};

/**
 * The SKUs of a listing that somebody could not tell from another, in one of the languages: those without any
 * specification, and those with the same.
 */
export const indistinct = (
  skus: readonly Pick<SkuContent, 'specs'>[],
): { readonly place: number; readonly message: string }[] => {
  if (skus.length < 2) return [];
  const marks = skus.map((sku) => Locale.options.flatMap((locale) => marksOf(sku, locale)));
  return skus.flatMap(({ specs }, place) => {
    if (specs.length === 0) {
      return [{ place, message: 'It has no option with a name and a value that tells it from its siblings' }];
    }
    const own = marks[place]!;
    return marks.slice(0, place).some((others) => others.some((mark, i) => mark === own[i]))
      ? [{ place, message: 'Another variant has the same options' }]
      : [];
  });
};
