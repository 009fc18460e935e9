import type * as search from '../../../functions/search/search-products.ts';
import { apart } from '../../../shared/kernel/doors/apart.ts';
import { addressOfCategory } from '../addresses.ts';
import Opened from '../islands/opened.island.tsx';
import { page } from '../page.ts';
import { Cards } from '../parts/cards.tsx';
import { Facets, searchWith } from '../parts/facets.tsx';

/** The index of all goods is in the memory of the function that searches, and in no other. */
const found = apart<typeof search>('search/search-products', 'GET /v1/search', {
  q: true,
  sort: true,
  categoryId: true,
  merchantId: true,
  inStock: true,
  priceFrom: true,
  priceTo: true,
  attributes: true,
  locale: true,
  cursor: true,
  limit: true,
});
const orders = ['relevance', 'sales', 'price-up', 'price-down', 'newest'] as const;

export default page({
  path: '/search',
  shows: { found },
  head: (_found, { query, w }) => ({ title: query['q'] ? w.search.title(query['q']) : w.search.empty, hidden: true }),
}, ({ found }, { query, w, locale }) => {
  const { items, count, facets, currency, recommended, cursor, words: readAs, corrected, loose } = found;
  const q = query['q'] ?? '';
  const narrowed = Object.keys(query).some((name) => !['q', 'sort', 'cursor'].includes(name));
  return (
    <>
      <h1 class="found">{q ? w.search.title(q) : w.search.empty}</h1>
      <p class="fine">
        {count > 0 && w.search.count(count, count >= 5000)}
        {corrected && ` ${w.search.corrected(readAs.join(locale === 'zh' ? '' : ' '))}`}
        {loose && ` ${w.search.loose}`}
      </p>
      {(count > 0 || narrowed) && (
        <>
          <Facets facets={facets} currency={currency} query={query} />
          <nav class="sorts" aria-label={w.category.sort}>
            {orders.map((sort) => (
              <a
                key={sort}
                href={searchWith(query, { sort: sort === 'relevance' ? undefined : sort })}
                rel="nofollow"
                aria-current={sort === (query['sort'] ?? 'relevance') ? 'true' : undefined}
              >
                {w.search.orders[sort]}
              </a>
            ))}
          </nav>
        </>
      )}
      {count > 0 && <Opened q={q} query={{ ...query }} items={items} cursor={cursor} />}
      {q && count === 0 && <p class="empty">{w.search.nothing(q)}</p>}
      {recommended && (
        <section class="recommended">
          <h2>
            {recommended.category
              ? (
                <a href={`/${locale}${addressOfCategory(recommended.category)}`}>
                  {w.search.nearest(recommended.category.name)}
                </a>
              )
              : w.home.popular}
          </h2>
          <Cards items={recommended.items} />
        </section>
      )}
    </>
  );
});
