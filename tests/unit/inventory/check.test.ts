import { describe, expect, it } from 'vitest';
import { checkedStock, settleStockFaults, stockFaultsOf } from '../../../shared/inventory/check.ts';
import { nothing, type Placement } from '../../../shared/inventory/placement.ts';
import { moved, unopened, type MovementKind } from '../../../shared/inventory/stock.ts';
import { after, hours, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';

const now = instant(Date.UTC(2026, 10, 29));
const newId = idsAt(now);
const [skuId, merchantId] = [newId('sku'), newId('merchant')];
const book: { kind: MovementKind; quantity: number }[] = [
  { kind: 'adjust', quantity: 10 },
  { kind: 'take', quantity: 4 },
  { kind: 'ship', quantity: 1 },
  { kind: 'dispatch', quantity: 2 },
  { kind: 'earmark', quantity: 3 },
];
const stock = book.reduce(moved, unopened(skuId, merchantId));
const placed = (onHand: number, allocated: number): Placement => ({
  id: skuId,
  merchantId,
  version: 1,
  at: {
    [newId('warehouse')]: { ...nothing, onHand: 2 },
    [newId('warehouse')]: { ...nothing, onHand: onHand - 2, allocated },
  },
});

describe('the check of stock', () => {
  it('finds nothing where warehouses, counters and book agree [INV-01] [INV-06]', () => {
    expect(stock).toMatchObject({ available: 1, held: 3, sold: 1, earmarked: 3 });
    expect(stockFaultsOf(stock, placed(7, 3), book)).toEqual([]);
    expect(stockFaultsOf(stock, undefined, undefined)).toEqual([]);
  });

  it('names each that does not [INV-01] [INV-06]', () => {
    const whats = (...given: Parameters<typeof stockFaultsOf>) => stockFaultsOf(...given).map(({ what }) => what);
    expect(whats(stock, placed(8, 3), book)).toEqual(['warehouses']);
    expect(whats(stock, placed(7, 4), book)).toEqual(['allocated']);
    expect(whats({ ...stock, available: -1 }, undefined, undefined)).toEqual(['below-zero']);
    expect(stockFaultsOf(stock, undefined, book.slice(0, 3))).toEqual([
      { skuId, what: 'book', expected: 6, found: 1 },
      { skuId, what: 'book', expected: 0, found: 3 },
    ]);
  });

  it('tells of what is new once, keeps what nobody has seen to, and forgets what agrees again [INV-01]', () => {
    const fault = { skuId, what: 'book', expected: 6, found: 4 } as const;
    const first = checkedStock(undefined, merchantId, [skuId], [fault], now)!;
    expect(first.facts).toHaveLength(1);
    const later = after(now, hours(24));
    expect(checkedStock(first.after, merchantId, [skuId], [fault], later)).toBeUndefined();
    const cup = newId('sku');
    const second = checkedStock(first.after, merchantId, [cup], [{ ...fault, skuId: cup }], later)!;
    expect(second.after).toMatchObject({ faults: [fault, { ...fault, skuId: cup }], since: now });
    expect(checkedStock(second.after, merchantId, [skuId, cup], [], later)!.after.faults).toEqual([]);
    const settled = settleStockFaults(second.after).after;
    expect(checkedStock(settled, merchantId, [skuId], [fault], later)!.after).toMatchObject({
      faults: [fault],
      since: later,
    });
    expect(checkedStock(undefined, merchantId, [skuId], [], now)).toBeUndefined();
  });
});
