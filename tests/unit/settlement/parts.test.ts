import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type Id } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { claim, hold, releaseEarning, type Earning } from '../../../shared/settlement/earning.ts';
import { statementsOf } from '../../../shared/settlement/export-part.ts';
import { firstReleased } from '../../../shared/settlement/released.ts';
import { issue, statementIdOf, type Statement } from '../../../shared/settlement/statement.ts';
import { earningRelease } from '../../../shared/settlement/rulebooks.ts';

const now = instant(Date.UTC(2026, 10, 22, 8));
const newId = idsAt(now);
const merchantId = newId('merchant');
const date = '2026-11-29';
const zero = money(0, 'BRL');

const line = {
  lineId: newId('orderLine'),
  skuId: newId('sku'),
  quantity: 1,
  items: zero,
  freight: zero,
  commissionRate: 1000,
  commission: zero,
};

const released = (lines: number): Earning =>
  releaseEarning(
    hold(
      {
        orderId: newId('order'),
        merchantId,
        currency: 'BRL',
        lines: Array.from({ length: lines }, () => line),
        refunded: zero,
      },
      earningRelease.byDefault,
      now,
    ).after,
    now,
  ).after;

/** A merchant's earnings of so many lines each, and a list of them as it was before any of them was claimed. */
const books = (lines: readonly number[], pageSize: number) => {
  const state = new Map(lines.map(released).map((earning) => [earning.id, earning]));
  const listed = [...state.keys()].map((orderId) => ({ orderId }));
  return {
    state,
    list: async (cursor: string | undefined) => {
      const from = Number(cursor ?? 0);
      const to = from + pageSize;
      return { items: listed.slice(from, to), ...(to < listed.length && { cursor: String(to) }) };
    },
    read: async (orderId: Id<'order'>) => state.get(orderId),
  };
};

/** Issues part after part, as each fact starts the next, from a list that never hears of any claim. */
const settleAll = async (
  { state, list, read }: ReturnType<typeof books>,
  limits: Parameters<typeof firstReleased>[2],
): Promise<Statement[]> => {
  const statements: Statement[] = [];
  for (let more = true; more;) {
    const { earnings: [first, ...others], more: another } = await firstReleased([list], read, limits);
    if (!first) break;
    const part = statements.length + 1;
    const claimed: [Earning, ...Earning[]] = [first, ...others];
    for (const earning of claimed) {
      state.set(earning.id, claim(earning, statementIdOf(merchantId, date, part)).after);
    }
    const { after } = issue(
      { merchantId, date, part, more: another, earnings: claimed, payoutId: newId('payout') },
      now,
    );
    statements.push(after);
    more = another;
  }
  return statements;
};

describe('a merchant with very many earnings', () => {
  it('gets full parts until nothing is left, though the list lags behind all the time [SET-04]', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.record({ earnings: fc.integer({ min: 1, max: 20 }), lines: fc.integer({ min: 24, max: 200 }) }),
        async (lines, pageSize, limits) => {
          const parts = await settleAll(books(lines, pageSize), limits);
          const orders = parts.map((part) => part.orders);
          expect(orders.flat().map((order) => order.lines.length)).toEqual(lines);
          expect(new Set(orders.flat().map(({ orderId }) => orderId)).size).toBe(lines.length);
          const linesOf = (part: typeof orders[number]): number =>
            part.reduce((sum, order) => sum + order.lines.length, 0);
          orders.forEach((part, i) => {
            expect(part.length).toBeLessThanOrEqual(limits.earnings);
            expect(linesOf(part)).toBeLessThanOrEqual(limits.lines);
            // The next order would not have fitted.
            const next = orders[i + 1]?.slice(0, 1) ?? [];
            if (next.length) {
              expect(part.length === limits.earnings || linesOf([...part, ...next]) > limits.lines).toBe(true);
            }
          });
          expect(parts.map(({ more }) => more)).toEqual(parts.map((_, i) => i < parts.length - 1));
        },
      ),
    );
  });

  it('is exported with all parts, however small, and is missing while the next one is not there [SET-07]', async () => {
    const parts = await settleAll(books([1, 1, 1, 1, 1, 1, 1], 3), { earnings: 3, lines: 24 });
    expect(parts.map(({ orders }) => orders.length)).toEqual([3, 3, 1]);
    const exported = async (issued: readonly Statement[]) => {
      const found = await Array.fromAsync(statementsOf([merchantId], async (_, part) => issued[part - 1]));
      return found.map(({ statement }) => statement);
    };
    expect(await exported(parts)).toEqual(parts);
    expect(await exported(parts.slice(0, 2))).toEqual([...parts.slice(0, 2), undefined]);
    expect(await exported([])).toEqual([undefined]);
  });
});
