import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReturnState } from '../../../shared/after-sales/events.ts';
import {
  afterWait,
  approve,
  awaited,
  dispute,
  escalate,
  judge,
  lapse,
  mustBeEscalated,
  mustBeHere,
  rate,
  receive,
  refund,
  refuse,
  requestReturn,
  send,
  steps,
  unitsLeft,
  uphold,
  waits,
  withdraw,
  type Return,
} from '../../../shared/after-sales/return.ts';
import { countedOf, figuresOf } from '../../../shared/after-sales/figures.ts';
import { isGood, note } from '../../../shared/after-sales/record.ts';
import { returnPolicy, type ReturnPolicy } from '../../../shared/after-sales/rulebooks.ts';
import { termsFor } from '../../../shared/after-sales/terms.ts';
import { after, days, hours, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import type { Problem } from '../../../shared/kernel/problems.ts';

const now = instant(Date.UTC(2026, 10, 22));
const newId = idsAt(now);
const policy: ReturnPolicy = returnPolicy.byDefault;
const brl = (amount: number) => money(amount, 'BRL');
const bought = {
  orderId: newId('order'),
  lineId: newId('orderLine'),
  buyerId: '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11' as AccountId,
  merchantId: newId('merchant'),
  title: { en: 'Teapot' },
  amount: brl(7390),
  arrivedAt: now,
  path: [newId('category'), newId('category'), newId('category')],
  record: undefined,
};
const wanted = { wish: 'return-and-refund', reason: 'defective', note: 'It leaks', quantity: 2 } as const;
const requested = (rules = policy, wish: Return['wish'] = 'return-and-refund') =>
  requestReturn(newId('return'), { ...wanted, wish }, bought, rules, now).after;
const code = (decide: () => unknown): string => {
  try {
    decide();
  } catch (error) {
    return (error as Problem).code;
  }
  return 'allowed';
};
const here = () => receive(approve(requested(), 'shop', policy, now).after, policy, now).after;

describe('a return', () => {
  it('is for what has arrived, within the time that its category has [RET-01 part] [RET-02 part]', () => {
    const ask = (rules: ReturnPolicy, passed: number, arrivedAt: typeof now | undefined = now) =>
      code(() => requestReturn(newId('return'), wanted, { ...bought, arrivedAt }, rules, after(now, passed)));
    expect(ask(policy, days(7))).toBe('allowed');
    expect(ask(policy, days(7) + 1)).toBe('return-window-over');
    const { within: _, ...others } = policy;
    const own = (levels: readonly number[]) => ({
      ...policy,
      categories: levels.map((level) => ({ ...others, categoryId: bought.path[level]!, within: days(level + 1) })),
    });
    for (const [levels, most] of [[[0], 1], [[0, 1], 2], [[2, 0], 3]] as const) {
      expect(ask(own(levels), days(most))).toBe('allowed');
      expect(ask(own(levels), days(most) + 1)).toBe('return-window-over');
    }
    expect(termsFor(own([2]), bought.path.slice(0, 2))).toMatchObject({ within: policy.within });
    expect(code(() => requestReturn(newId('return'), wanted, { ...bought, arrivedAt: undefined }, policy, now))).toBe(
      'illegal-step',
    );
  });

  it('is approved at once by rule: reason, time and amount [RET-04 part]', () => {
    const rules = { ...policy, approveAtOnce: { reasons: ['defective' as const], within: days(2), upTo: [brl(7390)] } };
    const at = (
      passed: number,
      amount: number,
      reason: Return['reason'] = 'defective',
      wish: Return['wish'] = wanted.wish,
    ) =>
      requestReturn(
        newId('return'),
        { ...wanted, reason, wish },
        { ...bought, amount: brl(amount) },
        rules,
        after(now, passed),
      );
    const atOnce = at(days(2), 7390);
    expect(atOnce.after).toMatchObject({ version: 1, state: 'return-approved' });
    expect(atOnce.facts.map(({ type }) => type)).toEqual(['return-requested', 'return-moved']);
    for (
      const one of [at(days(2) + 1, 7390), at(0, 7391), at(0, 1, 'not-wanted'), at(0, 1, 'defective', 'refund-only')]
    ) {
      expect(one.after.state).toBe('return-requested');
    }
  });

  it('is approved at once for whoever asks no more often than others, and is right when he asks', () => {
    const rule = { within: days(30), mostAsked: 1, mostLost: 0 };
    const record = { reasons: ['defective' as const], within: days(2), upTo: [brl(7390)], record: rule };
    const rules = { ...policy, approveAtOnce: record };
    const once = note(undefined, bought.buyerId, 'asked', now).after;
    const twice = note(once, bought.buyerId, 'asked', now).after;
    const lost = note(once, bought.buyerId, 'lost', now).after;
    const asks = (known: typeof once | undefined) =>
      requestReturn(newId('return'), wanted, { ...bought, record: known }, rules, now).after.state;
    expect([undefined, once, twice, lost].map(asks)).toEqual([
      'return-approved',
      'return-approved',
      'return-requested',
      'return-requested',
    ]);
    expect(isGood(lost, rule, after(now, days(30)))).toBe(false);
    expect(isGood(lost, rule, after(now, days(30) + 1))).toBe(true);
    let many = once;
    for (let i = 0; i < 100; i += 1) many = note(many, bought.buyerId, 'asked', now).after;
    expect(many.asked).toHaveLength(60);
  });

  it('is rated once, when it has ended, and counted by category and reason', () => {
    const one = requested();
    expect(code(() => rate(one, { stars: 5 }, now))).toBe('illegal-step');
    const ended = judge(here(), { units: 2, amount: brl(7390) }, policy, now, { note: 'Fine' }).after;
    const rated = rate(ended, { stars: 4, note: 'Quick' }, now).after;
    expect(rated.rating).toEqual({ stars: 4, note: 'Quick', at: now });
    expect(code(() => rate(rated, { stars: 1 }, now))).toBe('illegal-step');
    const counts = [
      countedOf(ended, { returnId: ended.id })!,
      countedOf(ended, { returnId: ended.id })!,
      countedOf(ended, { returnId: ended.id, state: 'return-refunded' })!,
      countedOf(one, { returnId: one.id, state: 'return-closed' })!,
      countedOf(rated, { returnId: rated.id, stars: 4 })!,
      countedOf(rated, { returnId: rated.id, stars: 5 })!,
    ];
    expect(countedOf(one, { returnId: one.id, state: 'return-sent' })).toBeUndefined();
    expect(figuresOf(counts)).toEqual([
      { categoryId: ended.categoryId, reason: 'defective', requests: 2, granted: 1, refused: 1, rated: 2, rating: 4.5 },
    ]);
  });

  it('waits in every state for somebody, until a time, with an exit by itself or a person at a desk [RET-05 part]', () => {
    const final: ReturnState[] = ['return-refunded', 'return-exchanged', 'return-closed'];
    const states = [...new Set(Object.values(steps).flatMap(({ from, to }) => [...from, to]))];
    for (const state of states) {
      expect(state in waits).toBe(!final.includes(state));
      if (!(state in waits)) continue;
      const wait = waits[state as keyof typeof waits];
      // What replaces goods is an order, which has clocks of its own.
      expect(wait.until !== undefined || wait.for === 'platform' || state === 'return-replacing').toBe(true);
    }
  });

  it('that the shop does not answer is looked at after 24 hours, and granted after 72 [RET-05 part]', () => {
    const one = requested();
    expect(one.dueAt).toBe(after(now, hours(24)));
    expect(afterWait(one, one.dueAt!)).toBe('escalate');
    expect(afterWait(one, now)).toBeUndefined();
    const escalated = escalate(one, policy, one.dueAt!).after;
    expect(escalated.dueAt).toBe(after(now, hours(72)));
    expect(awaited(escalated)).toBe('platform');
    expect(afterWait(escalated, one.dueAt!)).toBeUndefined();
    expect(afterWait(escalated, escalated.dueAt!)).toBe('approve');
    expect(afterWait({ ...escalated, wish: 'refund-only' }, escalated.dueAt!)).toBe('refund');
  });

  it('goes from the request over the way back to the inspection [RET-03 part] [RET-06 part] [RET-07 part]', () => {
    const sent = send(
      approve(requested(), 'shop', policy, now, { note: 'Send it' }).after,
      { carrier: 'swift', trackingNumber: 'A1' },
      policy,
      now,
    ).after;
    const judged =
      judge(receive(sent, policy, now).after, { units: 2, amount: brl(7390) }, policy, now, { note: 'Fine' }).after;
    expect(judged).toMatchObject({ state: 'return-refunded', refundedUnits: 2, refunded: brl(7390), dueAt: undefined });
    expect(judged.taken.map(({ state, by }) => [state, by])).toEqual([
      ['return-requested', 'buyer'],
      ['return-approved', 'shop'],
      ['return-sent', 'buyer'],
      ['return-received', 'shop'],
      ['return-refunded', 'shop'],
    ]);
  });

  it('of which a part is refused can be disputed for the rest [RET-06 part]', () => {
    const part = judge(here(), { units: 1, amount: brl(3695) }, policy, now, {
      note: 'One is scratched',
      photos: [newId('image')],
    }).after;
    expect([part.state, unitsLeft(part)]).toEqual(['return-refused', 1]);
    const disputed = dispute(part, policy, now, { note: 'It was so' }).after;
    expect([awaited(disputed), disputed.dueAt]).toEqual(['platform', undefined]);
    expect(refund(mustBeEscalated(disputed), { units: 1, amount: brl(3695) }, 'platform', policy, now).after)
      .toMatchObject({
        state: 'return-refunded',
        refundedUnits: 2,
        refunded: brl(7390),
      });
    expect(uphold(disputed, policy, now, { note: 'It was used' }).after.state).toBe('return-closed');
  });

  it('refuses what does not go with its state', () => {
    const [one, goods] = [requested(), here()];
    expect(code(() => uphold(one, policy, now, { note: 'x' }))).toBe('illegal-step');
    expect(code(() => mustBeHere(one, 1))).toBe('illegal-step');
    expect(code(() => judge(goods, { units: 1, amount: brl(1) }, policy, now, { note: 'x' }))).toBe('evidence-missing');
    expect(code(() => mustBeHere(goods, 3))).toBe('return-too-many');
    expect(code(() => refund(one, { units: 2, amount: brl(1) }, 'shop', policy, now))).toBe('illegal-step');
    expect(code(() => approve(requested(policy, 'refund-only'), 'shop', policy, now))).toBe('illegal-step');
    expect(code(() => withdraw(goods, policy, now))).toBe('illegal-step');
    expect(code(() => dispute(one, policy, now, { note: 'x' }))).toBe('illegal-step');
  });

  it('ends whatever its people do, when they do nothing more', () => {
    const acts = [
      (one: Return) => approve(one, 'shop', policy, now),
      (one: Return) => refuse(one, policy, now, { note: 'no' }),
      (one: Return) => send(one, { carrier: 'c', trackingNumber: 't' }, policy, now),
      (one: Return) => receive(one, policy, now),
      (one: Return) => dispute(one, policy, now, { note: 'no' }),
      (one: Return) => withdraw(one, policy, now),
    ];
    fc.assert(fc.property(
      fc.constantFrom<Return['wish']>('refund-only', 'return-and-refund'),
      fc.array(fc.constantFrom(...acts), { maxLength: 8 }),
      (wish, chosen) => {
        let one = requested(policy, wish);
        for (const act of chosen) if (code(() => act(one)) === 'allowed') one = act(one).after;
        for (let waited = 0; one.dueAt; waited += 1) {
          expect(waited).toBeLessThan(10);
          const next = afterWait(one, one.dueAt)!;
          const at = one.dueAt;
          one = (next === 'lapse'
            ? lapse(one, policy, at)
            : next === 'escalate'
            ? escalate(one, policy, at)
            : next === 'approve'
            ? approve(one, 'platform', policy, at)
            : refund(one, { units: unitsLeft(one), amount: brl(1) }, 'platform', policy, at)).after;
        }
        expect(awaited(one) === 'platform' || awaited(one) === undefined).toBe(true);
      },
    ));
  });
});
