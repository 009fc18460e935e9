/** What a person has chosen for this browser: the language and light or dark. Kept, for it is nobody's secret. */
import { useSyncExternalStore } from 'react';
import type { Locale } from '../../../shared/kernel/values/text.ts';

interface Look {
  readonly locale: Locale;
  readonly dark: boolean;
}

const stored = (): Partial<Look> => {
  try {
    return JSON.parse(localStorage.getItem('look') ?? '{}') as Partial<Look>;
  } catch {
    return {};
  }
};

let look: Look = {
  locale: navigator.language.startsWith('zh') ? 'zh' : 'en',
  dark: matchMedia('(prefers-color-scheme: dark)').matches,
  ...stored(),
};
const listeners = new Set<() => void>();

const show = (): void => {
  document.documentElement.lang = look.locale;
  document.documentElement.style.colorScheme = look.dark ? 'dark' : 'light';
};
show();

export const choose = (changes: Partial<Look>): void => {
  look = { ...look, ...changes };
  localStorage.setItem('look', JSON.stringify(look));
  show();
  for (const listener of listeners) listener();
};

export const useLook = (): Look =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => look);

const phone = matchMedia('(max-width: 640px)');

/** Whether the window is as narrow as a phone's, as styles have it. */
export const useNarrow = (): boolean =>
  useSyncExternalStore((listener) => {
    phone.addEventListener('change', listener);
    return () => phone.removeEventListener('change', listener);
  }, () => phone.matches);

export const useDark = (): boolean => useLook().dark;
