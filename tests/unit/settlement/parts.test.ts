import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/clock.ts';
import { idsAt, type Id } from '../../../shared/kernel/ids.ts';
import { money } from '../../../shared/kernel/money.ts';
import { claim, hold, releaseEarning, type Earning } from '../../../shared/settlement/earning.ts';
import { firstReleased } from '../../../shared/settlement/released.ts';
import { allIssued, issue, partsIn, statementIdOf, type Statement } from '../../../shared/settlement/statement.ts';

const now = instant(Date.UTC(2026, 10, 22, 8));
const newId = idsAt(now);
const merchantId = newId('merchant');
const date = '2026-11-29';
const zero = money(0, 'BRL');

const released = (): Earning =>
  releaseEarning(
    hold({ orderId: newId('order'), merchantId, currency: 'BRL', lines: [], refunded: zero }, now).after,
    now,
  ).after;

/** A merchant's earnings, and a list of them as it was before any of them was claimed. */
const books = (count: number, pageSize: number) => {
  const state = new Map(Array.from({ length: count }, released).map((earning) => [earning.id, earning]));
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
const settleAll = async ({ state, list, read }: ReturnType<typeof books>, limit: number): Promise<Statement[]> => {
  const statements: Statement[] = [];
  for (let more = true; more;) {
    const { earnings: [first, ...others], more: another } = await firstReleased(list, read, limit);
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
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        async (count, pageSize, limit) => {
          const parts = await settleAll(books(count, pageSize), limit);
          const sizes = parts.map(({ orders }) => orders.length);
          expect(sizes.reduce((a, b) => a + b, 0)).toBe(count);
          expect(sizes.slice(0, -1).every((size) => size === limit)).toBe(true);
          expect(new Set(parts.flatMap(({ orders }) => orders.map(({ orderId }) => orderId))).size).toBe(count);
          expect(parts.map(({ more }) => more)).toEqual(parts.map((_, i) => i < parts.length - 1));
        },
      ),
    );
  });

  it('is exported with all parts, however small, and is missing while the next one is not there [SET-07]', async () => {
    const parts = await settleAll(books(7, 3), 3);
    expect(parts.map(({ orders }) => orders.length)).toEqual([3, 3, 1]);
    const exported = (issued: readonly Statement[]) => partsIn(async (part) => issued[part - 1]);
    expect(await exported(parts)).toEqual(parts);
    expect(allIssued(await exported(parts))).toBe(true);
    expect(allIssued(await exported(parts.slice(0, 2)))).toBe(false);
    expect(allIssued(await exported([]))).toBe(false);
  });
});
