import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { after, days, hours, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { Role } from '../../../shared/kernel/doors/contract.ts';
import { envelopesOf, newId, people } from './samples.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { inForce, lasting, notice, rulebook, whole, type Book } from '../../../shared/kernel/policy/rulebook.ts';
import { latest, withdrawVersion } from '../../../shared/rulebooks/book.ts';
import { differences } from '../../../shared/rulebooks/differences.ts';
import { historyOf } from '../../../shared/rulebooks/history.ts';
import { approvalWindow } from '../../../shared/rulebooks/policy.ts';
import {
  approve,
  lapse,
  propose,
  refuse,
  withdraw,
  type Proposal,
  type Wish,
} from '../../../shared/rulebooks/proposal.ts';

const now = '2026-11-22T08:00:00.000Z' as Instant;
const { ann, bob, eve } = people;

const schema = z.strictObject({ steep: lasting('PT1M', 'PT1H'), cups: whole(1, 9) });
const words = { summary: 'How tea is made.', propose: ['operator'] as [Role] };
const byTwo = rulebook('tea-times', 1, schema, { steep: 'PT4M', cups: 1 }, { ...words, approve: ['finance'] });
const byOne = rulebook('tea-times', 1, schema, { steep: 'PT4M', cups: 1 }, words);

const wish = (fields: Partial<Wish> = {}): Wish => ({
  value: { steep: 'PT3M', cups: 2 },
  basedOn: 0,
  reason: 'Hot days.',
  ...fields,
});
const proposed = (fields: Partial<Wish> = {}, book?: Book, at = now): Proposal =>
  propose(newId('rulebookProposal'), wish(fields), { declaration: byTwo, book, by: ann, now: at }).proposal.after;
const approved = (proposal: Proposal, book?: Book, at = now): Book =>
  approve(proposal, 'Agreed.', { declaration: byTwo, book, by: bob, now: at }).book.after;
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return undefined;
};

describe('proposing', () => {
  it('waits for a second person for two weeks, or until it could not begin in time', () => {
    expect(proposed()).toMatchObject({ state: 'open', lapsesAt: after(now, approvalWindow) });
    expect(proposed({ from: after(now, days(3)) }).lapsesAt).toBe(after(now, days(3) - notice));
    expect(proposed({ from: after(now, days(90)) }).lapsesAt).toBe(after(now, approvalWindow));
  });

  it('decides where no second person is asked for', () => {
    const { proposal, book } = propose(newId('rulebookProposal'), wish(), {
      declaration: byOne,
      book: undefined,
      by: ann,
      now,
    });
    expect(proposal.after.state).toBe('approved');
    expect(book?.after.versions).toEqual([{ from: after(now, notice), schemaVersion: 1, value: wish().value }]);
  });

  const scheduled = approved(proposed({ from: after(now, days(10)) }));
  it.each([
    ['somebody without the role', () => proposeAs(bob), 'forbidden'],
    ['a moment in the past', () => proposed({ from: after(now, -hours(1)) }), 'begins-too-early'],
    [
      'a moment that not everybody can know of in time',
      () => proposed({ from: after(now, notice - 1) }),
      'begins-too-early',
    ],
    [
      'a moment before what is decided',
      () => proposed({ basedOn: 1, from: after(now, days(9)) }, scheduled),
      'begins-too-early',
    ],
    [
      'the moment of what is decided',
      () => proposed({ basedOn: 1, from: after(now, days(10)) }, scheduled),
      'begins-too-early',
    ],
    ['as soon as can be, before what is decided', () => proposed({ basedOn: 1 }, scheduled), 'begins-too-early'],
    [
      'what rests on another version',
      () => proposed({ basedOn: 0, from: after(now, days(11)) }, scheduled),
      'rulebook-changed',
    ],
    ['what changes nothing', () => proposed({ value: byTwo.initial }), 'invalid-input'],
    ['an unknown field', () => proposed({ value: { ...byTwo.initial, milk: true } }), 'invalid-input'],
  ])('refuses %s', (_, attempt, code) => expect(codeOf(attempt)).toBe(code));

  it('names the path of each fault', () => {
    expect(() => proposed({ value: { steep: 'PT2H', cups: 0, milk: 1 } })).toThrow(
      expect.objectContaining({
        faults: [
          { path: 'value.steep', message: 'must be a length of time from PT1M to PT1H' },
          { path: 'value.cups', message: expect.stringContaining('1') },
          { path: 'value.milk', message: 'is not known here' },
        ],
      }),
    );
  });

  const proposeAs = (by: typeof ann) =>
    propose(newId('rulebookProposal'), wish(), { declaration: byTwo, book: undefined, by, now });
});

describe('approving', () => {
  it('puts the value in force at its time, and not a moment before', () => {
    const from = after(now, days(3));
    const book = approved(proposed({ from }), undefined, after(now, days(1)));
    expect(inForce(book, after(from, -1))).toBe(0);
    expect(inForce(book, from)).toBe(1);
  });

  const open = proposed();
  const once = approve(open, 'Agreed.', { declaration: byTwo, book: undefined, by: bob, now });
  const newer = rulebook('tea-times', 2, schema, { steep: 'PT4M', cups: 1 }, {
    ...words,
    approve: ['finance'],
    upgrades: { 1: (value) => value },
  });
  const attempt = (
    proposal: Proposal,
    by: typeof ann,
    { declaration = byTwo as typeof byTwo, book = undefined as Book | undefined, at = now } = {},
  ) =>
  () => approve(proposal, 'Agreed.', { declaration, book, by, now: at });
  it.each([
    ['somebody without the role', attempt(open, ann), 'forbidden'],
    ['whoever has proposed it', attempt(open, { ...ann, roles: ['operator', 'finance'] }), 'second-person-needed'],
    ['a second time', attempt(once.proposal.after, bob, { book: once.book.after }), 'illegal-step'],
    ['what rests on another version', attempt(open, bob, { book: once.book.after }), 'rulebook-changed'],
    ['what was proposed for another schema', attempt(open, bob, { declaration: newer }), 'rulebook-changed'],
    [
      'what cannot begin in time any more',
      attempt(proposed({ from: after(now, hours(1)) }), bob, { at: after(now, hours(1) - notice + 1) }),
      'illegal-step',
    ],
  ])('is refused: %s', (_, work, code) => expect(codeOf(work)).toBe(code));
});

describe('other ends of a proposal', () => {
  const open = proposed();
  it.each([
    [
      'an approver refuses it',
      () => refuse(open, 'No.', { declaration: byTwo, by: bob, now }),
      'refused',
      'rulebook-change-refused',
    ],
    [
      'who proposed it takes it back',
      () => withdraw(open, 'A slip.', ann.id, now),
      'withdrawn',
      'rulebook-change-withdrawn',
    ],
    ['nobody decides', () => lapse(open, after(now, approvalWindow)), 'lapsed', 'rulebook-change-lapsed'],
  ])('%s', (_, work, state, fact) => {
    expect(work()).toMatchObject({ after: { state }, facts: [{ type: fact }] });
    const ended = work().after;
    for (
      const again of [
        () => refuse(ended, 'No.', { declaration: byTwo, by: bob, now }),
        () => withdraw(ended, 'x', ann.id, now),
        () => lapse(ended, now),
      ]
    ) {
      expect(codeOf(again)).toBe('illegal-step');
    }
  });

  it('are not open to others', () => {
    expect(codeOf(() => refuse(open, 'No.', { declaration: byTwo, by: eve, now }))).toBe('forbidden');
    expect(codeOf(() => withdraw(open, 'No.', eve.id, now))).toBe('forbidden');
  });
});

describe('withdrawing a version', () => {
  const from = after(now, days(1));
  const first = approved(proposed());
  const book = approved(proposed({ basedOn: 1, from, value: { steep: 'PT5M', cups: 3 } }, first), first);
  const by = { by: bob.id, reason: 'The heat is over.' };

  it('leaves the one before it in force; the next has a number of its own', () => {
    const after1 = withdrawVersion(book, 2, by, now).after;
    expect([inForce(after1, from), latest(after1)]).toEqual([1, 1]);
    const next = approved(proposed({ basedOn: 1, from, value: { steep: 'PT5M', cups: 4 } }, after1), after1);
    expect([inForce(next, from), next.versions.length]).toEqual([3, 3]);
  });

  it.each([
    ['the one before the latest', book, 1, now, 'illegal-step'],
    ['what is in force', book, 2, from, 'illegal-step'],
    ['what begins before all can know of it', book, 2, after(from, -notice + 1), 'illegal-step'],
    ['a version that there is not', book, 3, now, 'not-found'],
    ['a version of nothing', undefined, 1, now, 'not-found'],
    ['the default', book, 0, now, 'not-found'],
    ['a second time', withdrawVersion(book, 2, by, now).after, 2, now, 'illegal-step'],
  ])(
    'refuses %s',
    (_, found, version, at, code) => expect(codeOf(() => withdrawVersion(found, version, by, at))).toBe(code),
  );
});

it('whatever is proposed, approved and withdrawn, what has begun never changes', () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: days(3) }),
    ahead: fc.option(fc.integer({ min: 0, max: days(6) }), { nil: undefined }),
    withdraw: fc.boolean(),
    cups: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
    let book: Book | undefined;
    let at = now;
    for (const { wait, ahead, withdraw: takeBack, cups } of steps) {
      at = after(at, wait);
      const before = book;
      try {
        const from = ahead === undefined ? undefined : after(at, ahead);
        book = takeBack
          ? withdrawVersion(book, latest(book), { by: bob.id, reason: 'x' }, at).after
          : approved(proposed({ basedOn: latest(book), from, value: { steep: 'PT3M', cups } }, book, at), book, at);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
      // Whoever has not heard of the decision yet goes by the same version, for as long as that may be.
      for (const moment of [now, at, after(at, minutes(1)), after(at, notice - 1)]) {
        expect(inForce(book, moment)).toBe(inForce(before, moment));
      }
      const begun = book?.versions.filter(({ withdrawn }) => !withdrawn).map(({ from }) => from) ?? [];
      expect(begun).toEqual([...new Set(begun)].toSorted());
    }
  }));
});

describe('the history', () => {
  it.each([
    [{ a: 1, b: 'x' }, { a: 1, b: 'x' }, []],
    [{ a: 1, b: 'x' }, { a: 2, b: 'x' }, [{ field: 'a', before: 1, after: 2 }]],
    [{ a: 1 }, { b: 1 }, [{ field: 'a', before: 1 }, { field: 'b', after: 1 }]],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }, 4] }, [{ field: 'a[1].b', before: 2, after: 3 }, {
      field: 'a[2]',
      after: 4,
    }]],
    [{ a: [1] }, { a: { b: 1 } }, [{ field: 'a', before: [1], after: { b: 1 } }]],
    [{ a: null }, { a: {} }, [{ field: 'a', before: null, after: {} }]],
  ])(
    'of %j to %j tells the differences',
    (before, afterwards, expected) => expect(differences(before, afterwards)).toEqual(expected),
  );

  it('says of each version who decided it and why, from when until when, and what it changed', () => {
    const one = approve(proposed(), 'Agreed.', { declaration: byTwo, book: undefined, by: bob, now }).book;
    const from = after(now, days(1));
    const two = approve(proposed({ basedOn: 1, from, value: { steep: 'PT5M', cups: 2 } }, one.after), 'Fine.', {
      declaration: byTwo,
      book: one.after,
      by: bob,
      now,
    }).book;
    const off = withdrawVersion(two.after, 2, { by: bob.id, reason: 'Off.' }, now);
    const history = historyOf(byTwo, off.after, envelopesOf(one, two, off), after(now, hours(1)));
    expect(history).toMatchObject([
      {
        version: 2,
        state: 'withdrawn',
        changes: [{ field: 'steep', before: 'PT3M', after: 'PT5M' }],
        withdrawal: { reason: 'Off.', withdrawnBy: bob.id },
      },
      {
        version: 1,
        state: 'in-force',
        proposedBy: ann.id,
        approvedBy: bob.id,
        reason: 'Hot days.',
        approvalReason: 'Agreed.',
        from: after(now, notice),
        until: undefined,
        changes: [{ field: 'steep' }, { field: 'cups' }],
      },
      { version: 0, state: 'ended', until: after(now, notice), changes: [], value: byTwo.initial },
    ]);
    expect(historyOf(byTwo, two.after, envelopesOf(one, two), after(now, hours(1)))).toMatchObject([
      { version: 2, state: 'scheduled', from },
      { version: 1, state: 'in-force', until: from },
      { version: 0 },
    ]);
    expect(historyOf(byTwo, undefined, [], now)).toMatchObject([{ version: 0, state: 'in-force', until: undefined }]);
  });
});
