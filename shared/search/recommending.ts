import type { CategoryEntry, CategoryId } from '../catalogue/public.ts';
import { tellingWords, wordsOf } from './text.ts';

/** The category that most of what was found is in, the deepest of those; none when nothing was found. */
export const categoryOfMost = (
  counted: readonly { readonly categoryId: CategoryId; readonly count: number }[],
  tree: readonly CategoryEntry[],
): CategoryId | undefined => {
  const depths = new Map(tree.map(({ id, path }) => [id, path.length]));
  return counted.toSorted((a, b) =>
    b.count - a.count || (depths.get(b.categoryId) ?? 0) - (depths.get(a.categoryId) ?? 0)
  )[0]
    ?.categoryId;
};

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
