import * as z from 'zod';
import { CountryCode, PostalAddress } from '../kernel/values/address.ts';
import { asAddress, placeFaults, regionCode } from '../kernel/values/address-rules.ts';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { Price, type Currency } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { line, localText, title } from '../kernel/values/text.ts';
import { warehouseSet } from './events.ts';
import { mostWarehouses } from './policy.ts';
import { WarehouseId } from './stock.ts';

/** Some regions of a country, or without regions all of it. */
const Area = z.strictObject({ country: CountryCode, regions: z.array(line(80)).min(1).max(100).optional() });

const Units = z.int().min(1).max(1_000_000_000);

/** A part of a warehouse, and what it is for. */
const Zone = z.strictObject({
  name: title(60),
  use: z.enum(['storage', 'picking', 'receiving', 'returns', 'cold']),
  capacity: Units.optional(),
});

export type WarehouseTerms = z.infer<typeof WarehouseTerms>;
/** What a shop says of a warehouse. */
export const WarehouseTerms = z.strictObject({
  name: localText(100),
  address: PostalAddress.meta({ description: 'Where it is, and where its parcels are picked up' }),
  coverage: z.array(Area).max(50).default([]).meta({ description: 'Where it sends to; everywhere unless said' }),
  capacity: Units.optional().meta({ description: 'Units for which it has room' }),
  zones: z.array(Zone).max(30).default([]),
  costPerParcel: Price.optional().meta({ description: 'What it costs the shop to send one parcel from here' }),
  costPer100Units: Price.optional().meta({ description: 'What it costs the shop to keep 100 units here for a month' }),
  open: z.boolean().default(true).meta({ description: 'A closed one is allocated to only when no other can serve' }),
});

/** A place where a shop keeps its goods. */
export interface Warehouse extends Omit<WarehouseTerms, 'address'> {
  readonly id: WarehouseId;
  /** Missing only of the one that every shop has, as long as the shop says nothing of it. */
  readonly address?: PostalAddress | undefined;
}

/** The warehouses of a shop that it has said something of. Its id is the shop's. */
export interface Warehouses extends Versioned {
  readonly id: MerchantId;
  readonly warehouses: readonly Warehouse[];
}

/** The id of the warehouse that every shop has without having made one. */
export const ownWarehouse = (merchantId: MerchantId): WarehouseId => `whs_${merchantId.slice(4)}` as WarehouseId;

/** All warehouses of a shop, the one that every shop has first. */
export const warehousesOf = (registry: Warehouses | undefined, merchantId: MerchantId): readonly Warehouse[] => {
  const own = ownWarehouse(merchantId);
  const said = registry?.warehouses ?? [];
  const untold = { id: own, name: { en: 'Own warehouse', zh: '自有仓库' }, coverage: [], zones: [], open: true };
  return [said.find(({ id }) => id === own) ?? untold, ...said.filter(({ id }) => id !== own)];
};

/** One of a shop's warehouses. @throws Problem not-found */
export const warehouseOf = (registry: Warehouses | undefined, merchantId: MerchantId, wanted: string): Warehouse => {
  const found = warehousesOf(registry, merchantId).find(({ id }) => id === wanted);
  if (!found) throw new Problem('not-found');
  return found;
};

/**
 * Adds a warehouse, or says something else of one.
 * @throws Problem too-many-warehouses; currency-foreign when its cost is not in the currency in which the shop trades;
 * invalid-input for a place that does not exist, zones of one name, or zones with more room than the whole
 */
export const setWarehouse = (
  before: Warehouses | undefined,
  { id: merchantId, currency }: { readonly id: MerchantId; readonly currency: Currency },
  warehouseId: WarehouseId,
  given: WarehouseTerms,
): Change<Warehouses> => {
  const { capacity, zones, costPerParcel, costPer100Units } = given;
  const names = zones.map(({ name }) => name);
  const faults = [
    ...given.coverage.flatMap(({ country, regions }, i) =>
      placeFaults(country, regions).map(({ path, message }) => ({ path: `coverage.${i}.${path}`, message }))
    ),
    ...names.flatMap((name, i) =>
      names.indexOf(name) < i ? [{ path: `zones.${i}.name`, message: 'must not be the name of another zone' }] : []
    ),
    ...(capacity !== undefined && zones.reduce((sum, zone) => sum + (zone.capacity ?? 0), 0) > capacity
      ? [{ path: 'zones', message: 'must not have more room than the warehouse' }]
      : []),
  ];
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  if ([costPerParcel, costPer100Units].some((cost) => cost && cost.currency !== currency)) {
    throw new Problem('currency-foreign', `This shop trades in ${currency}`);
  }
  const warehouse: Warehouse = {
    ...given,
    id: warehouseId,
    address: asAddress(given.address, 'address.'),
    coverage: given.coverage.map(({ country, regions }) => ({
      country,
      ...(regions && { regions: [...new Set(regions.map((region) => regionCode(country, region)))] }),
    })),
  };
  const said = before?.warehouses ?? [];
  const known = said.some(({ id }) => id === warehouseId);
  const warehouses = known
    ? said.map((one) => (one.id === warehouseId ? warehouse : one))
    : [...said, warehouse];
  // The one that every shop has counts, whether something was said of it or not.
  if (warehousesOf({ id: merchantId, version: 1, warehouses }, merchantId).length > mostWarehouses) {
    throw new Problem('too-many-warehouses', `A shop has ${mostWarehouses} at the most`);
  }
  const told = warehouseSet({ merchantId, warehouseId });
  return before
    ? changed<Warehouses>(before, { warehouses }, told)
    : created<Warehouses>({ id: merchantId, warehouses }, told);
};

/** What a shop sees of a warehouse. */
export const WarehouseView = WarehouseTerms.extend({
  warehouseId: WarehouseId,
  address: PostalAddress.optional(),
}).strip();

export const warehouseView = ({ id: warehouseId, ...terms }: Warehouse): z.input<typeof WarehouseView> => ({
  warehouseId,
  ...terms,
});
