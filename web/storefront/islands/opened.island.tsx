import { useEffect, useRef, useState } from 'preact/hooks';
import type { Input } from '../../client.ts';
import { island } from '../island.tsx';
import { Cards, type Card } from '../parts/cards.tsx';
import { useShop } from '../shop.ts';
import { ask, askIfMe } from '../visit.ts';

interface Results {
  readonly items: readonly Card[];
  /** Where the next page begins. */
  readonly cursor?: string | undefined;
}

interface OpenedProps extends Results {
  readonly q: string;
  /** By what the page was asked for. */
  readonly query: Readonly<Record<string, string>>;
}

/**
 * Results of a search, the same for everybody until it is known who looks: then they stand by his own habits, unless he has
 * turned that off. Which of them is opened is noted, without saying by whom.
 */
const Opened = ({ q, query, ...everybodys }: OpenedProps) => {
  const { w, to, locale } = useShop();
  const list = useRef<HTMLDivElement>(null);
  const [mine, setMine] = useState<Results>();
  const { items, cursor } = mine ?? everybodys;
  useEffect(() => {
    if ((query['sort'] ?? 'relevance') !== 'relevance') return;
    const asked = { ...query, locale } as Input<'GET /shop/v1/search/mine'>;
    // What everybody sees is shown anyway.
    void askIfMe('GET /shop/v1/search/mine', asked).catch(() => undefined).then((found) =>
      found?.personal && setMine(found)
    );
  }, []);
  useEffect(() => {
    const note = ({ target }: Event): void => {
      const card = (target as Element).closest('li');
      const position = card ? [...card.parentElement!.children].indexOf(card) + 1 : 0;
      const item = items[position - 1];
      if (!item) return;
      // Nobody waits for it, and the page is left meanwhile.
      void ask('POST /shop/v1/search/opened-results', { q, listingId: item.listingId, position, locale }).catch(() =>
        undefined
      );
    };
    const element = list.current!;
    element.addEventListener('click', note);
    return () => element.removeEventListener('click', note);
  }, [items]);
  return (
    <>
      {mine && (
        <p class="fine mine">
          {w.search.mine} <a href={to('/account/profile')}>{w.search.mineOff}</a>
        </p>
      )}
      <div class="results" ref={list}>
        <Cards items={items} eager={4} />
      </div>
      {cursor && (
        <p class="more">
          <a class="button quiet" rel="next nofollow" href={`?${new URLSearchParams({ ...query, cursor })}`}>
            {w.search.more}
          </a>
        </p>
      )}
    </>
  );
};

export default island('opened', Opened);
