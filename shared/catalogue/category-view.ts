import * as z from 'zod';
import { BasisPoints } from '../kernel/values/rate.ts';
import { Locale, localText, inLocale } from '../kernel/values/text.ts';
import { AttributeTemplate } from './attribute.ts';
import { CategoryId, CategoryName, parentOf, type Category } from './category.ts';
import type { CategoryEntry } from './store.ts';

/** What operators see of a category. */
export const CategoryView = z.object({
  categoryId: CategoryId,
  name: CategoryName,
  path: z.array(CategoryId).meta({ description: 'From the root down to the category itself' }),
  leaf: z.boolean(),
  state: z.enum(['active', 'archived']),
  attributes: AttributeTemplate,
  rates: z.array(z.object({ from: z.iso.datetime(), basisPoints: BasisPoints })),
  version: z.int(),
}).meta({ id: 'CategoryView' });

export const categoryView = (
  { id, name, path, children, state, attributes, rates, version }: Category,
): z.input<typeof CategoryView> => ({
  categoryId: id,
  name,
  path: [...path],
  leaf: children === 0,
  state,
  attributes: [...attributes],
  rates: [...rates],
  version,
});

/** What merchants and buyers see of a category. */
export const PublicCategory = z.object({
  categoryId: CategoryId,
  name: localText(80),
  path: z.array(CategoryId),
  leaf: z.boolean(),
  attributes: AttributeTemplate,
});

export const publicCategory = ({ id, name, path, children, attributes }: Category): z.input<typeof PublicCategory> => ({
  categoryId: id,
  name,
  path: [...path],
  leaf: children === 0,
  attributes: [...attributes],
});

/** The public tree, flat: parents before children, siblings by name. */
export const CategoryTree = z.object({
  categories: z.array(
    z.object({
      categoryId: CategoryId,
      parentId: CategoryId.optional(),
      name: z.string(),
      level: z.int(),
      leaf: z.boolean(),
    }),
  ),
});

export const categoryTreeOf = (entries: readonly CategoryEntry[], locale: Locale): z.input<typeof CategoryTree> => ({
  categories: entries.filter(({ state }) => state === 'active')
    .map((entry) => ({
      categoryId: entry.id,
      parentId: parentOf(entry),
      name: inLocale(entry.name, locale),
      level: entry.path.length,
      leaf: entry.children === 0,
    }))
    .toSorted((a, b) => a.level - b.level || a.name.localeCompare(b.name, locale)),
});
