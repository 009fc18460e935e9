import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, days, hours, instant, minutes, utcDateOf, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { Id, MerchantId } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import {
  faultsOf,
  finishPart,
  lastDay,
  lookAgain,
  nextPeriod,
  owedByEntries,
  partsLeft,
  startCheck,
  sumByOwner,
  type BalanceFault,
} from '../../../shared/ledger/balance-check.ts';
import { swings, type Entry } from '../../../shared/ledger/entry.ts';
import { dayOf, daysThrough } from '../../../shared/ledger/kept-balance.ts';
import { entriesPerPart } from '../../../shared/ledger/policy.ts';
import { capture, release } from '../../../shared/ledger/postings.ts';

const start = instant(Date.UTC(2026, 10, 22));
const merchants = ['mer_1', 'mer_2', 'mer_3'] as MerchantId[];

/** Captures, and releases of what merchants have earned, on six days. */
const posted = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: days(6) - 1 }), amount: fc.integer({ min: 1, max: 1e6 }), who: fc.nat(2) }),
  { maxLength: 40 },
).map((drawn) =>
  drawn.map(({ at, amount, who }, i): Entry => {
    const [orderId, time, sum] = [`ord_${i}` as Id<'order'>, after(start, at), money(amount, 'BRL')];
    return i % 2 === 0
      ? release({ orderId, merchantId: merchants[who]! }, sum, time)
      : capture({ provider: 'sandbox', providerId: `p${i}`, reference: 'r' }, { orderId, amount: sum }, time);
  })
);

async function* stream(entries: readonly Entry[]): AsyncGenerator<Entry> {
  yield* entries;
}

/** The balances as the store keeps them, with what has moved on each day. */
const kept = (entries: readonly Entry[]): Map<string, Record<string, number>> => {
  const found = new Map<string, Record<string, number>>();
  for (const entry of entries) {
    for (const { owner, currency, owed } of swings([entry])) {
      const balance = found.get(`${owner} ${currency}`) ?? {};
      for (const [code, by] of Object.entries(owed)) {
        for (const name of [code, dayOf(code as 'buyer-funds', utcDateOf(entry.at))]) {
          balance[name] = (balance[name] ?? 0) + by;
        }
      }
      found.set(`${owner} ${currency}`, balance);
    }
  }
  return found;
};

/** Compares the entries of a period, in so many parts, with what is kept now. */
const compare = async (
  entries: readonly Entry[],
  balances: ReturnType<typeof kept>,
  parts: number,
  { from, to }: { from: Instant; to: Instant },
  checked = new Map<string, ReturnType<typeof owedByEntries>>(),
): Promise<BalanceFault[]> => {
  const faults: BalanceFault[] = [];
  for (let part = 0; part < parts; part += 1) {
    const period = entries.filter(({ at }) => at >= from && at < to);
    for (const swing of await sumByOwner(stream(period), part, parts)) {
      const key = `${swing.owner} ${swing.currency}`;
      const owed = owedByEntries(checked.get(key), swing);
      const balance = balances.get(key) ?? {};
      faults.push(...faultsOf(swing, owed, balance, lastDay({ to })));
      checked.set(key, owed);
      for (const day of daysThrough(balance, lastDay({ to }))) delete balance[day];
    }
  }
  return faults;
};

const period = fc.integer({ min: 1, max: 5 });
const parts = fc.integer({ min: 1, max: 7 });

describe('the check of balances', () => {
  it('finds nothing while balances are what was posted, however days are taken together, with posting going on [SET-01 part]', () =>
    fc.assert(fc.asyncProperty(posted, fc.array(period, { maxLength: 5 }), parts, async (entries, lengths, count) => {
      const [balances, checked] = [kept(entries), new Map<string, ReturnType<typeof owedByEntries>>()];
      let from = start;
      for (const length of lengths) {
        const to = after(from, days(length));
        expect(await compare(entries, balances, count, { from, to }, checked)).toEqual([]);
        from = to;
      }
    })));

  it('finds a balance that was changed by hand, and by how much [SET-01 part]', () =>
    fc.assert(fc.asyncProperty(posted, parts, fc.integer({ min: 1, max: 1000 }), async (entries, count, by) => {
      const balances = kept(entries);
      const changed = [...balances.keys()].find((key) => key.startsWith('mer_'));
      fc.pre(changed !== undefined);
      balances.get(changed!)!['merchant-released']! += by;
      const faults = await compare(entries, balances, count, { from: start, to: after(start, days(6)) });
      expect(faults).toMatchObject([{ account: `merchant-released:${changed!.split(' ')[0]}` }]);
      expect(faults[0]!.balance - faults[0]!.entries).toBe(by);
    })));

  it('finds an entry that was changed or taken away by hand before its day was checked [SET-01 part]', () =>
    fc.assert(fc.asyncProperty(posted, parts, fc.nat(), fc.boolean(), async (entries, count, pick, removed) => {
      fc.pre(entries.length > 0);
      const balances = kept(entries);
      const place = pick % entries.length;
      const tampered = entries.flatMap((entry, i): Entry[] => {
        if (i !== place) return [entry];
        const more = entry.postings.map(({ account, amount }) => ({
          account,
          amount: money(amount.amount * 2, amount.currency),
        }));
        return removed ? [] : [{ ...entry, postings: more }];
      });
      const whole = { from: start, to: after(start, days(6)) };
      const others = new Set(tampered.flatMap((entry) => swings([entry]).map(({ owner }) => owner)));
      const owners = swings([entries[place]!]).map(({ owner }) => owner).filter((owner) => others.has(owner));
      const faults = await compare(tampered, balances, count, whole);
      expect(new Set(faults.map(({ account }) => account.split(':')[1]))).toEqual(new Set(owners));
    })));

  it('takes the days that are over, from where the last one ended, some at a time', () => {
    const at = (time: string) => instant(Date.parse(time));
    const begun = at('2026-11-20T15:00:00.000Z');
    expect(nextPeriod(undefined, begun, after(begun, hours(9)))).toBeUndefined();
    const first = nextPeriod(undefined, begun, at('2026-11-21T01:00:00.000Z'))!;
    expect(first).toEqual({ from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' });
    const { after: check } = startCheck(undefined, { ...first, entries: 0 }, begun);
    expect(nextPeriod(check, begun, after(check.to, hours(25) - minutes(1)))).toBeUndefined();
    expect(nextPeriod(check, begun, after(check.to, days(400)))).toEqual({
      from: check.to,
      to: after(check.to, days(31)),
    });
  });

  it('has as many parts as entries need, each done once, and tells of what is off', () => {
    const { after: check } = startCheck(undefined, { from: start, to: after(start, days(1)), entries: 10e6 }, start);
    expect(check.parts * entriesPerPart).toBe(10e6);
    expect(partsLeft(check)).toHaveLength(20);
    const fault: BalanceFault = { account: 'merchant-released:mer_1', currency: 'BRL', balance: 2, entries: 1 };
    const quiet = finishPart(check, 3, [], start);
    expect(quiet.facts).toEqual([]);
    const { after: found, facts } = finishPart(quiet.after, 0, [fault], start);
    expect(partsLeft(found)).not.toContain(0);
    expect(partsLeft(found)).toHaveLength(18);
    expect(found).toMatchObject({ off: 1, faults: [fault] });
    expect(facts).toMatchObject([{ type: 'balances-off', data: { through: '2026-11-22', off: 1, faults: [fault] } }]);
    expect(lookAgain(found, [fault], start)).toBeUndefined();
    expect(lookAgain(found, [fault, { ...fault, currency: 'CNY' }], start)).toMatchObject({ after: { off: 2 } });
  });
});
