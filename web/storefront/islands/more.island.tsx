import { useEffect, useState } from 'preact/hooks';
import type { Input } from '../../client.ts';
import { island } from '../island.tsx';
import { leftAt, scrollBack, useLeft } from '../left.ts';
import { Cards, type Card } from '../parts/cards.tsx';
import { useShop } from '../shop.ts';
import { ask } from '../visit.ts';

/** Lists of goods, all of the same form. */
type Route =
  | 'GET /shop/v1/categories/{categoryId}/products'
  | 'GET /shop/v1/shops/{merchantId}/products'
  | 'GET /shop/v1/products';

interface MoreProps {
  readonly route: Route;
  readonly input: Readonly<Record<string, string>>;
  readonly items: readonly Card[];
  readonly cursor?: string | undefined;
}

/** What this visit has already been shown of a list, so that "back" finds it again. */
interface Seen {
  readonly items: readonly Card[];
  readonly cursor: string | undefined;
  readonly scroll: number;
}

/** A list that grows as it is read, and is found where it was left. */
const More = ({ route, input, items: first, cursor: next }: MoreProps) => {
  const { w, locale } = useShop();
  const [items, setItems] = useState(first);
  const [cursor, setCursor] = useState(next);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const place = `list ${locale} ${route} ${JSON.stringify(input)}`;

  useEffect(() => {
    const seen = leftAt<Seen>(place);
    if (!seen) return;
    setItems(seen.items);
    setCursor(seen.cursor);
    scrollBack(seen.scroll);
  }, []);
  useLeft(place, { items, cursor });

  const load = async (): Promise<void> => {
    setState('loading');
    try {
      const page = await ask(route, { ...input, locale, cursor } as Input<Route>);
      const there = new Set(items.map(({ listingId }) => listingId));
      setItems([...items, ...page.items.filter(({ listingId }) => !there.has(listingId))]);
      setCursor(page.cursor);
      setState('idle');
    } catch {
      setState('failed');
    }
  };

  return (
    <>
      <Cards items={items} eager={4} />
      <p class="more" role="status">
        {cursor
          ? (
            <button type="button" class="button quiet" disabled={state === 'loading'} onClick={load}>
              {state === 'loading' ? w.category.loading : state === 'failed' ? w.forms.retry : w.category.more}
            </button>
          )
          : <span class="fine">{w.category.end}</span>}
      </p>
    </>
  );
};

export default island('more', More);
