import * as returns from '../../../functions/after-sales/show-return-policy.ts';
import * as alike from '../../../functions/catalogue/goods/list-related.ts';
import * as product from '../../../functions/catalogue/goods/show-product.ts';
import { termsFor } from '../../../shared/after-sales/terms.ts';
import { minorDigits } from '../../../shared/kernel/values/currencies.ts';
import { addressOfProduct, addressOfShop } from '../addresses.ts';
import Buy from '../islands/buy.island.tsx';
import Gallery from '../islands/gallery.island.tsx';
import Heart from '../islands/heart.island.tsx';
import { page } from '../page.ts';
import { Cards } from '../parts/cards.tsx';
import { crumbData, Crumbs } from '../parts/crumbs.tsx';

export default page({
  path: '/p/{slug}-{listingId}',
  shows: { product },
  later: { alike, returns },
  cache: 60,
  address: ({ product }) => addressOfProduct(product),
  head: ({ product: { title, description, images, skus, merchant, categories, listingId } }, { url }) => ({
    title,
    description,
    image: images[0]?.large,
    jsonLd: [
      {
        '@type': 'Product',
        name: title,
        description,
        image: images.map(({ large }) => new URL(large, url('/')).href),
        sku: listingId,
        brand: { '@type': 'Organization', name: merchant.name },
        offers: skus.map(({ skuId, price, stock }) => ({
          '@type': 'Offer',
          sku: skuId,
          price: (price.amount / 10 ** minorDigits[price.currency]).toFixed(minorDigits[price.currency]),
          priceCurrency: price.currency,
          availability: `https://schema.org/${stock === 'sold-out' ? 'OutOfStock' : 'InStock'}`,
          seller: { '@type': 'Organization', name: merchant.name },
        })),
      },
      crumbData(categories, url),
    ],
  }),
}, ({ product, alike, returns }, { w, locale }) => {
  const {
    title,
    description,
    images,
    video,
    attributes,
    tags,
    packaging,
    categories,
    merchant,
    delivery,
    options,
    skus,
    madeToOrder,
  } = product;
  return (
    <>
      <Crumbs path={categories} />
      <div class="product">
        <div>
          <Gallery images={images} title={title} />
          {video && (
            <video
              class="film"
              src={video}
              poster={images[0]?.large}
              controls
              playsinline
              preload="none"
              aria-label={w.productPage.film(title)}
            />
          )}
        </div>
        <div class="product-side">
          <div class="title-row">
            <h1>{title}</h1>
            <Heart listingId={product.listingId} title={title} />
          </div>
          <Buy
            listingId={product.listingId}
            options={options}
            skus={skus}
            made={madeToOrder && { options: madeToOrder.options, wording: w.made }}
          />
          <ul class="promises">
            <li>{w.productPage.ships(delivery.shipsWithinDays)}</li>
            {madeToOrder && <li>{w.productPage.made(madeToOrder.productionDays)}</li>}
            <li>{w.product.held}</li>
            {returns && (
              <li>
                <a class="way" href={`/${locale}/returns`}>
                  {w.returnPolicy.promise(termsFor(returns, categories.map(({ categoryId }) => categoryId)).days)}
                </a>
              </li>
            )}
            {packaging && <li>{w.productPage.packed(packaging)}</li>}
          </ul>
          <p class="fine">{w.product.freightLater}</p>
          <p>
            <a class="way" href={`/${locale}/compare?goods=${product.listingId}`}>{w.compare.link}</a>
          </p>
          <a class="shop-card" href={`/${locale}${addressOfShop(merchant)}`}>
            <span class="shop-initial" aria-hidden="true">{Array.from(merchant.name)[0]}</span>
            <span>
              <small>{w.productPage.soldBy}</small>
              {merchant.name}
            </span>
            <span class="shop-visit">{w.productPage.visitShop}</span>
          </a>
        </div>
      </div>
      <section class="about">
        {description.split('\n').filter(Boolean).map((paragraph) => <p>{paragraph}</p>)}
        {attributes.length > 0 && (
          <>
            <h2>{w.productPage.details}</h2>
            <dl class="facts">
              {attributes.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value === true ? '✓' : value === false ? '–' : String(value)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
        {tags.length > 0 && (
          <ul class="tags" aria-label={w.productPage.tags}>
            {tags.map((tag) => <li key={tag}>{tag}</li>)}
          </ul>
        )}
      </section>
      {alike && alike.items.length > 0 && (
        <section class="shelf">
          <h2>{w.productPage.alike}</h2>
          <Cards items={alike.items} />
        </section>
      )}
    </>
  );
});
