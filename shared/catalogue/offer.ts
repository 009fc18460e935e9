import type { MerchantId } from '../kernel/values/ids.ts';
import type { Money } from '../kernel/values/money.ts';
import type { LocalText } from '../kernel/values/text.ts';
import type { CategoryId } from './category.ts';
import { specTextOf, type SkuContent, type SkuId } from './content.ts';
import type { Listing, ListingId } from './listing.ts';
import type { MadeToOrder } from './made/made-to-order.ts';

/** A SKU as it can be bought: all that a cart and an order need to know of it. */
export interface Offer {
  readonly skuId: SkuId;
  readonly listingId: ListingId;
  readonly merchantId: MerchantId;
  readonly categoryId: CategoryId;
  /** The shop's own code of it. */
  readonly code: string;
  readonly title: LocalText;
  readonly specText?: LocalText | undefined;
  /** The id of the listing's first image. */
  readonly image?: string | undefined;
  readonly price: Money;
  /** Grams. */
  readonly weight: number;
  /** Centimetres. */
  readonly size?: SkuContent['size'];
  /** Of what is made when it is ordered. */
  readonly madeToOrder?: MadeToOrder | undefined;
  /** Days from payment until the goods are handed to the carrier, as the merchant promises; those of making them are among them. */
  readonly shipsWithinDays: number;
  readonly onSale: boolean;
  /** The listing's version. */
  readonly version: number;
}

/** The offers of a listing, one for each SKU. */
export const offersOf = (
  { id: listingId, version, merchantId, categoryId, title, images, skus, shipsWithinDays, madeToOrder, state }: Listing,
): Offer[] =>
  skus.map((sku) => ({
    skuId: sku.id,
    listingId,
    merchantId,
    categoryId,
    code: sku.code,
    title,
    specText: specTextOf(sku),
    image: images[0],
    price: sku.price,
    weight: sku.weight,
    size: sku.size,
    madeToOrder,
    shipsWithinDays: shipsWithinDays + (madeToOrder?.productionDays ?? 0),
    onSale: state === 'on-sale',
    version,
  }));
