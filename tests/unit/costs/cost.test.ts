import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { CostKind, enterCost, groupOf, strikeCost, type CostTerms } from '../../../shared/costs/cost.ts';
import { fewestParcels, savingsOf, shopCosts, sumKey, type CostSum } from '../../../shared/costs/summary.ts';

const now = '2026-11-22T08:00:00.000Z' as Instant;
const newId = idsAt(now);
const shop = { id: newId('merchant'), currency: 'BRL' } as const;
const brl = (amount: number) => ({ amount, currency: 'BRL' }) as const;
const lane = { from: { country: 'CN', region: 'Shanghai' }, to: { country: 'BR', region: 'SP' } };
const terms: CostTerms = { kind: 'freight', amount: brl(1500), date: '2026-11-22', carrier: 'Swift', lane };
const enter = (given: Partial<CostTerms>) => enterCost(newId('cost'), shop, { ...terms, ...given }, '2026-11-22', now);

describe('a cost of logistics', () => {
  it('is of one of nine kinds in four groups [LOG-10]', () => {
    const groups = Map.groupBy(CostKind.options, (kind) => groupOf[kind]);
    expect(Object.fromEntries(groups)).toEqual({
      transport: ['freight', 'fuel', 'tolls'],
      packaging: ['packaging-material', 'packaging-labour'],
      storage: ['storage-rent', 'storage-management'],
      delivery: ['delivery-wages', 'vehicle-depreciation'],
    });
  });

  it.each<[string, Partial<CostTerms>, string | object]>([
    ['nothing', { amount: brl(0) }, { path: 'amount' }],
    ['a day to come', { date: '2026-11-23' }, { path: 'date' }],
    ['a country that there is not', { lane: { ...lane, to: { country: 'XX' } } }, { path: 'lane.to.country' }],
    ['a region of another country', { lane: { ...lane, from: { country: 'CN', region: 'Bahia' } } }, {
      path: 'lane.from.region',
    }],
    ['another currency', { amount: { amount: 1, currency: 'CNY' } }, 'currency-foreign'],
  ])('is refused with %s', (_, given, refusal) => {
    expect(() => enter(given)).toThrow(
      expect.objectContaining(
        typeof refusal === 'string' ? { code: refusal } : { faults: [expect.objectContaining(refusal)] },
      ) as Error,
    );
  });

  it('is of the same lane in any spelling of it', () => {
    const written = enter({ lane: { ...lane, to: { country: 'BR', region: 'São Paulo' } } }).after;
    expect(sumKey(written)).toBe(sumKey(enter({}).after));
  });

  it('is struck once, and stays as it was entered', () => {
    const struck = strikeCost(enter({}).after, 'twice', now).after;
    expect(struck).toMatchObject({ state: 'struck', amount: brl(1500), struck: { reason: 'twice', at: now } });
    expect(() => strikeCost(struck, 'twice', now)).toThrow(expect.objectContaining({ code: 'illegal-step' }) as Error);
  });
});

const sumOf = (carrier: string, amount: number, parcels: number, other: Partial<CostSum> = {}): CostSum => ({
  group: 'transport',
  kind: 'freight',
  carrier,
  lane,
  amount: brl(amount),
  entries: 1,
  parcels,
  ...other,
});

describe('where a shop could save', () => {
  it('is where another carrier that it uses on the lane takes less for a parcel [LOG-11]', () => {
    expect(savingsOf([
      sumOf('Swift', 10_000, 10),
      sumOf('Swift', 500, 10, { kind: 'tolls' }),
      sumOf('Postal', 8_000, 10),
      sumOf('Rare', 100, fewestParcels - 1),
      sumOf('Elsewhere', 100, 10, { lane: { from: lane.from, to: { country: 'CN' } } }),
    ])).toEqual([{
      lane,
      carrier: 'Swift',
      parcels: 10,
      perParcel: brl(1000),
      cheaperCarrier: 'Postal',
      cheaperPerParcel: brl(800),
      saving: brl(2000),
    }]);
  });

  it('is never more than what was paid beyond the cheapest, and never by the same carrier', () => {
    const paid = fc.uniqueArray(
      fc.record({
        carrier: fc.constantFrom('Swift', 'Postal', 'Far', 'Near'),
        amount: fc.integer({ min: 1, max: 1e9 }),
        parcels: fc.integer({ min: 0, max: 1000 }),
      }),
      { selector: ({ carrier }) => carrier },
    );
    fc.assert(fc.property(paid, (all) => {
      for (
        const { carrier, cheaperCarrier, saving, parcels } of savingsOf(
          all.map((one) => sumOf(one.carrier, one.amount, one.parcels)),
        )
      ) {
        const [own, other] = [carrier, cheaperCarrier].map((name) => all.find((one) => one.carrier === name)!);
        expect(cheaperCarrier).not.toBe(carrier);
        expect(saving.amount).toBeGreaterThan(0);
        expect(saving.amount).toBeLessThanOrEqual(own!.amount - (other!.amount / other!.parcels) * parcels + 1e-3);
      }
    }));
  });
});

describe('what a shop paid', () => {
  it('is the sum of its groups', () => {
    expect(shopCosts(shop.id, [sumOf('Swift', 700, 1), sumOf('', 300, 0, { group: 'storage', kind: 'storage-rent' })]))
      .toEqual({
        merchantId: shop.id,
        total: brl(1000),
        transport: brl(700),
        packaging: brl(0),
        storage: brl(300),
        delivery: brl(0),
      });
  });
});
