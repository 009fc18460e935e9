import type { CategoryEntry, CategoryId } from '../catalogue/public.ts';
import { tellingWords, wordsOf } from './text.ts';

/** The category whose name has most of a query in it, the deepest of those; none that has nothing of it. */
export const nearestCategory = (query: string, tree: readonly CategoryEntry[]): CategoryId | undefined => {
  const asked = new Set(tellingWords(query).flatMap(marksOf));
  const near = tree
    .filter(({ state }) => state === 'active')
    .map(({ id, name, path }) => {
      const marks = new Set([name.zh ?? '', name.en ?? ''].flatMap(wordsOf).flatMap(marksOf));
      return { id, shared: [...marks].filter((mark) => asked.has(mark)).length, depth: path.length };
    })
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared || b.depth - a.depth || (a.id < b.id ? -1 : 1));
  return near[0]?.id;
};

/** Of a Chinese word its characters, of another the letters that its forms have in common. */
const marksOf = (
  word: string,
): string[] => (/\p{Script=Han}/u.test(word) ? [...word] : [word.replace(/(e?s|ing)$/, '')]);
