import * as list from '../../../../functions/catalogue/ads/list-ads.ts';
import { page } from '../../page.ts';
import { AdCards } from '../../parts/ad-cards.tsx';

/** What people offer each other, and what they look for. */
export default page({
  path: '/ads',
  shows: { list },
  cache: 30,
  head: (_, { w }) => ({ title: w.ads.title, description: w.ads.lead }),
}, ({ list: { items, cursor } }, { query, w, locale }) => {
  const kind = query['kind'] === 'wanted' ? 'wanted' : 'offer';
  return (
    <>
      <h1>{w.ads.title}</h1>
      <p class="soft">{w.ads.lead}</p>
      <p>
        <a class="button" href={`/${locale}/account/ads`}>{w.ads.place}</a>
      </p>
      <nav class="chips" aria-label={w.ads.title}>
        {(['offer', 'wanted'] as const).map((one) => (
          <a key={one} href={`?kind=${one}`} aria-current={one === kind ? 'true' : undefined}>{w.ads.kinds[one]}</a>
        ))}
      </nav>
      {items.length === 0
        ? (
          <div class="empty">
            <h2>{w.ads.none}</h2>
            <p>{w.ads.noneText}</p>
          </div>
        )
        : <AdCards items={items} />}
      {cursor && (
        <p class="more">
          <a class="button quiet" rel="next" href={`?${new URLSearchParams({ kind, cursor })}`}>{w.ads.more}</a>
        </p>
      )}
    </>
  );
});
