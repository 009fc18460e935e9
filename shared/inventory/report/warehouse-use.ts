/** How full the warehouses of a shop are, and what keeping the goods there costs. */
import { money, type Money } from '../../kernel/values/money.ts';
import type { Placement } from '../placement.ts';
import type { WarehouseId } from '../stock.ts';
import type { Warehouse } from '../warehouse.ts';

/** Units that lie in each warehouse, whatever their state. */
export type Lying = Readonly<Record<WarehouseId, number>>;

/** What lies in each warehouse of some SKUs together. */
export const lyingIn = (placed: readonly Placement[]): Lying => {
  const units: Record<WarehouseId, number> = {};
  for (const { at } of placed) {
    for (
      const [id, { onHand, returned, damaged }] of Object.entries(at) as [WarehouseId, Placement['at'][WarehouseId]][]
    ) {
      units[id] = (units[id] ?? 0) + onHand + returned + damaged;
    }
  }
  return units;
};

/** The use of a warehouse in a month, by the days on which it was counted. */
export interface WarehouseUse {
  readonly days: number;
  readonly averageUnits: number;
  readonly mostUnits: number;
  /** Percent of its room, on average; nothing where its shop has not said what room it has. */
  readonly utilisation?: number | undefined;
  /** Of these days: units × price of 100 units a month ÷ 100 ÷ 30, each day's, rounded once. */
  readonly storageCost?: Money | undefined;
}

/** Days of a month by which storage is paid for. */
const daysOfMonth = 30;

export const useOf = (
  { id, capacity, costPer100Units }: Pick<Warehouse, 'id' | 'capacity' | 'costPer100Units'>,
  counted: readonly Lying[],
): WarehouseUse => {
  const units = counted.map((day) => day[id] ?? 0);
  const total = units.reduce((sum, one) => sum + one, 0);
  const average = total / Math.max(1, units.length);
  return {
    days: units.length,
    averageUnits: Math.round(average),
    mostUnits: Math.max(0, ...units),
    utilisation: capacity && Math.round((1000 * average) / capacity) / 10,
    storageCost: costPer100Units
      && money(Math.round((total * costPer100Units.amount) / 100 / daysOfMonth), costPer100Units.currency),
  };
};
