import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../shared/kernel/store/change.ts';
import { after, days, hours, instant, type Instant } from '../../../shared/kernel/values/clock.ts';
import { dueOf, type DeskItem } from '../../../shared/kernel/policy/desk.ts';
import { placeOf } from '../../../shared/kernel/policy/desk-item.ts';
import type { AccountId } from '../../../shared/kernel/values/ids.ts';
import { deskNamed } from '../../../shared/desks/desks.ts';
import { figuresOf } from '../../../shared/desks/figures.ts';
import { handOver, missed, note, release, snooze, take, wake } from '../../../shared/desks/item.ts';
import { cursorOf, merged, placeOfCursor, type Place } from '../../../shared/desks/merge.ts';

const desk = deskNamed('payment-exceptions');
const since = instant(0);
const clock = desk.clock.byDefault;
const [ann, bob, cyd] = ['ann', 'bob', 'cyd'] as unknown as [AccountId, AccountId, AccountId];
const fresh: DeskItem = { desk: desk.deskName, id: 'pex_1', version: 1, since, ...dueOf(clock, since), shows: {} };
const held: DeskItem = take(fresh, ann, undefined, since).after;
const settled: DeskItem = { ...held, settledAt: after(since, hours(1)), settledBy: ann };
const code = (decide: () => unknown): string => {
  try {
    decide();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('what waits', () => {
  it.each<[string, DeskItem, (item: DeskItem) => unknown, string]>([
    ['is taken by anybody', fresh, (item) => take(item, bob, undefined, since), 'done'],
    ['is taken again by who has it', held, (item) => take(item, ann, undefined, since), 'done'],
    ['is not taken from a colleague unawares', held, (item) => take(item, bob, undefined, since), 'taken-by-another'],
    ['is not taken from another than who has it', held, (item) => take(item, bob, cyd, since), 'taken-by-another'],
    ['is taken over by name', held, (item) => take(item, bob, ann, since), 'done'],
    ['is handed over by who has it', held, (item) => handOver(item, { by: ann, to: bob, note: 'x' }, since), 'done'],
    [
      'is not handed over by another',
      held,
      (item) => handOver(item, { by: bob, to: cyd, note: 'x' }, since),
      'taken-by-another',
    ],
    ['is noted on by anybody', held, (item) => note(item, bob, 'x', since), 'done'],
    ['is let go of by who has it', held, (item) => release(item, ann, 'x', since), 'done'],
    ['is not let go of by another', held, (item) => release(item, bob, 'x', since), 'taken-by-another'],
    ['is not let go of by nobody', fresh, (item) => release(item, bob, 'x', since), 'illegal-step'],
    [
      'is put off for seven days',
      fresh,
      (item) => snooze(item, { by: ann, until: after(since, days(7)), reason: 'x' }, since),
      'done',
    ],
    [
      'is not put off for longer',
      fresh,
      (item) => snooze(item, { by: ann, until: instant(days(7) + 1), reason: 'x' }, since),
      'illegal-step',
    ],
    [
      'is not put off into the past',
      fresh,
      (item) => snooze(item, { by: ann, until: since, reason: 'x' }, since),
      'illegal-step',
    ],
    ["is nobody's any more once it is settled", settled, (item) => take(item, ann, undefined, since), 'illegal-step'],
    ['is not noted on once it is settled', settled, (item) => note(item, ann, 'x', since), 'illegal-step'],
  ])('%s', (_, item, decide, expected) => {
    expect(code(() => decide(item))).toBe(expected);
  });

  it('keeps who took it first accountable, and one holder at a time, whatever is done with it', () => {
    const people = fc.constantFrom(ann, bob, cyd);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('take' as const), by: people, over: fc.option(people, { nil: undefined }) }),
      fc.record({ kind: fc.constant('hand' as const), by: people, to: people }),
      fc.record({ kind: fc.constant('snooze' as const), by: people }),
      fc.record({ kind: fc.constant('release' as const), by: people }),
    );
    fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let item = fresh;
      let first: AccountId | undefined;
      for (const one of steps) {
        const free = item.holder === undefined || item.holder === one.by;
        let change: Change<DeskItem>;
        try {
          if (one.kind === 'take') change = take(item, one.by, one.over, since);
          else if (one.kind === 'hand') change = handOver(item, { by: one.by, to: one.to, note: 'x' }, since);
          else if (one.kind === 'release') change = release(item, one.by, 'x', since);
          else change = snooze(item, { by: one.by, until: after(since, 1), reason: 'x' }, since);
        } catch {
          continue;
        }
        expect(free || (one.kind === 'take' && one.over === item.holder)).toBe(true);
        item = change.after;
        first ??= item.accountable;
        expect(item.accountable).toBe(first);
        expect(item.takenAt).toBe(since);
      }
    }));
  });
});

describe('the clocks', () => {
  const late = after(since, clock.firstAnswer);
  it('tell those at the desk once of what nobody has taken, and not of what was taken in time', () => {
    const breach = missed(desk, fresh, 'first-answer', late)!;
    expect(breach.facts).toMatchObject([{
      type: 'desk-clock-missed',
      data: { clock: 'first-answer', tell: 'finance' },
    }]);
    expect(missed(desk, breach.after, 'first-answer', late)).toBeUndefined();
    expect(missed(desk, held, 'first-answer', late)).toBeUndefined();
    expect(missed(desk, take(fresh, ann, undefined, instant(days(1))).after, 'first-answer', instant(days(2))))
      .toBeDefined();
  });

  it('are those that were in force when its wait began', () => {
    const patient = { ...fresh, ...dueOf({ firstAnswer: days(3), resolution: days(9) }, since) };
    const takenOnTheSecondDay = take(patient, ann, undefined, instant(days(2))).after;
    expect(missed(desk, takenOnTheSecondDay, 'first-answer', instant(days(4)))).toBeUndefined();
    expect(missed(desk, { ...takenOnTheSecondDay, ...dueOf(clock, since) }, 'first-answer', instant(days(4))))
      .toBeDefined();
  });

  it('tell the one above once of what is not settled, and wake it; what is settled they leave alone', () => {
    const asleep = snooze(held, { by: ann, until: after(since, days(6)), reason: 'x' }, since).after;
    const breach = missed(desk, asleep, 'resolution', after(since, clock.resolution))!;
    expect(breach.after.snoozedUntil).toBeUndefined();
    expect(breach.facts).toMatchObject([{ data: { clock: 'resolution', tell: 'admin', holder: ann } }]);
    expect(missed(desk, breach.after, 'resolution', instant(days(9)))).toBeUndefined();
    expect(missed(desk, settled, 'resolution', instant(days(9)))).toBeUndefined();
  });

  it('wake what was put off, at the time that holds now', () => {
    const until = after(since, hours(5));
    const asleep = snooze(held, { by: ann, until, reason: 'x' }, since).after;
    expect(wake(asleep, until)?.after.snoozedUntil).toBeUndefined();
    expect(wake(asleep, after(since, hours(4)))).toBeUndefined();
    expect(wake(held, until)).toBeUndefined();
  });
});

describe('one list over several desks', () => {
  it('has everything once and in order, page by page, however it is spread', () => {
    const place = (desk: string, i: number): Place => ({
      desk,
      id: `${i}`,
      place: `2026-${String(i).padStart(5, '0')}`,
    });
    fc.assert(fc.property(fc.array(fc.nat(4), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (owners, limit) => {
      const all = owners.map((owner, i) => place(`desk-${owner}`, i));
      const seen: string[] = [];
      let next: string | undefined = '';
      while (next !== undefined) {
        const start: string = next;
        const lists = Array.from(
          { length: 5 },
          (_, owner) => all.filter(({ desk, place: at }) => desk === `desk-${owner}` && at > start).slice(0, limit),
        );
        const { page, next: then } = merged(lists, limit);
        seen.push(...page.map(({ place: at }) => at));
        next = then;
      }
      expect(seen).toEqual(all.map(({ place: at }) => at));
    }));
  });

  it('goes on where its cursor says, and refuses the cursor of another list', () => {
    const place = '2026-11-22T08:00:00.000Z#payment-exceptions#pex_1';
    expect(placeOfCursor('mine', cursorOf('mine', place))).toBe(place);
    for (const cursor of [cursorOf('waiting', place), cursorOf('mine', ''), 'e30', 'bnVsbA', 'nonsense', '']) {
      expect(code(() => placeOfCursor('mine', cursor))).toBe('invalid-cursor');
    }
  });
});

it('figures tell what waits and since when, and who settled how much, how fast and how late', () => {
  const now = instant(days(10));
  const ago = (wait: number): Instant => after(now, -wait);
  const list = (...keys: string[]) => ({ keys, more: false });
  const place = (from: Instant, wait = clock.resolution): string =>
    placeOf({ desk: desk.deskName, id: 'x', since: from, resolveBy: after(from, wait) });
  const did = (at: Instant, from: Instant, by: string, id: string, wait = clock.resolution): string =>
    `${at}#${from}#${after(from, wait)}#${by}#${id}`;
  expect(figuresOf({
    // What began to wait under a longer clock has waited longest, and stands behind what is due before it.
    waiting: list(place(ago(hours(5))), place(ago(hours(1))), place(ago(hours(31)), days(20))),
    snoozed: list(place(ago(hours(30)))),
    held: list(`${ann}#${place(ago(hours(5)))}`),
    late: list(place(ago(hours(5)))),
    settled: list(
      did(ago(days(3)), ago(days(6)), 'ann', 'pex_1'),
      did(ago(days(4)), ago(days(7)), 'ann', 'pex_4', days(5)),
      did(ago(hours(2)), ago(hours(4)), 'ann', 'pex_2'),
      did(ago(hours(1)), ago(hours(5)), '', 'pex_3'),
    ),
  }, now)).toEqual({
    waiting: 3,
    snoozed: 1,
    taken: 1,
    breached: 1,
    oldest: ago(hours(31)),
    lastDay: { settled: 2, late: 0, averageSeconds: 3 * 3600, byPerson: [{ accountId: ann, settled: 1 }] },
    lastWeek: { settled: 4, late: 1, averageSeconds: 37.5 * 3600, byPerson: [{ accountId: ann, settled: 3 }] },
    more: false,
  });
});
