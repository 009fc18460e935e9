/** What programs that go through the market are told (RFC 9309). */
import { Locale } from '../../shared/kernel/values/text.ts';

/** A visitor's own, or put together for one visit; below the language. Nothing for others to find. */
const own = ['account', 'cart', 'checkout', 'orders', 'pay', 'sign-in', 'register', 'forgotten', 'search', 'compare'];

/** `/robots.txt`. @param origin `https://shop.example` */
export const robotsOf = (origin: string): string =>
  [
    'User-agent: *',
    'Allow: /',
    'Disallow: /console/',
    'Disallow: /merchant/',
    'Disallow: /operator/',
    ...Locale.options.flatMap((locale) => own.map((below) => `Disallow: /${locale}/${below}`)),
    '',
    `Sitemap: ${origin}/sitemaps/index.xml`,
    '',
  ].join('\n');
