import { changed, created, type Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { id, type Id } from '../kernel/values/ids.ts';
import { Overtaken, Problem } from '../kernel/problems.ts';
import { holdingAt, withNext } from '../kernel/values/rate.ts';
import { localText, type LocalText } from '../kernel/values/text.ts';
import type { Attribute } from './attribute.ts';
import { categoryArchived, categoryChanged, categoryCreated, categoryMoved, commissionRateSet } from './events.ts';
import { maxLevels } from './policy.ts';

export type CategoryId = Id<'category'>;
export const CategoryId = id('category');
export const CategoryName = localText(80);
/** A commission rate in basis points, from a moment on, until the next one begins. */
export interface Rate {
  readonly from: Instant;
  readonly basisPoints: number;
}

/** A node of the category tree. Listings hang on its leaves. */
export interface Category {
  readonly id: CategoryId;
  readonly version: number;
  readonly name: LocalText;
  /** From the root down to the category itself. */
  readonly path: readonly CategoryId[];
  /** How many active sub-categories it has; changed in the transaction that adds or takes one. */
  readonly children: number;
  readonly state: 'active' | 'archived';
  readonly attributes: readonly Attribute[];
  /** Oldest first. */
  readonly rates: readonly Rate[];
}

export const parentOf = ({ path }: Pick<Category, 'path'>): CategoryId | undefined => path.at(-2);

/**
 * The commission rate in force at a moment, in basis points.
 * @throws Problem category-unknown before the category existed
 */
export const rateOn = ({ rates }: Category, at: Instant): number => {
  const rate = holdingAt(rates, at);
  if (!rate) throw new Problem('category-unknown', `It has no commission rate on ${at}`);
  return rate.basisPoints;
};

/** The category, if listings can be put there. @throws Problem category-unknown */
export const mustBeLeaf = (category: Category | undefined): Category => {
  if (category?.state !== 'active' || category.children > 0) throw new Problem('category-unknown');
  return category;
};

export interface NewCategory {
  readonly name: LocalText;
  readonly attributes: readonly Attribute[];
  readonly commissionRate: number;
}

/**
 * Adds a category below `parent`, or a root. Returns its change first, then the parent's.
 * @throws Problem category-unknown when the parent is archived, category-too-deep
 */
export const createCategory = (
  categoryId: CategoryId,
  { name, attributes, commissionRate }: NewCategory,
  parent: Category | undefined,
  now: Instant,
): Change<Category>[] => {
  const path = pathBelow(parent, categoryId);
  return [
    created<Category>({
      id: categoryId,
      name,
      path,
      children: 0,
      state: 'active',
      attributes,
      rates: [{ from: now, basisPoints: commissionRate }],
    }, categoryCreated({ categoryId, path })),
    ...(parent ? [withChildren(parent, 1)] : []),
  ];
};

/** Changes the name or the attribute template. Listings that are on sale keep what was reviewed. */
export const changeCategory = (
  category: Category,
  fields: Partial<Pick<Category, 'name' | 'attributes'>>,
): Change<Category> => changed<Category>(category, fields, categoryChanged({ categoryId: category.id }));

/**
 * Sets the commission rate from a moment on; what was to begin then or later is dropped, so that a mistake can be put
 * right before it counts. Orders placed before keep theirs.
 * @throws Problem rate-in-the-past
 */
export const setRate = (category: Category, rate: Rate, now: Instant): Change<Category> =>
  changed<Category>(
    category,
    { rates: withNext(category.rates, rate, now) },
    commissionRateSet({ categoryId: category.id, ...rate }),
  );

/**
 * Moves a category with all that is below it under another parent, or makes it a root.
 * @param below every category below it, archived ones as well
 * @throws Problem category-unknown when the new parent is archived or below the category itself, category-too-deep,
 *   conflict when `below` does not hold all
 */
export const moveCategory = (
  category: Category,
  { below, from, to }: { below: readonly Category[]; from: Category | undefined; to: Category | undefined },
): Change<Category>[] => {
  if (to?.path.includes(category.id)) throw new Problem('category-unknown', 'A category cannot move below itself');
  if (from?.id === to?.id) return [];
  const counted = [category, ...below].reduce((sum, { children }) => sum + children, 0);
  if (counted !== below.filter(({ state }) => state === 'active').length) {
    throw new Overtaken('The tree is changing at this moment');
  }
  const path = pathBelow(to, category.id);
  const moved = below.map((one) =>
    changed<Category>(one, { path: checked([...path, ...one.path.slice(category.path.length)]) })
  );
  return [
    changed<Category>(category, { path }, categoryMoved({ categoryId: category.id, path })),
    ...moved,
    ...(from ? [withChildren(from, -1)] : []),
    ...(to ? [withChildren(to, 1)] : []),
  ];
};

/**
 * Takes a category without sub-categories out of the tree. Its listings can still be bought.
 * @throws Problem category-in-use when it has active sub-categories, illegal-step when it is archived already
 */
export const archiveCategory = (category: Category, parent: Category | undefined): Change<Category>[] => {
  if (category.children > 0) throw new Problem('category-in-use');
  if (category.state === 'archived') throw new Problem('illegal-step', 'The category is archived already');
  return [
    changed<Category>(category, { state: 'archived' }, categoryArchived({ categoryId: category.id })),
    ...(parent ? [withChildren(parent, -1)] : []),
  ];
};

const withChildren = (parent: Category, more: 1 | -1): Change<Category> =>
  changed<Category>(parent, { children: parent.children + more });

const pathBelow = (parent: Category | undefined, categoryId: CategoryId): CategoryId[] => {
  if (parent?.state === 'archived') throw new Problem('category-unknown', 'The parent category is archived');
  return checked([...(parent?.path ?? []), categoryId]);
};

const checked = (path: CategoryId[]): CategoryId[] => {
  if (path.length > maxLevels) throw new Problem('category-too-deep', `At the most ${maxLevels} levels`);
  return path;
};
