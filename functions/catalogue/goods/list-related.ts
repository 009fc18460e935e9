import * as z from 'zod';
import { foundCards } from '../../../shared/catalogue/cards.ts';
import { ListingId } from '../../../shared/catalogue/listing.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { cacheSeconds, mostRelated } from '../../../shared/catalogue/policy.ts';
import { CardView } from '../../../shared/catalogue/product-page.ts';
import { popularIn, rankingIn } from '../../../shared/catalogue/sales-store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary:
    'Lists other goods of the category of a product: what shares most of its tags first, then what sells best, then the newest.',
  route: 'GET /v1/products/{listingId}/related',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ listingId: ListingId, locale: Locale.optional() }),
  answer: { 200: z.object({ items: z.array(CardView) }) },
  problems: ['not-found'],
  touches: [pages.get, popularIn, pages.onShelf, foundCards],
  cache: cacheSeconds.products,
}, async ({ input: { listingId, locale: asked }, locale }) => {
  const page = await pages.get(listingId);
  const categoryId = page?.path.at(-1);
  if (!categoryId) throw new Problem('not-found');
  const own = new Set(page?.card.tags);
  // Twice as many, for some are not on sale any more, and it is among them itself.
  const request = { limit: 2 * mostRelated, newestFirst: true };
  const [best, newest] = await Promise.all([
    popularIn(rankingIn(categoryId), request),
    pages.onShelf(categoryId, 'newest', request),
  ]);
  const others = [...best.items, ...newest.items].filter((one) => one.listingId !== listingId);
  const once = [...new Map(others.map((one) => [one.listingId, one])).values()];
  const cards = await foundCards(once, asked ?? locale, ({ tags = [] }) => tags.filter((tag) => own.has(tag)).length);
  return { items: cards.slice(0, mostRelated) };
});
