import { operation } from '../kernel/doors/access.ts';
import { sender } from '../kernel/doors/job.ts';
import { setting } from '../kernel/env.ts';
import { files } from '../kernel/files/bucket.ts';
import { SitemapStep } from './sitemap.ts';

/** What the distribution gives out below `/sitemaps/`. */
export const sitemaps = /* @__PURE__ */ files('web', 'sitemaps');

/** The way to the job that writes one file. */
export const nextSitemap = sender('parts', 'catalogue/write-sitemap', SitemapStep);

/** The origin of the shop front. */
export const siteOrigin = operation(
  'sitemap.site',
  [{ on: 'settings', names: ['SHOP_SITE'] }],
  () => setting('SHOP_SITE'),
);
