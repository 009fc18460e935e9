import * as z from 'zod';
import { together } from '../kernel/doors/access.ts';
import type { Id, MerchantId } from '../kernel/values/ids.ts';
import { inLocale, type Locale, type LocalText } from '../kernel/values/text.ts';
import { openStore } from '../merchants/public.ts';
import { CategoryId } from './category.ts';
import type { ListingId } from './listing.ts';
import { pages } from './page-store.ts';
import { ofThePlatform } from './pictures/picture-address.ts';
import { PictureView, pictureView } from './pictures/picture-view.ts';
import { CardView, type ProductCard } from './product-page.ts';
import type { Slide } from './rulebooks.ts';
import type { CategoryEntry } from './store.ts';

/** What the home page shows, in one language. */
export const HomeView = z.object({
  slides: z.array(z.object({
    title: z.string(),
    text: z.string().optional(),
    picture: PictureView.optional(),
    to: z.object({ kind: z.enum(['category', 'product', 'shop']), id: z.string(), name: z.string() }),
  })),
  popular: z.array(CardView),
  newest: z.array(CardView),
  categories: z.array(z.object({ categoryId: CategoryId, name: z.string() })).meta({
    description: 'The roots of the tree',
  }),
});

type SlideView = z.input<typeof HomeView>['slides'][number];

/** Slides as they are shown; one that leads to what is not there any more is left out. One round trip. */
export const shownSlides = Object.assign(
  async (slides: readonly Slide[], tree: readonly CategoryEntry[], locale: Locale): Promise<SlideView[]> => {
    const shown = await Promise.all(slides.map(async ({ title, text, to, picture }): Promise<SlideView[]> => {
      const [target, pictured] = await Promise.all([targetOf(to, tree), pictureOf(picture ?? to)]);
      if (!target) return [];
      return [{
        title: inLocale(title, locale),
        ...(text && { text: inLocale(text, locale) }),
        ...(pictured && { picture: pictured }),
        to: { kind: target.kind, id: to, name: inLocale(target.name, locale) },
      }];
    }));
    return shown.flat();
  },
  together('slides.show', pages.card, openStore),
);

interface Target {
  readonly kind: SlideView['to']['kind'];
  readonly name: LocalText;
}

const isListing = (id: string): id is ListingId => id.startsWith('lst_');
const isImage = (id: string): id is Id<'image'> => id.startsWith('img_');
const isShop = (id: string): id is MerchantId => id.startsWith('mer_');

const targetOf = async (to: Slide['to'], tree: readonly CategoryEntry[]): Promise<Target | undefined> => {
  if (isShop(to)) {
    const store = await openStore(to);
    return store && { kind: 'shop', name: store.name };
  }
  if (isListing(to)) {
    const card = await pages.card(to);
    return card && { kind: 'product', name: card.title };
  }
  const category = tree.find(({ id, state }) => id === to && state === 'active');
  return category && { kind: 'category', name: category.name };
};

const pictureOf = async (of: Slide['to'] | NonNullable<Slide['picture']>): Promise<PictureView | undefined> => {
  if (typeof of !== 'string') return pictureView(of.merchantId, of.imageId);
  if (isImage(of)) return pictureView(ofThePlatform, of);
  const card: ProductCard | undefined = isListing(of) ? await pages.card(of) : undefined;
  return card?.image ? pictureView(card.merchantId, card.image) : undefined;
};
