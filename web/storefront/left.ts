/** Where a list was left, so that "back" finds it again. */
import { useEffect } from 'preact/hooks';

/** What was kept of a list when its page was left; nothing for whoever has not come back to it. */
export const leftAt = <S>(place: string): S | undefined => {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const kept = entry?.type === 'back_forward' ? sessionStorage.getItem(place) : null;
  return kept === null ? undefined : JSON.parse(kept) as S;
};

/** Keeps this, with how far the page is scrolled, when it is left. In this tab alone. */
export const useLeft = (place: string, what: object): void =>
  useEffect(() => {
    const keep = (): void => sessionStorage.setItem(place, JSON.stringify({ ...what, scroll: scrollY }));
    addEventListener('pagehide', keep);
    return () => removeEventListener('pagehide', keep);
  });

/** Scrolls there once what was kept is drawn. */
export const scrollBack = (scroll: number): void => void requestAnimationFrame(() => scrollTo(0, scroll));
