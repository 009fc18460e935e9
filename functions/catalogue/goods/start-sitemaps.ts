import { firstStep } from '../../../shared/catalogue/sitemap.ts';
import { nextSitemap } from '../../../shared/catalogue/sitemap-store.ts';
import { schedule } from '../../../shared/kernel/doors/schedule.ts';

export const { contract, handler } = schedule({
  summary: 'Has the sitemaps written anew: what search engines are told of categories, shops and products.',
  every: 'day',
  at: '04:30',
  touches: [nextSitemap],
}, async ({ now }) => {
  await nextSitemap([{ key: `sitemap:${now}`, message: firstStep(now) }]);
});
