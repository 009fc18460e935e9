import * as products from '../../../functions/catalogue/goods/browse-shop.ts';
import * as store from '../../../functions/merchants/get-store.ts';
import { addressOfShop } from '../addresses.ts';
import More from '../islands/more.island.tsx';
import { page } from '../page.ts';
import { Sorted } from '../parts/sorted.tsx';
import { useShop } from '../shop.ts';

type Named = { readonly name: { readonly zh?: string | undefined; readonly en?: string | undefined } };
const nameIn = ({ name }: Named, locale: 'zh' | 'en'): string => name[locale] ?? name.en ?? name.zh ?? '';

export default page({
  path: '/s/{slug}-{merchantId}',
  shows: { store, products },
  cache: 60,
  address: ({ store }, { locale }) => addressOfShop({ merchantId: store.merchantId, name: nameIn(store, locale) }),
  head: ({ store }, { locale, url, w }) => {
    const name = nameIn(store, locale);
    const intro = nameIn({ name: store.intro ?? {} }, locale);
    return {
      title: name,
      description: intro || `${name}${locale === 'zh' ? '，' : '. '}${w.home.description}`,
      jsonLd: [{
        '@type': 'Organization',
        name,
        ...(intro && { description: intro }),
        url: url(addressOfShop({ merchantId: store.merchantId, name })),
      }],
    };
  },
}, ({ store, products }, { query, w, params }) => {
  const { text } = useShop();
  const name = text(store.name);
  return (
    <>
      <header class="store">
        <span class="shop-initial large" aria-hidden="true">{Array.from(name)[0]}</span>
        <div>
          <h1>{name}</h1>
          <p>{text(store.intro)}</p>
        </div>
      </header>
      {products.items.length === 0
        ? (
          <div class="empty">
            <h2>{w.store.empty}</h2>
          </div>
        )
        : (
          <>
            <Sorted by={query['sort']} title={w.store.goods} />
            <More
              route="GET /shop/v1/shops/{merchantId}/products"
              input={{ ...query, merchantId: params['merchantId']! }}
              {...products}
            />
          </>
        )}
    </>
  );
});
