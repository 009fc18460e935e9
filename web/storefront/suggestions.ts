/** What the search field suggests while somebody types, and what others search for before. Loaded when he is about to type. */
import type { Locale } from '../../shared/kernel/values/text.ts';
import { ask } from './visit.ts';

/** Milliseconds without a key after which it is asked how a query may go on. */
const pause = 150;

const field = document.querySelector<HTMLInputElement>('[list=suggestions]')!;
const locale: Locale = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
let waiting: ReturnType<typeof setTimeout> | undefined;

const suggest = async (): Promise<void> => {
  const q = field.value.trim() || undefined;
  // Without suggestions one searches all the same.
  const found = await ask('GET /shop/v1/search/suggestions', { q, locale }).catch(() => undefined);
  if (!found) return;
  field.list!.replaceChildren(
    // A browser shows only what has the typed letters in it, and Chinese has those of its pinyin nowhere.
    ...(q ? found.completions : found.hot).map((value) =>
      Object.assign(document.createElement('option'), { value, ...(q && !value.includes(q) && { label: q }) })
    ),
  );
};

field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(suggest, pause);
});
void suggest();
