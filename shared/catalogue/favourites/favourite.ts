import * as z from 'zod';
import { Instant } from '../../kernel/values/clock.ts';
import type { AccountId, MerchantId } from '../../kernel/values/ids.ts';
import { Price, type Money } from '../../kernel/values/money.ts';
import { inLocale, type Locale, type LocalText } from '../../kernel/values/text.ts';
import { ListingId } from '../listing.ts';
import { PictureView, pictureView } from '../pictures/picture-view.ts';
import type { ProductCard } from '../product-page.ts';

/** What a buyer wants to find again: as it was then, so that it can be named when it is sold no longer. */
export interface Favourite {
  readonly accountId: AccountId;
  readonly listingId: ListingId;
  readonly merchantId: MerchantId;
  readonly since: Instant;
  readonly title: LocalText;
  readonly image?: string | undefined;
  /** What it cost then. */
  readonly price: Money;
}

export const favouriteOf = (
  accountId: AccountId,
  { listingId, merchantId, title, image, priceFrom }: ProductCard,
  since: Instant,
): Favourite => ({
  accountId,
  listingId,
  merchantId,
  since,
  title,
  ...(image && { image }),
  price: priceFrom,
});

/** A favourite as it is now. */
export const FavouriteView = z.object({
  listingId: ListingId,
  since: Instant,
  title: z.string(),
  image: PictureView.optional(),
  state: z.enum(['on-sale', 'sold-out', 'gone']),
  priceFrom: Price.meta({ description: 'What it costs now; of what is gone, what it cost when it was kept' }),
  cheaperBy: Price.optional().meta({ description: 'How much less it costs now than when it was kept' }),
});

/** @param now its card, where it is still on sale @param available units of all of its SKUs */
export const favouriteView = (
  { listingId, merchantId, since, title, image, price }: Favourite,
  now: ProductCard | undefined,
  available: number,
  locale: Locale,
): z.input<typeof FavouriteView> => {
  const shown = now ?? { title, image, priceFrom: price };
  const less = price.amount - shown.priceFrom.amount;
  return {
    listingId,
    since,
    title: inLocale(shown.title, locale),
    ...(shown.image && { image: pictureView(merchantId, shown.image) }),
    state: !now ? 'gone' : available > 0 ? 'on-sale' : 'sold-out',
    priceFrom: shown.priceFrom,
    ...(less > 0 && shown.priceFrom.currency === price.currency && {
      cheaperBy: { amount: less, currency: price.currency },
    }),
  };
};
