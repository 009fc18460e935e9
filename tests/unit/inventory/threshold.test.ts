import { expect, it } from 'vitest';
import { lookAt, setThreshold, type Threshold } from '../../../shared/inventory/threshold.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';

const now = instant(Date.UTC(2026, 10, 29));
const newId = idsAt(now);
const of = { id: newId('sku'), merchantId: newId('merchant') };

it('tells once that there is too little or too much, and again when it was well meanwhile [INV-03]', () => {
  let threshold: Threshold = setThreshold(undefined, of, { low: 3, over: 10 }).after;
  const told = [5, 3, 2, 4, 0, 10, 12, 3, 9].map((available) => {
    const change = lookAt(threshold, available, now);
    threshold = change?.after ?? threshold;
    return change?.facts.map(({ data }) => (data as { kind: string }).kind).join() ?? '';
  });
  expect(told).toEqual(['', 'low', '', '', 'low', 'over', '', 'low', '']);
  expect(threshold.alert).toBeUndefined();
});

it('says nothing where a shop has set nothing, and looks anew when it sets something else [INV-03]', () => {
  const unset = setThreshold(undefined, of, {}).after;
  expect([0, 1_000_000].map((available) => lookAt(unset, available, now))).toEqual([undefined, undefined]);
  const low = lookAt(setThreshold(unset, of, { low: 3 }).after, 0, now)!.after;
  expect(low.alert).toEqual({ kind: 'low', available: 0, since: now });
  expect(lookAt(setThreshold(low, of, { over: 5 }).after, 0, now)).toBeUndefined();
});
