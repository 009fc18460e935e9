import type { Answer } from '../../client.ts';
import { useShop } from '../shop.ts';

type Found = Answer<'GET /shop/v1/search'>;
type Query = Readonly<Record<string, string>>;

/** The address of this search with something else: what is undefined is left out, and it begins with the first page. */
export const searchWith = (query: Query, changes: Readonly<Record<string, string | undefined>>): string => {
  const wanted: Record<string, string | undefined> = { ...query, cursor: undefined, ...changes };
  const kept = Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `?${new URLSearchParams(kept)}`;
};

/** The traits that a search asks for: `material:clay,porcelain;origin:yixing`. */
const traitsIn = (attributes: string | undefined): Map<string, string[]> =>
  new Map(
    (attributes ?? '').split(';').filter(Boolean).map((one) => {
      const [key = '', values = ''] = one.split(':');
      return [key, values.split(',')];
    }),
  );

/** The same with one value put in, or taken out when it is there. */
const toggled = (query: Query, key: string, value: string): string | undefined => {
  const traits = traitsIn(query['attributes']);
  const values = traits.get(key) ?? [];
  traits.set(key, values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  return [...traits].filter(([, chosen]) => chosen.length > 0).map(([name, chosen]) => `${name}:${chosen.join(',')}`)
    .join(';') || undefined;
};

interface Choice {
  readonly label: string;
  readonly count: number;
  readonly chosen: boolean;
  readonly to: string;
}

const Facet = ({ name, choices }: { readonly name: string; readonly choices: readonly Choice[] }) => {
  const { count: written } = useShop();
  const chosen = choices.filter((one) => one.chosen);
  if (choices.length === 0) return null;
  return (
    <details class="facet" name="facet">
      <summary>{chosen.length > 0 ? `${name}: ${chosen.map(({ label }) => label).join(', ')}` : name}</summary>
      <ul>
        {choices.map(({ label, count, chosen: on, to }) => (
          <li key={label}>
            <a href={to} rel="nofollow" aria-current={on ? 'true' : undefined}>
              <span>{label}</span>
              <small>{written(count)}</small>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** All that a search can be narrowed by: each choice is an address, so that it needs no script. */
export const Facets = ({ facets, currency, query }: Pick<Found, 'facets' | 'currency'> & { readonly query: Query }) => {
  const { w, money } = useShop();
  const one = (name: string, value: string): { chosen: boolean; to: string } => {
    const chosen = query[name] === value;
    return { chosen, to: searchWith(query, { [name]: chosen ? undefined : value }) };
  };
  const price = ({ from, to }: Found['facets']['prices'][number]): Choice['label'] => {
    const written = (amount: number): string => money({ amount, currency: currency! } as Parameters<typeof money>[0]);
    if (from === undefined) return to === undefined ? w.search.anyPrice : w.search.priceTo(written(to));
    return to === undefined ? w.search.priceFrom(written(from)) : `${written(from)} – ${written(to)}`;
  };
  const traits = traitsIn(query['attributes']);
  const narrowed = ['categoryId', 'merchantId', 'inStock', 'priceFrom', 'priceTo', 'attributes'].filter((name) =>
    query[name]
  );
  return (
    <nav class="facets" aria-label={w.search.narrow}>
      <Facet
        name={w.search.category}
        choices={facets.categories.map(({ categoryId, name, count }) => ({
          label: name,
          count,
          ...one('categoryId', categoryId),
        }))}
      />
      <Facet
        name={w.search.price}
        choices={facets.prices.map((range) => {
          const [from, to] = [range.from?.toString(), range.to?.toString()];
          const chosen = query['priceFrom'] === from && query['priceTo'] === to && (from ?? to) !== undefined;
          return {
            label: price(range),
            count: range.count,
            chosen,
            to: searchWith(
              query,
              chosen ? { priceFrom: undefined, priceTo: undefined } : { priceFrom: from, priceTo: to },
            ),
          };
        })}
      />
      {facets.attributes.map(({ key, name, values }) => (
        <Facet
          key={key}
          name={name}
          choices={values.map(({ value, label, count }) => ({
            label,
            count,
            chosen: traits.get(key)?.includes(value) ?? false,
            to: searchWith(query, { attributes: toggled(query, key, value) }),
          }))}
        />
      ))}
      <Facet
        name={w.search.shop}
        choices={facets.shops.map(({ merchantId, name, count }) => ({
          label: name,
          count,
          ...one('merchantId', merchantId),
        }))}
      />
      {(facets.inStock > 0 || query['inStock']) && (
        <a
          class="facet-switch"
          rel="nofollow"
          href={one('inStock', 'true').to}
          aria-current={query['inStock'] ? 'true' : undefined}
        >
          {w.search.inStock}
        </a>
      )}
      {narrowed.length > 0 && (
        <a
          class="facet-clear"
          rel="nofollow"
          href={searchWith(query, Object.fromEntries(narrowed.map((name) => [name, undefined])))}
        >
          {w.search.clear}
        </a>
      )}
    </nav>
  );
};
