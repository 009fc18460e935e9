import * as home from '../../../functions/catalogue/goods/show-home.ts';
import { addressOfCategory, addressOfProduct, addressOfShop } from '../addresses.ts';
import { page } from '../page.ts';
import { Cards, type Card } from '../parts/cards.tsx';
import { Picture } from '../parts/picture.tsx';

const targets = {
  category: ({ id, name }: Target) => addressOfCategory({ categoryId: id, name }),
  product: ({ id, name }: Target) => addressOfProduct({ listingId: id, title: name }),
  shop: ({ id, name }: Target) => addressOfShop({ merchantId: id, name }),
};
type Target = { readonly id: string; readonly name: string };

/** What stands beside the welcome where there is room: the first three that have a picture, each once. */
const inTheWindow = (...shelves: readonly (readonly Card[])[]): readonly Card[] =>
  [...new Map(shelves.flat().filter(({ image }) => image).map((one) => [one.listingId, one])).values()].slice(0, 3);

export default page({
  path: '/',
  shows: { home },
  cache: 60,
  head: (_, { w, url }) => ({
    title: w.home.title,
    description: w.home.description,
    jsonLd: [{ '@type': 'Organization', name: w.brand, url: url('/'), description: w.home.description }],
  }),
}, ({ home: { slides, popular, newest, categories } }, { w, locale }) => (
  <>
    <section class="hero">
      <div>
        <h1>{w.home.title}</h1>
        <p>{w.home.lead}</p>
      </div>
      <ul class="window">
        {inTheWindow(popular, newest).map((one) => (
          <li key={one.listingId}>
            <a href={`/${locale}${addressOfProduct(one)}`}>
              <Picture of={one.image} alt={one.title} sizes="(max-width: 60rem) 1px, 200px" />
            </a>
          </li>
        ))}
      </ul>
    </section>
    {slides.length > 0 && (
      <section class="shelf" aria-label={w.home.slides}>
        <ul class="slides" tabIndex={0}>
          {slides.map(({ title, text, picture, to }, i) => (
            <li key={to.id}>
              <a class="slide" href={`/${locale}${targets[to.kind](to)}`}>
                <Picture of={picture} alt="" sizes="(max-width: 39rem) 88vw, 34rem" eager={i === 0} />
                <span class="slide-words">
                  <strong>{title}</strong>
                  {text && <span>{text}</span>}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    )}
    <section class="shelf">
      <h2>{w.home.categories}</h2>
      <div class="chips">
        {categories.map((one) => <a key={one.categoryId} href={`/${locale}${addressOfCategory(one)}`}>{one.name}</a>)}
      </div>
    </section>
    {popular.length > 0 && (
      <section class="shelf">
        <h2>{w.home.popular}</h2>
        <Cards items={popular} eager={slides.length > 0 ? 0 : 4} />
      </section>
    )}
    <section class="shelf">
      <h2>{w.home.newest}</h2>
      {newest.length > 0
        ? (
          <>
            <Cards items={newest} />
            <p class="more">
              <a class="way" href={`/${locale}/new`}>{w.home.newestAll}</a>
            </p>
          </>
        )
        : (
          <div class="empty">
            <p>{w.category.emptyText}</p>
          </div>
        )}
    </section>
  </>
));
