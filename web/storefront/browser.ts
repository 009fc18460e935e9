/** Wakes the islands of a page. */
import { h, hydrate } from 'preact';
import type { Locale } from '../../shared/kernel/values/text.ts';
import type { Island } from './island.tsx';
import { ShopContext, shopOf } from './shop.ts';
import type { Words } from './words/words.ts';

const locale: Locale = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
const beside = (name: string): string => new URL(`./${name}.js`, import.meta.url).href;
const words = import(beside(`words/${locale}`)) as Promise<Record<Locale, Words>>;

const wake = async (element: HTMLElement): Promise<void> => {
  const { island, props } = element.dataset;
  const [{ default: found }, { [locale]: w }] = await Promise.all([
    import(beside(`islands/${island}`)) as Promise<{ default: Island<object> }>,
    words,
  ]);
  hydrate(
    h(ShopContext.Provider, { value: shopOf(locale, w), children: h(found.View, JSON.parse(props!) as object) }),
    element,
  );
  element.dataset['awake'] = '';
};

const sight = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    sight.unobserve(target);
    void wake(target as HTMLElement);
  }
}, { rootMargin: '200px' });

for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
  if (element.dataset['waking'] === 'visible') sight.observe(element);
  else void wake(element);
}
