import * as products from '../../../functions/catalogue/goods/list-newest.ts';
import More from '../islands/more.island.tsx';
import { page } from '../page.ts';

/** What shops have put on the shelf lately. */
export default page({
  path: '/new',
  shows: { products },
  cache: 60,
  head: (_, { w }) => ({ title: w.home.newest, description: w.home.newestText }),
}, ({ products }, { query, w }) => (
  <>
    <h1>{w.home.newest}</h1>
    <p>{w.home.newestText}</p>
    {products.items.length === 0
      ? (
        <div class="empty">
          <p>{w.category.emptyText}</p>
        </div>
      )
      : <More route="GET /shop/v1/products" input={query} {...products} />}
  </>
));
