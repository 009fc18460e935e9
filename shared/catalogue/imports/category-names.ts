import { inLocale, Locale } from '../../kernel/values/text.ts';
import type { CategoryId } from '../category.ts';
import type { CategoryEntry } from '../store.ts';

/** Categories as product files name them: from the root down, `Home > Tea ware`. */
export const categoryNames = (tree: readonly CategoryEntry[]) => {
  const names = new Map(tree.map(({ id, name }) => [id, name]));
  const pathOf = ({ path }: CategoryEntry, locale: Locale): string =>
    path.map((id) => inLocale(names.get(id) ?? {}, locale)).join(' > ');
  const leaves = tree.filter(({ state, children }) => state === 'active' && children === 0);
  const keyOf = (name: string): string => name.toLowerCase().replace(/\s*>\s*/g, ' > ').replace(/\s+/g, ' ').trim();
  const byName = Map.groupBy(
    leaves.flatMap((entry) =>
      [...new Set(Locale.options.map((locale) => keyOf(pathOf(entry, locale))))].map((name) => ({ id: entry.id, name }))
    ),
    ({ name }) => name,
  );
  const found = (name: string): CategoryId[] => (byName.get(keyOf(name)) ?? []).map(({ id }) => id);
  const byId = new Map(tree.map((entry) => [entry.id, entry]));
  return {
    /** What a category is called in a file; nothing for one that is not there. */
    nameOf: (id: CategoryId, locale: Locale): string => {
      const entry = byId.get(id);
      return entry ? pathOf(entry, locale) : '';
    },
    /** The leaves that a cell may mean, which may name several: of one name there may be two. */
    named: (cell: string): CategoryId[] => {
      const whole = found(cell);
      return whole.length > 0 ? whole : [...new Set(cell.split(/,/).flatMap(found))];
    },
  };
};
