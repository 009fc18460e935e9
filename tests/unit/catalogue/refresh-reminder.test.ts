import { expect, it } from 'vitest';
import { listingRefresh } from '../../../shared/catalogue/rulebooks.ts';
import { remind, type RefreshReminder } from '../../../shared/catalogue/refresh/reminder.ts';
import { after, days, type Instant } from '../../../shared/kernel/values/clock.ts';
import { now, shop } from './samples.ts';

const rules = { ...listingRefresh.byDefault, untouchedFor: days(90), again: days(30) };
const touched = (ago: number) => ({ title: { en: `Pot ${ago}` }, updatedAt: after(now, -days(ago)) });
const last = (ago: number): RefreshReminder => ({ id: shop.id, version: 1, remindedAt: after(now, -days(ago)) });
const of = (before: RefreshReminder | undefined, ages: readonly number[], more = false, at: Instant = now) =>
  remind(before, { merchantId: shop.id, oldest: ages.map(touched), more }, rules, at)?.facts[0]?.data;

it.each(
  [
    ['nothing is on sale', undefined, [], undefined],
    ['all was touched lately', undefined, [89, 10], undefined],
    ['something was not', undefined, [90, 89], 1],
    ['it was reminded a month ago', last(30), [200, 100, 1], 2],
    ['it was reminded lately', last(29), [200], undefined],
  ] as const,
)('when %s, a shop is reminded of as much [CAT-15]', (_, before, ages, count) => {
  expect(of(before, ages)).toEqual(
    count === undefined
      ? undefined
      : expect.objectContaining({ count, more: false, oldest: { en: `Pot ${ages[0]}` }, merchantId: shop.id }),
  );
});

it('says that there is more than was counted only when all that was counted is old', () => {
  expect(of(undefined, [200, 100], true)).toMatchObject({ count: 2, more: true });
  expect(of(undefined, [200, 1], true)).toMatchObject({ count: 1, more: false });
});
