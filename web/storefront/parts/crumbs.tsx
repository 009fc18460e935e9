import { addressOfCategory } from '../addresses.ts';
import { useShop } from '../shop.ts';

interface Crumb {
  readonly categoryId: string;
  readonly name: string;
}

/** The way from the market down to here. */
export const Crumbs = ({ path }: { readonly path: readonly Crumb[] }) => {
  const { w, to } = useShop();
  return (
    <nav class="crumbs" aria-label={w.category.path}>
      <ol>
        <li>
          <a href={to('/')}>{w.category.home}</a>
        </li>
        {path.map((one) => (
          <li key={one.categoryId}>
            <a href={to(addressOfCategory(one))}>{one.name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
};

/** The same for search engines (schema.org/BreadcrumbList). */
export const crumbData = (path: readonly Crumb[], url: (below: string) => string): object => ({
  '@type': 'BreadcrumbList',
  itemListElement: path.map((one, i) => ({
    '@type': 'ListItem',
    position: i + 1,
    name: one.name,
    item: url(addressOfCategory(one)),
  })),
});
