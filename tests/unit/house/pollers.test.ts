/**
 * That no poller lets what waits longest hide what waits behind it, holds more than a page of a partition, or loses what
 * it does not come to. Every poller that is declared is here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDeclarations, projectRoot, through } from '../../../infra/declarations.ts';
import type { Merchant } from '../../../shared/merchants/public.ts';
import { after, hours, instant, minutes, type Duration, type Instant } from '../../../shared/kernel/values/clock.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import type { Page, PageRequest } from '../../../shared/kernel/store/page.ts';
import { derivedId } from '../../../shared/kernel/values/ids.ts';
import { askAboutDue, pollLimit } from '../../../shared/kernel/store/waiting.ts';
import { carriersPerRun, nextLook as nextAtCarrier } from '../../../shared/logistics/policy.ts';
import { lateRefundWaits } from '../../../shared/payments/desk.ts';
import { lateAfter, nextLook as nextAtProvider, patience } from '../../../shared/payments/policy.ts';
import { askRefundLater, openRefund } from '../../../shared/payments/refunds/refund.ts';
import { latePayoutWaits } from '../../../shared/settlement/desk.ts';
import { askPayoutLater, requestPayout } from '../../../shared/settlement/payouts/payout.ts';
import { askPayoutAfter, payoutsPerRun } from '../../../shared/settlement/policy.ts';

interface Poller {
  readonly every: Duration;
  /** How long something waits before it is asked about at all. */
  readonly first: Duration;
  /** When something that has waited since then is asked about again, having just been asked about without news. */
  readonly next: (since: Instant, now: Instant) => Instant;
  /** Since when something waits for a person that nobody has had news of by then; else a deadline ends its wait. */
  readonly lateSince: ((since: Instant, now: Instant) => Instant | undefined) | 'a deadline ends it';
  /** What one run takes of a partition. */
  readonly limit: number;
}

const payout = (since: Instant) =>
  requestPayout({
    merchantId: derivedId('merchant', '1'),
    statementId: derivedId('statement', '1'),
    amount: money(1, 'BRL'),
    account: 'acct_1',
    provider: 'sandbox',
    attempt: 1,
  }, since).change.after;

const refund = (since: Instant) =>
  openRefund({
    id: derivedId('refund', '1'),
    captureId: 'cap_1',
    amount: money(1, 'BRL'),
    from: 'unallocated-funds:cap_1',
    reason: 'unknown',
    requestedAt: since,
  }).after;

/** Its payouts are not held. */
const shop = { state: 'active', payoutAccount: { token: 'acct_1', verified: true } } as Merchant;

const pollers: Readonly<Record<string, Poller>> = {
  'payments/poll-payments': {
    every: minutes(1),
    first: patience,
    next: nextAtProvider,
    lateSince: 'a deadline ends it',
    limit: pollLimit,
  },
  'payments/poll-refunds': {
    every: minutes(1),
    first: patience,
    next: (since, now) => askRefundLater(refund(since), now).after.askAgainAt,
    lateSince: (since, now) => lateRefundWaits.waiting(askRefundLater(refund(since), now).after)?.since,
    limit: pollLimit,
  },
  'logistics/poll-carriers': {
    every: minutes(1),
    first: hours(6),
    next: (since, now) => nextAtCarrier(since, now, hours(6)),
    lateSince: 'a deadline ends it',
    limit: carriersPerRun,
  },
  'settlement/ask-payouts': {
    every: hours(1),
    first: askPayoutAfter,
    next: (since, now) => askPayoutLater(payout(since), shop, now).after.askAgainAt,
    lateSince: (since, now) => latePayoutWaits.waiting(askPayoutLater(payout(since), shop, now).after)?.since,
    limit: payoutsPerRun,
  },
};

const start = instant(Date.UTC(2026, 10, 22));

interface Waiting {
  readonly id: number;
  readonly since: Instant;
  readonly askAgainAt: Instant;
}

/**
 * A list of one partition, page by page as DynamoDB gives it, under a poller; nobody ever has news of what is in it.
 * What is asked about moves on at once, or when the run is over, as jobs do that are not so fast.
 */
const partition = ({ first, next, limit }: Poller, opened: readonly Instant[], movesOn: 'at once' | 'later') => {
  let waiting: readonly Waiting[] = opened.map((since, id) => ({ id, since, askAgainAt: after(since, first) }));
  let held = 0;
  const placeOf = ({ askAgainAt, id }: Waiting): string => `${askAgainAt}#${String(id).padStart(6, '0')}`;
  const list = (_: string, { cursor = '', limit: most }: PageRequest): Promise<Page<Waiting>> => {
    const behind = waiting.filter((one) => placeOf(one) > cursor).toSorted((
      a,
      b,
    ) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const items = behind.slice(0, most);
    held += items.length;
    mostHeld = Math.max(mostHeld, held);
    return Promise.resolve({ items, ...(behind.length > most && { cursor: placeOf(items.at(-1)!) }) });
  };
  let mostHeld = 0;
  const run = async (now: Instant, refuse: (asked: number) => boolean = () => false): Promise<number[]> => {
    const asked: number[] = [];
    const move = (ids: ReadonlySet<number>): void => {
      waiting = waiting.map((one) => (ids.has(one.id) ? { ...one, askAgainAt: next(one.since, now) } : one));
    };
    held = 0;
    await askAboutDue({ list, partitions: ['one'], now, limit }, (due) => {
      held = 0;
      if (refuse(asked.length)) return Promise.reject(new Error('The queue takes nothing'));
      asked.push(...due.map(({ id }) => id));
      if (movesOn === 'at once') move(new Set(due.map(({ id }) => id)));
      return Promise.resolve();
    }).catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'The queue takes nothing') throw error;
    });
    if (movesOn === 'later') move(new Set(asked));
    return asked;
  };
  return { run, mostHeld: () => mostHeld };
};

const schedules = (await loadDeclarations()).filter(through('schedule'))
  .map(({ id, file }) => ({ id, source: readFileSync(join(projectRoot, file), 'utf8') }));

it('every schedule that polls is here, and none reads a list as a whole', () => {
  const here = Object.keys(pollers).toSorted();
  const ids = (of: typeof schedules): string[] => of.map(({ id }) => id).toSorted();
  expect(ids(schedules.filter(({ source }) => source.includes('askAboutDue(')))).toEqual(here);
  expect(ids(schedules.filter(({ id }) => /poll|sweep|ask-/.test(id) && id !== 'platform/sweep-deadlines')))
    .toEqual(here);
  for (const { id, source } of schedules) expect(source, id).not.toMatch(/\beverything\(|fromAsync/);
});

describe.each(Object.entries(pollers))('%s', (_, poller) => {
  const begins = after(start, poller.first + poller.every);

  it('comes to what is due behind three runs full of what nobody ever answers for', async () => {
    const silent = Array.from({ length: 3 * poller.limit }, () => start);
    const younger = silent.length;
    const { run } = partition(poller, [...silent, after(start, 1)], 'later');
    const asked: number[][] = [];
    for (let n = 0; n < 8; n += 1) asked.push(await run(after(begins, n * poller.every)));
    const runs = asked.findIndex((ids) => ids.includes(younger));
    expect(runs).toBeGreaterThanOrEqual(0);
    expect(runs).toBeLessThanOrEqual(6);
    expect(Math.max(...asked.map(({ length }) => length))).toBe(poller.limit);
  });

  it('moves on whatever it has asked about: the same thing twice in one run, or before its time, it never asks', async () => {
    const { run } = partition(poller, [start], 'at once');
    const at = after(start, poller.first);
    expect(await run(after(at, -1))).toEqual([]);
    expect(await run(at)).toEqual([0]);
    expect(await run(after(at, 1))).toEqual([]);
    expect(poller.next(start, at) > at).toBe(true);
  });

  it.each(['at once', 'later'] as const)(
    'holds a page at a time, however much is due, and asks about each once where it moves on %s',
    async (movesOn) => {
      const { run, mostHeld } = partition(poller, Array.from({ length: poller.limit - 50 }, () => start), movesOn);
      const asked = await run(begins);
      expect(asked.length).toBe(poller.limit - 50);
      expect(new Set(asked).size).toBe(asked.length);
      expect(mostHeld()).toBeLessThanOrEqual(100);
    },
  );

  it('goes on in the next run with what it was cut off from', async () => {
    const { run } = partition(poller, Array.from({ length: 450 }, () => start), 'later');
    const first = await run(begins, (asked) => asked >= 200);
    expect(first).toHaveLength(200);
    const second = await run(after(begins, poller.every));
    expect(second.slice(0, 250)).toEqual(Array.from({ length: 250 }, (_, i) => 200 + i));
  });
});

it.each(
  Object.entries(pollers).flatMap(([id, { lateSince }]) => typeof lateSince === 'function' ? [{ id, lateSince }] : []),
)(
  '$id has what there is no news of for days come before a person',
  ({ lateSince }) => {
    expect(lateSince(start, after(start, lateAfter - 1))).toBeUndefined();
    const late = after(start, lateAfter);
    for (const now of [late, after(late, hours(1))]) expect(lateSince(start, now)).toBe(late);
  },
);

it('one partition whose queue refuses keeps nobody from the others', async () => {
  const asked: string[] = [];
  const list = (partition: string): Promise<Page<{ at: string; askAgainAt: Instant }>> =>
    Promise.resolve({ items: [{ at: partition, askAgainAt: start }] });
  const round = askAboutDue({ list, partitions: ['a', 'b', 'c'], now: start }, async ([one]) => {
    if (one!.at === 'a') throw new Error('Refused');
    await new Promise(setImmediate);
    asked.push(one!.at);
  });
  await expect(round).rejects.toThrow('Refused');
  expect(asked).toEqual(['b', 'c']);
});
