import * as z from 'zod';
import { foundCards } from '../../../shared/catalogue/cards.ts';
import { categoryTreeOf } from '../../../shared/catalogue/category-view.ts';
import { HomeView, shownSlides } from '../../../shared/catalogue/home.ts';
import { pages } from '../../../shared/catalogue/page-store.ts';
import { cacheSeconds } from '../../../shared/catalogue/policy.ts';
import { storefrontHome } from '../../../shared/catalogue/rulebooks.ts';
import { popular, rankingOfAll } from '../../../shared/catalogue/sales-store.ts';
import { presentTree } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows what the shop front opens with: slides, popular and new goods, and the roots of the category tree.',
  route: 'GET /v1/home',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ locale: Locale.optional() }),
  answer: { 200: HomeView },
  touches: [storefrontHome.current, presentTree, popular, pages.newest, shownSlides, foundCards],
  cache: cacheSeconds.products,
}, async ({ input, locale: preferred, now }) => {
  const locale = input.locale ?? preferred;
  const home = await storefrontHome.current(now);
  const [tree, best, latest] = await Promise.all([
    presentTree(),
    home.popular > 0 ? popular(rankingOfAll, { limit: home.popular, newestFirst: true }) : { items: [] },
    home.newest > 0 ? pages.newest({ limit: home.newest }) : { items: [] },
  ]);
  const [slides, popularCards, newest] = await Promise.all([
    shownSlides(home.slides, tree, locale),
    foundCards(best.items, locale),
    foundCards(latest.items, locale),
  ]);
  const roots = categoryTreeOf(tree, locale).categories.filter(({ level }) => level === 1);
  return {
    slides,
    popular: popularCards,
    newest,
    categories: roots.map(({ categoryId, name }) => ({ categoryId, name })),
  };
});
