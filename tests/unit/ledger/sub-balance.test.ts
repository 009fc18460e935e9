import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { swings, type Entry } from '../../../shared/ledger/entry.ts';
import { earn, payoutRequested, release } from '../../../shared/ledger/postings.ts';
import { ledger } from '../../../shared/ledger/store.ts';
import { divide, heldIn, homeOf, subBalancesOf, type Held } from '../../../shared/ledger/sub-balance.ts';
import { asUseCase } from '../../support/use-case.ts';

const now = instant(Date.UTC(2026, 10, 22));
const newId = idsAt(now);
const merchantId = newId('merchant');
const brl = (amount: number) => money(amount, 'BRL');
const count = subBalancesOf(merchantId);
const code = 'merchant-released';

const amounts = fc.array(fc.nat(1000), { minLength: count, maxLength: count });
const heldOf = (of: readonly number[]): Held[] => of.map((amount) => ({ [code]: amount }));

describe('a balance that is divided', () => {
  it('takes together what is taken, from none more than it holds, wherever it lies [SET-01 part]', () => {
    fc.assert(fc.property(amounts, fc.nat(count - 1), fc.integer({ min: 1, max: 8000 }), (of, home, amount) => {
      const taken = [...divide({ owed: { [code]: -amount } }, home, heldOf(of))];
      expect(taken.reduce((sum, [, part]) => sum + part[code]!, 0)).toBe(-amount);
      const total = of.reduce((sum, one) => sum + one, 0);
      const refused = taken.some(([place, part]) => of[place]! + part[code]! < 0);
      expect(refused).toBe(amount > total);
    }));
  });

  it('changes one item where that suffices, and gives to one alone', () => {
    fc.assert(fc.property(amounts, fc.nat(count - 1), fc.nat(1000), (of, home, amount) => {
      fc.pre(amount > 0 && of[home]! >= amount);
      const moved = divide({ owed: { 'merchant-pending': amount, [code]: -amount } }, home, heldOf(of));
      expect([...moved.keys()]).toEqual([home]);
    }));
  });

  it('is never less than nothing anywhere, and in sum what was posted, whatever comes in whatever order [SET-01 part]', () => {
    const step = fc.record({ order: fc.nat(30), pay: fc.integer({ min: 0, max: 100 }), amount: fc.nat(500) });
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const held: Partial<Record<string, number>>[] = Array.from({ length: count }, () => ({}));
      const pending = new Map<number, number>();
      const posted: Entry[] = [];
      const orders = Array.from({ length: 31 }, () => ({ orderId: newId('order'), merchantId }));
      const post = (entry: Entry): void => {
        for (const { owner, owed } of swings([entry]).filter((swing) => swing.owner === merchantId)) {
          for (const [place, part] of divide({ owed }, homeOf([entry], owner), held)) {
            for (const [name, by] of Object.entries(part)) held[place]![name] = (held[place]![name] ?? 0) + by;
          }
        }
        posted.push(entry);
      };
      for (const { order, pay, amount } of steps) {
        const about = orders[order]!;
        const waiting = pending.get(order);
        if (waiting === undefined) {
          pending.set(order, amount);
          post(earn(about, { items: brl(amount), freight: brl(0), commission: brl(0) }, now));
        } else if (waiting > 0) {
          pending.set(order, 0);
          post(release(about, brl(waiting), now));
        }
        const released = heldIn({ held: held as Held[] }, code);
        const payout = Math.floor(released * pay / 100);
        const about2 = { payoutId: newId('payout'), merchantId, provider: 'sandbox' };
        if (payout > 0) post(payoutRequested({ ...about2, amount: brl(payout) }, now));
        expect(held.flatMap((one) => Object.values(one)).every((one) => one! >= 0)).toBe(true);
      }
      for (const account of ['merchant-pending', code] as const) {
        const entries = swings(posted).find(({ owner }) => owner === merchantId)?.owed[account] ?? 0;
        expect(heldIn({ held: held as Held[] }, account)).toBe(entries);
      }
    }));
  });

  it('has the orders of a shop at different items, and one order always at the same', () => {
    const places = Array.from({ length: 200 }, () => {
      const about = { orderId: newId('order'), merchantId };
      const [given, taken] = [
        earn(about, { items: brl(5), freight: brl(0), commission: brl(0) }, now),
        release(about, brl(5), now),
      ];
      expect(homeOf([given], merchantId)).toBe(homeOf([taken], merchantId));
      return homeOf([given], merchantId);
    });
    expect(new Set(places).size).toBe(count);
    expect(subBalancesOf(newId('order'))).toBe(1);
  });

  it('is not taken from blindly', async () => {
    const taken = release({ orderId: newId('order'), merchantId }, brl(5), now);
    await asUseCase({ now, touches: [ledger.post] }, async () => {
      expect(() => ledger.post(taken)).toThrow('nobody knows what it holds');
    });
  });
});
