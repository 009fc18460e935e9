import * as category from '../../../functions/catalogue/categories/show-category.ts';
import * as tree from '../../../functions/catalogue/categories/show-category-tree.ts';
import * as products from '../../../functions/catalogue/goods/browse-category.ts';
import { addressOfCategory } from '../addresses.ts';
import More from '../islands/more.island.tsx';
import { page } from '../page.ts';
import { crumbData, Crumbs } from '../parts/crumbs.tsx';
import type { CategoryNode } from '../parts/shell.tsx';
import { Sorted } from '../parts/sorted.tsx';

/** From the root down to a category; empty when it is not in the tree. */
const pathTo = (categories: readonly CategoryNode[], categoryId: string | undefined): CategoryNode[] => {
  const found = categories.find((one) => one.categoryId === categoryId);
  return found ? [...pathTo(categories, found.parentId), found] : [];
};

export default page({
  path: '/c/{slug}-{categoryId}',
  // The category itself says where to go when it is gone.
  shows: { category, tree, products },
  cache: 60,
  address: ({ tree }, { params }) => {
    const found = pathTo(tree.categories, params['categoryId']).at(-1);
    return found && addressOfCategory(found);
  },
  head: ({ tree }, { params, url, w }) => {
    const path = pathTo(tree.categories, params['categoryId']);
    const { name } = path.at(-1)!;
    return {
      title: name,
      description: w.category.description(name),
      jsonLd: [crumbData(path, url)],
    };
  },
}, ({ tree: { categories }, products }, { params, query, w, locale }) => {
  const path = pathTo(categories, params['categoryId']);
  const { name, categoryId } = path.at(-1)!;
  const below = categories.filter(({ parentId }) => parentId === categoryId);
  return (
    <>
      <Crumbs path={path.slice(0, -1)} />
      <h1>{name}</h1>
      {below.length > 0 && (
        <nav class="chips" aria-label={w.category.below}>
          {below.map((one) => <a href={`/${locale}${addressOfCategory(one)}`}>{one.name}</a>)}
        </nav>
      )}
      {products.items.length === 0
        ? (
          <div class="empty">
            <h2>{w.category.empty}</h2>
            <p>{w.category.emptyText}</p>
          </div>
        )
        : (
          <>
            <Sorted by={query['sort']} />
            <More
              route="GET /shop/v1/categories/{categoryId}/products"
              input={{ ...query, categoryId }}
              {...products}
            />
          </>
        )}
    </>
  );
});
