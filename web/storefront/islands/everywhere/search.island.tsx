import { useRef, useState } from 'preact/hooks';
import { island } from '../../island.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useShop } from '../../shop.ts';
import { ask } from '../../visit.ts';

/** Milliseconds without a key after which it is asked how a query may go on. */
const pause = 150;

/** The search field, with suggestions while somebody types, and what others search for before. */
const Search = ({ value }: { readonly value?: string | undefined }) => {
  const { locale } = useShop();
  const [suggestions, suggest] = useState<readonly string[]>([]);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onType = (typed: string): void => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(async () => {
      const q = typed.trim();
      // Without suggestions one searches all the same.
      const found = await ask('GET /shop/v1/search/suggestions', { q: q || undefined, locale }).catch(() => undefined);
      if (found) suggest(q ? found.completions : found.hot);
    }, pause);
  };
  return <SearchField value={value} suggestions={suggestions} onType={onType} />;
};

export default island('search', Search);
