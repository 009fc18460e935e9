import { useEffect, useRef } from 'preact/hooks';
import { island } from '../island.tsx';
import { Cards, type Card } from '../parts/cards.tsx';
import { useShop } from '../shop.ts';
import { ask } from '../visit.ts';

interface OpenedProps {
  readonly q: string;
  readonly items: readonly Card[];
}

/** Results of a search; which of them is opened is noted, without saying by whom. */
const Opened = ({ q, items }: OpenedProps) => {
  const { locale } = useShop();
  const list = useRef<HTMLDivElement>(null);
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
  }, []);
  return (
    <div class="results" ref={list}>
      <Cards items={items} eager={4} />
    </div>
  );
};

export default island('opened', Opened);
