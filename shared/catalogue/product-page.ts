import * as z from 'zod';
import type { Instant } from '../kernel/values/clock.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { Price, type Money } from '../kernel/values/money.ts';
import { inLocale, type Locale, type LocalText } from '../kernel/values/text.ts';
import type { AttributeValues } from './attribute.ts';
import { CategoryId, type Category } from './category.ts';
import { isGreen, Packaging, Size, SkuId, specTextOf, tagKeys, type ListingTags, type Sku } from './content.ts';
import { ListingId, type Listing } from './listing.ts';
import { MadeToOrderView, madeToOrderView, type MadeToOrder } from './made/made-to-order.ts';
import { CloseView, closeView, PictureView, videoAddress } from './pictures/picture-view.ts';

/** The read model behind a product page: what buyers see of a listing, built from its events. */
export interface ProductPage {
  readonly listingId: ListingId;
  /** The listing's version that it shows. */
  readonly version: number;
  readonly merchantId: MerchantId;
  /** Only what is on sale can be seen. */
  readonly visible: boolean;
  readonly title: LocalText;
  readonly description: LocalText;
  readonly attributes: AttributeValues;
  /** By what it is looked for, in each language. */
  readonly tags?: ListingTags | undefined;
  readonly packaging?: Packaging | undefined;
  readonly madeToOrder?: MadeToOrder | undefined;
  readonly images: readonly string[];
  readonly video?: string | undefined;
  readonly shipsWithinDays: number;
  readonly skus: readonly Sku[];
  /** The categories under which it is found, from the root down. */
  readonly path: readonly CategoryId[];
  /** When it first went on sale: its place on category pages. */
  readonly since: Instant;
  readonly card: ProductCard;
}

/** What the list of all that is on sale says of a product. */
export type ListedProduct = Pick<ProductCard, 'listingId' | 'merchantId' | 'title'>;

/** What a list of products needs to find a card, and to know whether its shop sells. */
export type Pointer = Pick<ProductCard, 'listingId' | 'merchantId'>;

/** A listing in a list of products. */
export interface ProductCard {
  readonly listingId: ListingId;
  readonly merchantId: MerchantId;
  readonly title: LocalText;
  readonly image?: string | undefined;
  /** As they are compared, of both languages: goods that share them are alike. */
  readonly tags?: readonly string[] | undefined;
  /** The lowest price of its SKUs. */
  readonly priceFrom: Money;
}

/** The page of a listing that has been on sale; none before. */
export const productPageOf = (
  {
    id: listingId,
    version,
    merchantId,
    state,
    title,
    description = {},
    attributes,
    tags,
    packaging,
    madeToOrder,
    images,
    video,
    shipsWithinDays,
    skus,
    onSaleSince,
  }: Listing,
  { path }: Category,
): ProductPage | undefined => {
  if (!onSaleSince || skus.length === 0) return undefined;
  const priceFrom = skus.map(({ price }) => price).reduce((a, b) => (b.amount < a.amount ? b : a));
  return {
    listingId,
    version,
    merchantId,
    visible: state === 'on-sale',
    title,
    description,
    attributes,
    tags,
    packaging,
    madeToOrder,
    images,
    video,
    shipsWithinDays,
    skus,
    path,
    since: onSaleSince,
    card: { listingId, merchantId, title, image: images[0], tags: tags && tagKeys(tags), priceFrom },
  };
};

const StockState = z.enum(['in-stock', 'low', 'sold-out']);
/** At this many units or fewer, buyers are told that little is left. */
const lowStock = 5;
const stockStateOf = (
  available: number,
): z.infer<typeof StockState> => (available === 0 ? 'sold-out' : available <= lowStock ? 'low' : 'in-stock');

/** A product page in one language. */
export const ProductView = z.object({
  listingId: ListingId,
  state: z.enum(['on-sale', 'sold-out']).meta({ description: 'sold-out: nothing is left of any SKU' }),
  title: z.string(),
  description: z.string(),
  images: z.array(CloseView),
  video: z.string().optional().meta({ description: 'The address of a short one below that of the site: MP4' }),
  tags: z.array(z.string()),
  packaging: Packaging.extend({ green: z.boolean() }).optional().meta({ description: 'In what it is sent' }),
  attributes: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) })),
  categories: z.array(z.object({ categoryId: CategoryId, name: z.string() })).meta({
    description: 'From the root down',
  }),
  merchant: z.object({ merchantId: MerchantId, name: z.string() }),
  madeToOrder: MadeToOrderView.optional().meta({ description: 'What its buyer decides of what is made for him' }),
  delivery: z.object({
    shipsWithinDays: z.int().meta({ description: 'With the days in which it is made' }),
  }),
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })).meta({
    description: 'What sets the SKUs apart, and all that there is of it, in the order of the SKUs',
  }),
  skus: z.array(z.object({
    skuId: SkuId,
    price: Price,
    listPrice: Price.optional().meta({ description: 'What it costs elsewhere, by its maker' }),
    spec: z.string().optional(),
    specs: z.array(z.object({ name: z.string(), value: z.string() })).meta({
      description: 'Which of the options it is',
    }),
    weight: z.int(),
    size: Size.optional(),
    stock: StockState,
  })),
});

/** What a page shows besides what its listing says. */
interface Surroundings {
  readonly merchantName: LocalText;
  /** Along the page's path. */
  readonly categories: readonly Category[];
  /** Units, by SKU in the page's order. */
  readonly available: readonly number[];
}

export const productView = (
  {
    listingId,
    title,
    description,
    attributes,
    tags,
    packaging,
    madeToOrder,
    merchantId,
    images,
    video,
    shipsWithinDays,
    skus,
  }: ProductPage,
  { merchantName, categories, available }: Surroundings,
  locale: Locale,
): z.input<typeof ProductView> => {
  const template = categories.at(-1)?.attributes ?? [];
  const specs = skus.map((sku) =>
    sku.specs.map(({ name, value }) => ({ name: inLocale(name, locale), value: inLocale(value, locale) }))
  );
  return {
    listingId,
    state: available.some((units) => units > 0) ? 'on-sale' : 'sold-out',
    title: inLocale(title, locale),
    description: inLocale(description, locale),
    images: images.map((imageId) => closeView(merchantId, imageId)),
    ...(video && { video: videoAddress(merchantId, video) }),
    tags: tags?.[locale] ?? [],
    ...(packaging && { packaging: { ...packaging, green: isGreen(packaging) } }),
    attributes: template.filter(({ key }) => Object.hasOwn(attributes, key)).map(({ key, name, options }) => {
      const value = attributes[key]!;
      const option = options?.find((one) => one.value === value);
      return { name: inLocale(name, locale), value: option ? inLocale(option.name, locale) : value };
    }),
    categories: categories.map(({ id, name }) => ({ categoryId: id, name: inLocale(name, locale) })),
    merchant: { merchantId, name: inLocale(merchantName, locale) },
    ...(madeToOrder && { madeToOrder: madeToOrderView(madeToOrder, (text) => inLocale(text, locale)) }),
    delivery: { shipsWithinDays: shipsWithinDays + (madeToOrder?.productionDays ?? 0) },
    options: [...Map.groupBy(specs.flat(), ({ name }) => name)].map(([name, all]) => ({
      name,
      values: [...new Set(all.map(({ value }) => value))],
    })),
    skus: skus.map((sku, i) => {
      const spec = specTextOf(sku);
      return {
        skuId: sku.id,
        price: sku.price,
        listPrice: sku.listPrice,
        ...(spec && { spec: inLocale(spec, locale) }),
        specs: specs[i]!,
        weight: sku.weight,
        size: sku.size,
        stock: stockStateOf(available[i] ?? 0),
      };
    }),
  };
};

/** A product in a list, in one language. */
export const CardView = z.object({
  listingId: ListingId,
  merchantId: MerchantId,
  shopName: z.string(),
  title: z.string(),
  image: PictureView.optional(),
  priceFrom: Price,
}).meta({ id: 'CardView' });
