import { useShop } from '../shop.ts';

const orders = [['newest', 'newest'], ['price-up', 'priceUp'], ['price-down', 'priceDown']] as const;

/** The orders in which a list can be seen, each with an address of its own. */
export const Sorted = ({ by = 'newest', title }: { readonly by?: string | undefined; readonly title?: string }) => {
  const { w } = useShop();
  return (
    <div class="list-head">
      {title && <h2>{title}</h2>}
      <nav class="sorts" aria-label={w.category.sort}>
        {orders.map(([sort, word]) => (
          <a key={sort} href={`?sort=${sort}`} rel="nofollow" aria-current={sort === by ? 'true' : undefined}>
            {w.category[word]}
          </a>
        ))}
      </nav>
    </div>
  );
};
