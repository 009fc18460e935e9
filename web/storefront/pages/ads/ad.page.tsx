import * as ad from '../../../../functions/catalogue/ads/show-ad.ts';
import AdAnswer from '../../islands/ad-answer.island.tsx';
import { page } from '../../page.ts';
import { Amount, On } from '../../parts/ad-facts.tsx';
import { Picture } from '../../parts/picture.tsx';

/** What one person offers others, or looks for. Whose it is, it does not say. */
export default page({
  path: '/ads/{adId}',
  shows: { ad },
  cache: 15,
  head: ({ ad: { title, text } }, { w }) => ({
    title: `${title} · ${w.ads.title}`,
    description: text.slice(0, 150),
    hidden: true,
  }),
}, ({ ad: { adId, kind, title, text, place, price, condition, images, expiresAt } }, { w, locale }) => (
  <>
    <p>
      <a class="way" href={`/${locale}/ads?kind=${kind}`}>{w.ads.title}: {w.ads.kinds[kind]}</a>
    </p>
    <article class={images.length > 0 ? 'product' : 'prose'}>
      {images.length > 0 && (
        <div>
          {images.map((image, i) => (
            <Picture key={i} of={image} alt={title} sizes="(max-width: 60rem) 100vw, 640px" eager={i === 0} />
          ))}
        </div>
      )}
      <div class="product-side">
        <h1>{title}</h1>
        {price && <Amount of={price} />}
        <dl class="facts">
          <div>
            <dt>{w.ads.where}</dt>
            <dd>{place}</dd>
          </div>
          {condition && (
            <div>
              <dt>{w.ads.condition}</dt>
              <dd>{w.ads.conditions[condition]}</dd>
            </div>
          )}
        </dl>
        <p class="as-typed">{text}</p>
        {expiresAt && <On at={expiresAt} />}
        <AdAnswer adId={adId} />
      </div>
    </article>
  </>
));
