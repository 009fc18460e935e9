import { useState } from 'preact/hooks';

/**
 * What somebody has chosen: it outlives the page, in this tab alone. What is typed into a form is kept by the form. For
 * parts that are never rendered on the server.
 * @returns it, how to change it, and how to forget it
 */
export const useKept = <T extends object>(
  name: string,
  first: T,
): readonly [T, (change: Partial<T>) => void, () => void] => {
  const [kept, keep] = useState<T>(() => ({
    ...first,
    ...JSON.parse(sessionStorage.getItem(name) ?? '{}') as Partial<T>,
  }));
  const change = (changes: Partial<T>): void =>
    keep((before) => {
      const next = { ...before, ...changes };
      sessionStorage.setItem(name, JSON.stringify(next));
      return next;
    });
  return [kept, change, () => sessionStorage.removeItem(name)];
};
