/** What every part of a page can ask for, on the server and in the browser: words, addresses and formats. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Locale, LocalText } from '../../shared/kernel/values/text.ts';
import { formatsOf, type Formats } from '../shared/format.ts';
import type { Words } from './words/words.ts';

export interface Shop extends Formats {
  readonly locale: Locale;
  readonly w: Words;
  /** An address below the language: `to('/cart')` is `/zh/cart`. */
  readonly to: (path: string) => string;
  /** A text in the reader's language, or in the other where there is none. */
  readonly text: (text: LocalText | undefined) => string;
}

export const shopOf = (locale: Locale, w: Words): Shop => ({
  locale,
  w,
  to: (path) => `/${locale}${path === '/' ? '' : path}`,
  text: (text) => text?.[locale] ?? text?.en ?? text?.zh ?? '',
  ...formatsOf(locale),
});

export const ShopContext = createContext<Shop>(undefined as never);
export const useShop = (): Shop => useContext(ShopContext);
