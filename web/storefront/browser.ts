/** Wakes the islands of a page. */
import { h, hydrate, type ComponentType } from 'preact';
import type { Locale } from '../../shared/kernel/values/text.ts';
import feedback from './islands/everywhere/feedback.island.tsx';
import visitor from './islands/everywhere/visitor.island.tsx';
import { ShopContext, shopOf } from './shop.ts';
import { mayBeSignedIn, signInFirst } from './visit.ts';
import type { Words } from './words/words.ts';

const locale: Locale = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
const beside = (name: string): string => new URL(`./${name}.js`, import.meta.url).href;
/** Only what the islands of this page say: the page names the file, so that it comes along with this one. */
const words = import(document.querySelector<HTMLLinkElement>('link#words')!.href) as Promise<Words>;

/** The islands of every page come along (islands/everywhere/); the others are loaded where they are. */
const everywhere: Readonly<Record<string, Loaded>> = { feedback, visitor };
/** What it wants is what the server has noted for it. */
interface Loaded {
  readonly View: unknown;
}
const load = async (name: string): Promise<Loaded> =>
  everywhere[name] ?? (await import(beside(`islands/${name}`)) as { readonly default: Loaded }).default;

const wake = async (element: HTMLElement): Promise<void> => {
  const { island, props } = element.dataset;
  const [{ View }, w] = await Promise.all([load(island!), words]);
  hydrate(
    h(ShopContext.Provider, {
      value: shopOf(locale, w),
      children: h(View as ComponentType<object>, JSON.parse(props!) as object),
    }),
    element,
  );
  element.dataset['awake'] = '';
};

for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
  // What is within another island wakes with that.
  if (element.parentElement?.closest('[data-island]')) continue;
  if (element.dataset['waking'] === 'load' || mayBeSignedIn()) void wake(element);
  else element.onclick = signInFirst;
}

document.querySelector<HTMLElement>('[list]')!.onfocus = () => import(beside('suggestions'));
