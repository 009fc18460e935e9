/** That no poller lets what waits longest hide what waits behind it. Every poller that is declared is here. */
import type { Merchant } from '../../../shared/merchants/public.ts';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadDeclarations, through } from '../../../infra/declarations.ts';
import { projectRoot } from '../../../infra/declarations.ts';
import { after, hours, instant, minutes, type Duration, type Instant } from '../../../shared/kernel/clock.ts';
import { money } from '../../../shared/kernel/money.ts';
import { derivedId } from '../../../shared/kernel/ids.ts';
import { dueOf, pollLimit } from '../../../shared/kernel/waiting.ts';
import { nextLook as nextAtCarrier } from '../../../shared/logistics/policy.ts';
import { nextLook as nextAtProvider, patience } from '../../../shared/payments/policy.ts';
import { askPayoutLater, requestPayout } from '../../../shared/settlement/payout.ts';
import { askPayoutAfter, payoutsPerRun } from '../../../shared/settlement/policy.ts';

interface Poller {
  readonly every: Duration;
  /** How long something waits before it is asked about at all. */
  readonly first: Duration;
  /** When something that has waited since then is asked about again, having just been asked about without news. */
  readonly next: (since: Instant, now: Instant) => Instant;
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

/** Its payouts are not held. */
const shop = { state: 'active', payoutAccount: { token: 'acct_1', verified: true } } as Merchant;

const pollers: Readonly<Record<string, Poller>> = {
  'payments/poll-payments': { every: minutes(1), first: patience, next: nextAtProvider, limit: pollLimit },
  'payments/poll-refunds': { every: minutes(1), first: patience, next: nextAtProvider, limit: pollLimit },
  'logistics/poll-carriers': {
    every: hours(1),
    first: hours(6),
    next: (since, now) => nextAtCarrier(since, now, hours(6)),
    limit: pollLimit,
  },
  'settlement/ask-payouts': {
    every: hours(1),
    first: askPayoutAfter,
    next: (since, now) => askPayoutLater(payout(since), shop, now).after.askAgainAt,
    limit: payoutsPerRun,
  },
};

const start = instant(Date.UTC(2026, 10, 22));

/** What waits in one partition, in the order of the index; nobody ever has news of it. */
const partition = ({ first, next, limit }: Poller, opened: readonly Instant[]) => {
  let waiting = opened.map((since, id) => ({ id, since, askAgainAt: after(since, first) }));
  return async (now: Instant): Promise<Set<number>> => {
    waiting = waiting.toSorted((a, b) => (a.askAgainAt < b.askAgainAt ? -1 : a.askAgainAt > b.askAgainAt ? 1 : 0));
    const asked = await dueOf(
      async function*() {
        yield* waiting;
      }(),
      now,
      limit,
    );
    const ids = new Set(asked.map(({ id }) => id));
    waiting = waiting.map((one) => (ids.has(one.id) ? { ...one, askAgainAt: next(one.since, now) } : one));
    return ids;
  };
};

it('every schedule that polls is here', async () => {
  const polling = globSync('functions/*/*.ts', { cwd: projectRoot })
    .filter((file) => readFileSync(`${projectRoot}/${file}`, 'utf8').includes('dueOf('))
    .map((file) => file.slice('functions/'.length, -'.ts'.length));
  const schedules = new Set((await loadDeclarations()).filter(through('schedule')).map(({ id }) => id));
  expect(polling.filter((id) => schedules.has(id)).toSorted()).toEqual(Object.keys(pollers).toSorted());
});

describe.each(Object.entries(pollers))('%s', (_, poller) => {
  it('comes to what is due behind three runs full of what nobody ever answers for', async () => {
    const silent = Array.from({ length: 3 * poller.limit }, () => start);
    const younger = silent.length;
    const run = partition(poller, [...silent, after(start, 1)]);
    const begins = after(start, poller.first + poller.every);
    const asked: Set<number>[] = [];
    for (let n = 0; n < 8; n += 1) asked.push(await run(after(begins, n * poller.every)));
    const runs = asked.findIndex((ids) => ids.has(younger));
    expect(runs).toBeGreaterThanOrEqual(0);
    expect(runs).toBeLessThanOrEqual(6);
    expect(Math.max(...asked.map(({ size }) => size))).toBeLessThanOrEqual(poller.limit);
  });

  it('moves on whatever it has asked about: the same thing twice in one run, or before its time, it never asks', async () => {
    const run = partition(poller, [start]);
    const at = after(start, poller.first);
    expect(await run(after(at, -1))).toEqual(new Set());
    expect(await run(at)).toEqual(new Set([0]));
    expect(await run(after(at, 1))).toEqual(new Set());
    expect(poller.next(start, at) > at).toBe(true);
  });
});
