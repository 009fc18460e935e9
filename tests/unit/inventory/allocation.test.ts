import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SkuId } from '../../../shared/catalogue/public.ts';
import {
  allocate,
  cameFrom,
  choose,
  departFrom,
  endAllocation,
  leftFor,
  pickUpAddress,
  type Allocation,
} from '../../../shared/inventory/allocation.ts';
import { nothing, type Placement } from '../../../shared/inventory/placement.ts';
import { allocationWeights } from '../../../shared/inventory/rulebooks.ts';
import type { StockLine, WarehouseId } from '../../../shared/inventory/stock.ts';
import type { Warehouse } from '../../../shared/inventory/warehouse.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';

const now = instant(Date.UTC(2026, 10, 29));
const newId = idsAt(now);
const merchantId = newId('merchant');
const weights = allocationWeights.byDefault;
const to = { country: 'BR', region: 'SP', city: 'São Paulo' };
const address = { name: 'Depot', phone: '+551140028922', street: 'Rua 1', postalCode: '01310-100' };

const warehouse = (fields: Partial<Warehouse> = {}): Warehouse => ({
  id: newId('warehouse'),
  name: { en: 'Depot' },
  coverage: [],
  zones: [],
  open: true,
  ...fields,
});
const near = (fields: Partial<Warehouse> = {}) => warehouse({ address: { ...address, ...to }, ...fields });
const far = (fields: Partial<Warehouse> = {}) =>
  warehouse({ address: { ...address, country: 'BR', region: 'AM', city: 'Manaus' }, ...fields });

/** How many are on hand in each, of which some are allocated already. */
const placement = (
  skuId: SkuId,
  units: readonly (readonly [Pick<Warehouse, 'id'>, onHand: number, allocated?: number])[],
): Placement => ({
  id: skuId,
  merchantId,
  version: 1,
  at: Object.fromEntries(units.map(([{ id }, onHand, allocated = 0]) => [id, { ...nothing, onHand, allocated }])),
});
const placed = (...all: Placement[]) => new Map(all.map((one) => [one.id, one]));
const pot = newId('sku');
const cup = newId('sku');

describe('the warehouses that an order is sent from', () => {
  it('are the nearest and cheapest that has all of it, and the reasons are told for each [INV-10]', () => {
    const [here, there] = [near({ costPerParcel: money(300, 'BRL') }), far({ costPerParcel: money(300, 'BRL') })];
    const all = placed(placement(pot, [[here, 5], [there, 9]]));
    const { shares, candidates } = choose([{ skuId: pot, quantity: 4 }], all, [there, here], to, weights)!;
    expect(shares).toEqual([{ skuId: pot, warehouseId: here.id, quantity: 4, left: 4 }]);
    expect(candidates).toEqual([
      {
        warehouseId: here.id,
        chosen: true,
        score: 70,
        distance: 'same-city',
        covers: true,
        open: true,
        costPerParcel: 300,
        stock: 100,
      },
      {
        warehouseId: there.id,
        chosen: false,
        score: 37,
        distance: 'same-country',
        covers: true,
        open: true,
        costPerParcel: 300,
        stock: 100,
      },
    ]);
    const dear = { ...here, costPerParcel: money(9000, 'BRL') };
    const cheap = { ...there, costPerParcel: money(0, 'BRL') };
    const costFirst = { ...weights, distance: 10, cost: 90 };
    expect(choose([{ skuId: pot, quantity: 4 }], all, [dear, cheap], to, costFirst)!.shares[0]!.warehouseId).toBe(
      there.id,
    );
  });

  it('are split only where no single one has all of it [INV-10]', () => {
    const [here, there] = [near(), far()];
    const lines = [{ skuId: pot, quantity: 2 }, { skuId: cup, quantity: 2 }];
    const only = placed(placement(pot, [[here, 2], [there, 2]]), placement(cup, [[there, 2]]));
    expect(choose(lines, only, [here, there], to, weights)!.shares.map(({ warehouseId }) => warehouseId)).toEqual([
      there.id,
      there.id,
    ]);
    const split = placed(placement(pot, [[here, 2]]), placement(cup, [[there, 2]]));
    expect(choose(lines, split, [here, there], to, weights)!.shares.map(({ warehouseId }) => warehouseId)).toEqual([
      here.id,
      there.id,
    ]);
  });

  it('are those that cover the place and are open, and others only when these have too little [INV-10]', () => {
    const elsewhere = near({ coverage: [{ country: 'BR', regions: ['RJ'] }] });
    const shut = near({ open: false });
    const covering = far({ coverage: [{ country: 'BR' }] });
    const all = [elsewhere, shut, covering];
    const chosen = (units: readonly [number, number, number]) =>
      choose(
        [{ skuId: pot, quantity: 2 }],
        placed(placement(pot, all.map((one, i) => [one, units[i]!]))),
        all,
        to,
        weights,
      )
        ?.shares.map(({ warehouseId }) => warehouseId);
    expect(chosen([2, 2, 2])).toEqual([covering.id]);
    expect(chosen([2, 2, 1])).toEqual([elsewhere.id]);
    expect(chosen([1, 2, 0])).toEqual([shut.id]);
    expect(chosen([1, 0, 0])).toBeUndefined();
  });

  const units = fc.integer({ min: 0, max: 6 });
  const cases = fc.record({
    stock: fc.array(fc.tuple(units, units, units, units, fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 6 }),
    wanted: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })),
  });

  it('are never asked for more than is free there, send all that is wanted, and could not be fewer [INV-10]', () => {
    fc.assert(fc.property(cases, ({ stock, wanted }) => {
      const all = stock.map(([, , , , covers, open]) =>
        near({ open, ...(!covers && { coverage: [{ country: 'CN' }] }) })
      );
      const of = (skuId: SkuId, first: 0 | 2) =>
        placement(
          skuId,
          all.map((one, i) => [one, stock[i]![first] + stock[i]![first + 1 as 1 | 3], stock[i]![first]]),
        );
      const lines: StockLine[] = [{ skuId: pot, quantity: wanted[0] }, { skuId: cup, quantity: wanted[1] }];
      const free = (skuId: SkuId, i: number) => stock[i]![skuId === pot ? 1 : 3];
      /** Whether these, by their places, have all that is wanted. */
      const serve = (places: readonly number[]) =>
        lines.every(({ skuId, quantity }) => places.reduce((sum, i) => sum + free(skuId, i), 0) >= quantity);
      const every = all.map((_, i) => i);
      const tiers = [every.filter((i) => stock[i]![4] && stock[i]![5]), every.filter((i) => stock[i]![5]), every];
      const outcome = choose(lines, placed(of(pot, 0), of(cup, 2)), all, to, weights);
      const tier = tiers.find(serve);
      if (!tier) {
        expect(outcome).toBeUndefined();
        return;
      }
      const { shares } = outcome!;
      for (const { skuId, quantity } of lines) {
        const ofSku = shares.filter((share) => share.skuId === skuId);
        expect(ofSku.reduce((sum, share) => sum + share.quantity, 0)).toBe(quantity);
        expect(new Set(ofSku.map(({ warehouseId }) => warehouseId)).size).toBe(ofSku.length);
        for (const share of ofSku) {
          const i = all.findIndex(({ id }) => id === share.warehouseId);
          expect(tier).toContain(i);
          expect(share.quantity).toBeLessThanOrEqual(free(skuId, i));
        }
      }
      const used = new Set<WarehouseId>(shares.map(({ warehouseId }) => warehouseId));
      const fewer = Array.from({ length: 2 ** tier.length }, (_, bits) => tier.filter((_, bit) => bits & (1 << bit)))
        .filter((set) => set.length < used.size);
      expect(fewer.some(serve)).toBe(false);
    }));
  });
});

describe('what is allocated', () => {
  const [here, there] = [near(), far()];
  const { shares, candidates } = choose(
    [{ skuId: pot, quantity: 5 }],
    placed(placement(pot, [[here, 3], [there, 3]])),
    [here, there],
    to,
    weights,
  )!;
  const { after: whole } = allocate(undefined, newId('order'), merchantId, { shares, candidates }, now);

  it('is picked up where most of it lies, if the shop has said where that is [INV-10]', () => {
    const registry = { id: merchantId, version: 1, warehouses: [here, there] };
    expect(pickUpAddress(whole, registry, merchantId)).toEqual(here.address);
    expect(pickUpAddress(whole, undefined, merchantId)).toBeUndefined();
    expect(pickUpAddress(undefined, registry, merchantId)).toBeUndefined();
  });

  const [one, two] = [newId('shipment'), newId('shipment')];
  /** So many pots leave in a shipment. */
  const sent = (from: Allocation, shipmentId: typeof one, quantity: number): Allocation =>
    departFrom(from, shipmentId, leftFor(from, [{ skuId: pot, quantity }]), []).after;

  it('leaves in parts, each unit once, and what is left is free when the order ends [INV-10]', () => {
    const leaving = leftFor(whole, [{ skuId: pot, quantity: 4 }]);
    expect(leaving.map(({ warehouseId, quantity }) => [warehouseId, quantity])).toEqual([[here.id, 3], [there.id, 1]]);
    const first = sent(whole, one, 4);
    expect(endAllocation(first).freed.map(({ warehouseId, left }) => [warehouseId, left])).toEqual([[there.id, 1]]);
    expect(leftFor(first, [{ skuId: pot, quantity: 9 }]).map(({ quantity }) => quantity)).toEqual([1]);
    expect(endAllocation(sent(first, two, 9)).freed).toEqual([]);
  });

  it('comes back to where it left, whichever part it is, and each unit once [INV-15] [INV-10]', () => {
    const gone = sent(sent(whole, one, 2), two, 3);
    const own = newId('warehouse');
    const back = (shipmentId: typeof one | undefined, quantity: number) =>
      cameFrom(gone, shipmentId, { skuId: pot, quantity }, own).map(({ warehouseId, quantity: units }) => [
        warehouseId,
        units,
      ]);
    expect(back(one, 2)).toEqual([[here.id, 2]]);
    expect(back(two, 3)).toEqual([[here.id, 1], [there.id, 2]]);
    expect(back(undefined, 5)).toEqual([[here.id, 3], [there.id, 2]]);
    expect(back(two, 4)).toEqual([[here.id, 1], [there.id, 2], [own, 1]]);
    expect(cameFrom(undefined, one, { skuId: pot, quantity: 2 }, own)).toEqual([{ warehouseId: own, quantity: 2 }]);
  });

  it('leaves as well what was not allocated, from where it is chosen then [INV-10]', () => {
    const late = departFrom(whole, one, [], [{ skuId: cup, warehouseId: there.id, quantity: 2, left: 2 }]).after;
    expect(late.shares.at(-1)).toEqual({ skuId: cup, warehouseId: there.id, quantity: 2, left: 0 });
    expect(cameFrom(late, one, { skuId: cup, quantity: 2 }, here.id)).toEqual([{ warehouseId: there.id, quantity: 2 }]);
  });
});
