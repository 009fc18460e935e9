import type * as z from 'zod';
import { together } from '../kernel/doors/access.ts';
import { inLocale, type Locale } from '../kernel/values/text.ts';
import { openStore } from '../merchants/public.ts';
import { pages } from './page-store.ts';
import { pictureView } from './pictures/picture-view.ts';
import type { CardView, Pointer, ProductCard } from './product-page.ts';

/** Cards as everybody may see them, in one language; those of shops that do not sell are left out. */
export const shownCards = Object.assign(
  async (cards: readonly ProductCard[], locale: Locale): Promise<z.input<typeof CardView>[]> => {
    const shown = await Promise.all(cards.map(async ({ listingId, merchantId, title, image, priceFrom }) => {
      const store = await openStore(merchantId);
      if (!store) return [];
      return [{
        listingId,
        merchantId,
        shopName: inLocale(store.name, locale),
        title: inLocale(title, locale),
        image: image ? pictureView(merchantId, image) : undefined,
        priceFrom,
      }];
    }));
    return shown.flat();
  },
  together('cards.show', openStore),
);

/**
 * The same of cards that have to be found first; those that are not on sale any more are left out. One round trip.
 * @param rank puts cards of a higher number first, and leaves the order of others
 */
export const foundCards = Object.assign(
  async (
    pointers: readonly Pointer[],
    locale: Locale,
    rank: (card: ProductCard) => number = () => 0,
  ): Promise<z.input<typeof CardView>[]> => {
    const [cards] = await Promise.all([
      Promise.all(pointers.map(({ listingId }) => pages.card(listingId))),
      // Asked for now, they travel along, and are remembered when the cards are shown.
      ...pointers.map(({ merchantId }) => openStore(merchantId)),
    ]);
    const found = cards.filter((card) => card !== undefined);
    return shownCards(found.toSorted((a, b) => rank(b) - rank(a)), locale);
  },
  together('cards.find', pages.card, shownCards),
);
