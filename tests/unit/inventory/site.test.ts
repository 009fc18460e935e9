import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteWeights } from '../../../shared/inventory/rulebooks.ts';
import {
  addSite,
  dropSite,
  scoreSites,
  type Bought,
  type Site,
  type Sites,
} from '../../../shared/inventory/sites/site.ts';
import type { Warehouse } from '../../../shared/inventory/warehouse.ts';
import type { Instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { refusalOf } from '../catalogue/samples.ts';

const newId = idsAt('2026-11-30T08:00:00.000Z' as Instant);
const shop = { id: newId('merchant'), currency: 'BRL' } as const;
const brl = (amount: number) => money(amount, 'BRL');
const place = (region: string, city: string) => ({ country: 'BR', region, city });
const site = (region: string, city: string, costs: Partial<Site> = {}): Site => ({
  id: newId('site'),
  name: city,
  ...place(region, city),
  costPerParcel: brl(1000),
  costPer100Units: brl(5000),
  ...costs,
});
const own: Warehouse = {
  id: newId('warehouse'),
  name: { en: 'Own' },
  address: {
    ...place('SP', 'São Paulo'),
    name: 'Own',
    phone: '+5511999999999',
    street: 'Rua 1',
    postalCode: '01000-000',
  },
  coverage: [],
  zones: [],
  open: true,
};
const weights = siteWeights.byDefault;
const score = (sites: readonly Site[], bought: readonly Bought[], warehouses: readonly Warehouse[] = [own]) =>
  scoreSites(sites, bought, warehouses, weights);

describe('places for a warehouse', () => {
  it('are scored by distance to the buyers, by demand that nothing serves as near, and by cost [INV-08]', () => {
    const [manaus, santos, rio] = [site('AM', 'Manaus'), site('SP', 'Santos'), site('RJ', 'Rio de Janeiro')];
    const bought = [
      { ...place('AM', 'Manaus'), units: 6 },
      { ...place('SP', 'São Paulo'), units: 3 },
      { ...place('AM', 'Parintins'), units: 1 },
    ];
    const [first, second, third] = score([rio, santos, manaus], bought);
    // 6 units in its city, 1 in its region, 3 in its country; the own warehouse is in the country for all of the Amazon.
    expect(first).toMatchObject({
      name: 'Manaus',
      distance: Math.round((100 * (6 + 2 / 3 + 3 / 3)) / 10),
      demand: 70,
      unitsInRegion: 7,
    });
    // An average order has 10 ÷ 3 units.
    expect(first!.costPerOrder).toEqual(brl(1000 + Math.round((5000 * (10 / 3)) / 100)));
    expect(second).toMatchObject({ name: 'Santos', demand: 0, unitsInRegion: 3 });
    expect(third).toMatchObject({ name: 'Rio de Janeiro', demand: 0, unitsInRegion: 0 });
    // A closed warehouse serves nobody.
    expect(score([santos], bought, [{ ...own, open: false }])[0]).toMatchObject({ demand: 100 });
  });

  it.each([
    ['a parcel', { costPerParcel: brl(400) }],
    ['storage', { costPer100Units: brl(500) }],
  ])('score more where %s costs less [INV-08]', (_, cheaper) => {
    const bought = [{ ...place('AM', 'Manaus'), units: 40 }];
    const [best, other] = score([site('AM', 'Manaus'), site('AM', 'Manaus', cheaper)], bought);
    expect(best).toMatchObject(cheaper);
    expect(best!.score! - other!.score!).toBeGreaterThan(0);
  });

  it('have no score before anything was bought [INV-08]', () => {
    expect(score([site('AM', 'Manaus')], [])[0]).toMatchObject({ score: undefined, distance: 0, demand: 0 });
  });

  it('never score below 0 or above 100, whatever was bought where [INV-08]', () => {
    const somewhere = fc.constantFrom(place('AM', 'Manaus'), place('SP', 'Santos'), {
      country: 'PT',
      region: '',
      city: 'Porto',
    });
    const orders = fc.array(fc.record({ at: somewhere, units: fc.integer({ min: 1, max: 99 }) }), {
      minLength: 1,
      maxLength: 20,
    });
    const sites = fc.array(fc.record({ at: somewhere, parcel: fc.nat(1e9), storage: fc.nat(1e9) }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(fc.property(orders, sites, (bought, compared) => {
      const scored = score(
        compared.map(({ at, parcel, storage }) =>
          site(at.region, at.city, { ...at, costPerParcel: brl(parcel), costPer100Units: brl(storage) })
        ),
        bought.map(({ at, units }) => ({ ...at, units })),
      );
      for (const one of scored) {
        for (const points of [one.score!, one.distance, one.demand]) {
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(100);
        }
      }
      expect(scored.map((one) => one.score)).toEqual(scored.map((one) => one.score).toSorted((a, b) => b! - a!));
    }));
  });

  it('are real ones, in the currency of the shop, and no more than can be compared [INV-08]', () => {
    const { id: _, ...terms } = site('Amazonas', 'Manaus');
    const { after } = addSite(undefined, shop, newId('site'), terms);
    expect(after.sites[0]).toMatchObject({ region: 'AM' });
    expect(refusalOf(() => addSite(after, shop, newId('site'), { ...terms, region: 'Nowhere' }))).toBe('invalid-input');
    expect(refusalOf(() => addSite(after, shop, newId('site'), { ...terms, country: 'XX' }))).toBe('invalid-input');
    expect(refusalOf(() => addSite(after, shop, newId('site'), { ...terms, costPerParcel: money(1, 'EUR') })))
      .toBe('currency-foreign');
    let full: Sites = after;
    while (full.sites.length < 12) full = addSite(full, shop, newId('site'), terms).after;
    expect(refusalOf(() => addSite(full, shop, newId('site'), terms))).toBe('too-many-sites');
    expect(dropSite(full, full.sites[0]!.id).after.sites).toHaveLength(11);
    expect(refusalOf(() => dropSite(full, newId('site')))).toBe('not-found');
    expect(refusalOf(() => dropSite(undefined, newId('site')))).toBe('not-found');
  });
});
