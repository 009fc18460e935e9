import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  archiveCategory,
  moveCategory,
  mustBeLeaf,
  rateOn,
  setRate,
  type Category,
} from '../../../shared/catalogue/category.ts';
import { categoryTreeOf } from '../../../shared/catalogue/category-view.ts';
import { after, days, type Instant } from '../../../shared/kernel/values/clock.ts';
import { below, category, now, refusalOf } from './samples.ts';

const levels = (count: number): Category[] => {
  const chain: Category[] = [];
  for (let level = 0; level < count; level += 1) {
    const [child, parent] = below(chain.at(-1));
    if (parent) chain[chain.length - 1] = parent;
    chain.push(child);
  }
  return chain;
};

describe('the tree', () => {
  it('has at most five levels, and counts sub-categories [CAT-06]', () => {
    const chain = levels(5);
    expect(chain.map(({ path, children }) => [path.length, children])).toEqual([[1, 1], [2, 1], [3, 1], [4, 1], [
      5,
      0,
    ]]);
    expect(refusalOf(() => below(chain.at(-1)))).toBe('category-too-deep');
  });

  it('takes listings on active leaves only [CAT-06]', () => {
    const [root, leaf] = levels(2);
    expect(mustBeLeaf(leaf)).toBe(leaf);
    for (const other of [undefined, root, { ...leaf!, state: 'archived' as const }]) {
      expect(refusalOf(() => mustBeLeaf(other))).toBe('category-unknown');
    }
  });

  it('moves a category with all that is below it [CAT-06]', () => {
    const [root, middle, leaf] = levels(3);
    const [other] = below(undefined);
    const changes = moveCategory(middle!, { below: [leaf!], from: root, to: other });
    expect(changes.map(({ after: { id, path, children } }) => [id, path, children])).toEqual([
      [middle!.id, [other.id, middle!.id], 1],
      [leaf!.id, [other.id, middle!.id, leaf!.id], 0],
      [root!.id, [root!.id], 0],
      [other.id, [other.id], 1],
    ]);
    expect(moveCategory(middle!, { below: [leaf!], from: root, to: root })).toEqual([]);
  });

  it('refuses to move a category below itself, too deep, or while the tree changes [CAT-06]', () => {
    const [root, middle, leaf] = levels(3);
    expect(refusalOf(() => moveCategory(middle!, { below: [leaf!], from: root, to: leaf }))).toBe('category-unknown');
    expect(refusalOf(() => moveCategory(middle!, { below: [leaf!], from: root, to: levels(4).at(-1) }))).toBe(
      'category-too-deep',
    );
    expect(refusalOf(() => moveCategory(middle!, { below: [], from: root, to: undefined }))).toBe('conflict');
  });

  it('gives up only what has nothing below it [CAT-06]', () => {
    const [root, leaf] = levels(2);
    expect(refusalOf(() => archiveCategory(root!, undefined))).toBe('category-in-use');
    const [archived, parent] = archiveCategory(leaf!, root);
    expect([archived!.after.state, parent!.after.children]).toEqual(['archived', 0]);
    expect(refusalOf(() => archiveCategory(archived!.after, parent!.after))).toBe('illegal-step');
  });

  it('shows parents before children, in the language asked for, without what is archived [CAT-06]', () => {
    const [root, leaf] = levels(2);
    const entries = [{ ...leaf!, name: { zh: '陶罐', en: 'Pots' } }, { ...root!, name: { en: 'Home' } }, {
      ...category,
      state: 'archived' as const,
    }];
    expect(
      categoryTreeOf(entries, 'zh').categories.map((
        { name, level, leaf: isLeaf, parentId },
      ) => [name, level, isLeaf, parentId]),
    )
      .toEqual([['Home', 1, false, undefined], ['陶罐', 2, true, root!.id]]);
  });
});

describe('the commission rate', () => {
  it('is the one in force at the moment of the sale [RVM-01]', () => {
    const raised = setRate(category, { from: after(now, days(10)), basisPoints: 1200 }, now).after;
    const cases: [Instant, number][] = [[now, 1000], [after(now, days(10) - 1), 1000], [after(now, days(10)), 1200], [
      after(now, days(400)),
      1200,
    ]];
    for (const [at, basisPoints] of cases) expect(rateOn(raised, at)).toBe(basisPoints);
    expect(refusalOf(() => rateOn(category, after(now, -1)))).toBe('category-unknown');
  });

  it('never begins in the past, and takes the place of what was to begin later', () => {
    expect(refusalOf(() => setRate(category, { from: after(now, -1), basisPoints: 900 }, now))).toBe(
      'rate-in-the-past',
    );
    const mistaken = setRate(category, { from: after(now, days(10_000)), basisPoints: 9000 }, now).after;
    expect(setRate(mistaken, { from: after(now, days(10)), basisPoints: 900 }, now).after.rates).toEqual([
      ...category.rates,
      { from: after(now, days(10)), basisPoints: 900 },
    ]);
  });

  it('is exactly one at every moment, whatever was set', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 20 }),
        fc.integer({ min: 0, max: 10_000 }),
        (waits, wait) => {
          const asked = after(now, wait);
          const rated = waits.reduce((one, begins, basisPoints) => {
            const next = setRate(one, { from: after(now, begins), basisPoints }, now).after;
            expect(rateOn(next, asked)).toBe(begins <= wait ? basisPoints : rateOn(one, asked));
            return next;
          }, category);
          const running = rated.rates.filter(({ from }, i) =>
            from <= asked && (rated.rates[i + 1]?.from ?? '9') > asked
          );
          expect(running.map(({ basisPoints }) => basisPoints)).toEqual([rateOn(rated, asked)]);
        },
      ),
    );
  });
});
