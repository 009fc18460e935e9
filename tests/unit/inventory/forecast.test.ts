import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecast, leastDays, methodFor } from '../../../shared/inventory/replenishment/forecast.ts';
import {
  ageOf,
  averageOnHand,
  countDay,
  demandOf,
  type StockHistory,
} from '../../../shared/inventory/replenishment/history.ts';
import { advise, lookAhead, setSupply, termsOf } from '../../../shared/inventory/replenishment/replenishment.ts';
import { replenishmentRules } from '../../../shared/inventory/rulebooks.ts';
import { turnoverOf } from '../../../shared/inventory/report/turnover.ts';
import { lyingIn, useOf } from '../../../shared/inventory/report/warehouse-use.ts';
import { nothing } from '../../../shared/inventory/placement.ts';
import { moved, unopened, type Stock } from '../../../shared/inventory/stock.ts';
import { dateAfter } from '../../../shared/kernel/values/calendar.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';

const newId = idsAt(instant(Date.UTC(2026, 10, 29)));
const [skuId, merchantId] = [newId('sku'), newId('merchant')];
const rules = replenishmentRules.byDefault;
const terms = { leadDays: 4, coverDays: 10, serviceLevel: '95' } as const;
const daily = (units: number, days = 42): number[] => Array<number>(days).fill(units);
/** So many units every so many days. */
const every = (gap: number, units: number, days = 112): number[] =>
  Array.from({ length: days }, (_, i) => (i % gap === gap - 1 ? units : 0));
const demands = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: leastDays, maxLength: 120 });

describe('a forecast of demand', () => {
  it('of what sells the same each day is that, without an error [INV-11]', () => {
    expect(forecast(daily(3))).toMatchObject({
      method: 'exponential-smoothing',
      perDay: 3,
      error: { mean: 0, square: 0, scaled: 0 },
    });
  });

  it('of what sells seldom is the chance of a sale times its size, and ever less of what has stopped selling [INV-11]', () => {
    const ahead = forecast(every(4, 4))!;
    expect(ahead.method).toBe('intermittent');
    // The chance moves up by 5 % of what is missing to one on one day of four, and down by 5 % on three.
    expect(ahead.perDay).toBeCloseTo((4 * 0.05) / (1 - 0.95 ** 4), 1);
    expect(ahead.error.scaled).toBeLessThan(1);
    expect(forecast([...daily(5, 30), ...daily(0, 60)])!.perDay).toBeLessThan(5 * 0.95 ** 59);
  });

  it.each([[daily(1), 'exponential-smoothing'], [every(2, 9), 'intermittent'], [daily(0), 'intermittent']] as const)(
    'goes by the method that suits how often it sells [INV-11]',
    (demand, method) => expect(methodFor(demand)).toBe(method),
  );

  it('follows a smoothing by hand, and is judged by errors of one day each [INV-11]', () => {
    const demand = [...daily(10, 27), 20];
    const { perDay, error, foretold } = forecast(demand)!;
    expect(perDay).toBeCloseTo(10 + 0.2 * 10, 9);
    // Of fourteen days that are judged the last is ten too low; "as yesterday" is wrong once in 27 days.
    expect(error.mean).toBeCloseTo(10 / 14, 9);
    expect(error.square).toBeCloseTo(Math.sqrt(100 / 14), 9);
    expect(error.scaled).toBeCloseTo(Math.sqrt(27 / 14), 9);
    expect(foretold.slice(12, 16)).toEqual([undefined, undefined, 10, 10]);
  });

  it('is never below zero nor above what ever sold, and is not given of few days [INV-11]', () => {
    expect(forecast(daily(5, leastDays - 1))).toBeUndefined();
    fc.assert(fc.property(demands, (demand) => {
      const { perDay, error } = forecast(demand)!;
      expect(perDay).toBeGreaterThanOrEqual(0);
      expect(perDay).toBeLessThanOrEqual(Math.max(...demand) + 1e-9);
      expect(error.square + 1e-9).toBeGreaterThanOrEqual(error.mean);
    }));
  });
});

describe('what a shop is advised to order', () => {
  it('is due at the reorder point: forecast × lead time, and safety stock by error and service level [INV-11]', () => {
    expect(lookAhead(daily(3), 12, terms, rules)).toMatchObject({
      safetyStock: 0,
      reorderPoint: 12,
      suggested: 3 * 14 - 12,
    });
    expect(lookAhead(daily(3), 13, terms, rules).suggested).toBe(0);
    const uneven = Array.from({ length: 42 }, (_, i) => 2 + (i % 3));
    const ahead = lookAhead(uneven, 0, terms, rules);
    expect(ahead.safetyStock).toBe(Math.ceil(1.6449 * ahead.forecast!.error.square * 2));
    expect(ahead.reorderPoint).toBe(Math.ceil(ahead.forecast!.perDay * 4) + ahead.safetyStock!);
    expect(lookAhead(daily(0), 0, terms, rules).suggested).toBe(0);
  });

  it('is more the longer it takes and the surer it is to be [INV-11]', () => {
    fc.assert(fc.property(demands, fc.integer({ min: 1, max: 60 }), (demand, leadDays) => {
      const at = (more: object) => lookAhead(demand, 0, { ...terms, leadDays, ...more }, rules).reorderPoint!;
      expect(at({ leadDays: leadDays + 1 })).toBeGreaterThanOrEqual(at({}));
      expect(at({ serviceLevel: '99' })).toBeGreaterThanOrEqual(at({}));
    }));
  });

  it.each([
    ['half as much again', [...daily(2, 35), ...daily(4, 7)], true],
    ['less than chance explains', [...daily(1, 35), ...daily(1, 3), 2, 2, 2, 2], false],
    ['much, but of hardly anything', [...daily(0, 35), 1, 1, 1, 1, 0, 0, 0], false],
    ['as ever', daily(4), false],
    ['for the first week that is known', daily(9, 7), false],
  ])('is more at once when its demand rises: %s [INV-04]', (_, demand, rising) => {
    const ahead = lookAhead(demand, 10_000, terms, rules);
    expect(ahead.rising).toBe(rising);
    expect(ahead.suggested).toBe(0);
    if (rising) expect(lookAhead(demand, 0, terms, rules).suggested).toBeGreaterThanOrEqual(4 * 14);
  });

  it('is told once while it lasts, follows the number, and ends [INV-04] [INV-11]', () => {
    const of = { id: skuId, merchantId };
    const low = lookAhead(daily(3), 5, terms, rules);
    const first = advise(undefined, of, low, 5, '2026-11-29')!;
    expect(first.after.advice).toEqual({ kind: 'reorder', quantity: 37, available: 5, since: '2026-11-29' });
    expect(first.facts).toHaveLength(1);
    expect(advise(first.after, of, low, 5, '2026-11-30')).toBeUndefined();
    const second = advise(first.after, of, lookAhead(daily(3), 2, terms, rules), 2, '2026-11-30')!;
    expect(second.after.advice).toMatchObject({ quantity: 40, since: '2026-11-29' });
    expect(second.facts).toEqual([]);
    const well = lookAhead(daily(3), 50, terms, rules);
    expect(advise(second.after, of, well, 50, '2026-12-01')!.after.advice).toBeUndefined();
    expect(advise(undefined, of, well, 50, '2026-12-01')).toBeUndefined();
    expect(termsOf(undefined, rules)).toEqual({ leadDays: 7, coverDays: 14, serviceLevel: '95' });
    expect(termsOf(setSupply(first.after, of, terms).after, rules)).toEqual(terms);
  });
});

const started = moved(unopened(skuId, merchantId), { kind: 'adjust', quantity: 100 });
const first = '2026-11-01';
/** Days with what moves on each; the stock is counted in the night after it. */
const lived = (days: readonly { readonly sold: number; readonly came: number }[]) => {
  let stock: Stock = started;
  let history: StockHistory = countDay(undefined, stock, first)!.after;
  days.forEach(({ sold, came }, i) => {
    const units = Math.min(sold, stock.available);
    for (const kind of ['take', 'ship'] as const) stock = moved(stock, { kind, quantity: units });
    stock = moved(stock, { kind: 'adjust', quantity: came });
    history = countDay(history, stock, dateAfter(first, i + 1))?.after ?? history;
  });
  return { history, stock, today: dateAfter(first, days.length) };
};

describe('the history of a SKU', () => {
  it('knows what was sold each day, whatever nothing moved on, and counts a night once [INV-11]', () => {
    const { history, stock, today } = lived([{ sold: 5, came: 0 }, { sold: 0, came: 0 }, { sold: 2, came: 10 }]);
    expect(demandOf(history, today)).toEqual([5, 0, 2]);
    expect(history.days.map(({ date }) => date)).toEqual([first, '2026-11-02', '2026-11-04']);
    expect(countDay(history, stock, today)).toBeUndefined();
    expect(countDay(history, moved(stock, { kind: 'adjust', quantity: 1 }), today)).toBeUndefined();
    expect(averageOnHand(history, today)).toBeCloseTo((100 + 95 + 95) / 3, 9);
    expect(demandOf(history, dateAfter(today, 2))).toEqual([5, 0, 2, 0, 0]);
  });

  it('knows how old units are, as if the oldest left first [INV-12]', () => {
    const { history, today } = lived([{ sold: 60, came: 20 }, { sold: 0, came: 0 }]);
    expect(history.layers).toEqual([{ since: first, units: 40 }, { since: '2026-11-02', units: 20 }]);
    expect(ageOf(history, today)).toEqual({ average: Math.round((40 * 2 + 20 * 1) / 60), oldest: 2 });
    expect(ageOf({ layers: [] }, today)).toEqual({ average: 0, oldest: 0 });
  });

  it('loses no unit, and forgets the oldest days alone [INV-11] [INV-12]', () => {
    const day = fc.record({ sold: fc.integer({ min: 0, max: 9 }), came: fc.integer({ min: 0, max: 9 }) });
    fc.assert(fc.property(fc.array(day, { maxLength: 160 }), (days) => {
      const { history, stock, today } = lived(days);
      expect(history.layers.reduce((sum, { units }) => sum + units, 0)).toBe(stock.available);
      expect(history.layers.every(({ units }) => units > 0)).toBe(true);
      const demand = demandOf(history, today);
      expect(demand).toHaveLength(Math.min(days.length, 120));
      if (days.length <= 120) expect(demand.reduce((sum, units) => sum + units, 0)).toBe(stock.sold);
      expect(history.days.length).toBeLessThanOrEqual(122);
    }));
  });
});

describe('the report of stock', () => {
  it('says how often a year it is sold, how long it lasts and how old it is [INV-12]', () => {
    const { history, stock, today } = lived(Array<{ sold: number; came: number }>(10).fill({ sold: 2, came: 2 }));
    expect(turnoverOf(history, stock, today)).toEqual({
      days: 10,
      sold: 20,
      averageOnHand: 100,
      turnover: 7.3,
      daysOfCover: 50,
      averageAge: Math.round((80 * 10 + 2 * 45) / 100),
      oldestAge: 10,
    });
    const fresh = lived([]);
    expect(turnoverOf(fresh.history, fresh.stock, fresh.today)).toMatchObject({ days: 0, turnover: undefined });
  });

  it('says how full a warehouse was, and what that has cost [INV-12]', () => {
    const [one, two] = [newId('warehouse'), newId('warehouse')];
    const placed = (onHand: number) => ({
      id: skuId,
      merchantId,
      version: 1,
      at: { [one]: { ...nothing, onHand, allocated: 1, damaged: 2, returned: 3, inTransit: 9 } },
    });
    expect(lyingIn([placed(10), placed(5)])).toEqual({ [one]: 25 });
    const counted = [{ [one]: 100 }, { [one]: 300 }];
    expect(useOf({ id: one, capacity: 400, costPer100Units: money(900, 'BRL') }, counted)).toEqual({
      days: 2,
      averageUnits: 200,
      mostUnits: 300,
      utilisation: 50,
      storageCost: money(Math.round((400 * 900) / 100 / 30), 'BRL'),
    });
    expect(useOf({ id: two }, counted)).toMatchObject({
      averageUnits: 0,
      utilisation: undefined,
      storageCost: undefined,
    });
    expect(useOf({ id: one }, [])).toMatchObject({ days: 0, averageUnits: 0, mostUnits: 0 });
  });
});
