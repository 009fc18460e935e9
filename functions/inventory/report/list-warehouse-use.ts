import * as z from 'zod';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { warehouseUse } from '../../../shared/inventory/report/warehouse-use-store.ts';
import { useOf } from '../../../shared/inventory/report/warehouse-use.ts';
import { WarehouseId } from '../../../shared/inventory/stock.ts';
import { warehousesOf } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Month } from '../../../shared/kernel/values/calendar.ts';
import { Total } from '../../../shared/kernel/values/money.ts';
import { localText } from '../../../shared/kernel/values/text.ts';

const Row = z.object({
  warehouseId: WarehouseId,
  name: localText(100),
  days: z.int().meta({ description: 'Days of the month on which it was counted' }),
  averageUnits: z.int(),
  mostUnits: z.int(),
  capacity: z.int().optional(),
  utilisation: z.number().optional().meta({ description: 'Percent of its room, on average' }),
  storageCost: Total.optional().meta({ description: 'Of these days, by what the shop says that 100 units cost' }),
});

export const { contract, handler } = endpoint({
  summary: "Lists how full the shop's warehouses were in a month, and what keeping the goods there has cost.",
  route: 'GET /v1/warehouse-use',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ month: Month }),
  answer: { 200: z.object({ items: z.array(Row) }) },
  problems: ['no-shop'],
  touches: [warehouses.get, warehouseUse.ofMonth],
}, async ({ input: { month }, caller }) => {
  const merchantId = await shopOf(caller);
  const [registry, counted] = await Promise.all([warehouses.get(merchantId), warehouseUse.ofMonth(merchantId, month)]);
  return {
    items: warehousesOf(registry, merchantId).map((warehouse) => ({
      warehouseId: warehouse.id,
      name: warehouse.name,
      capacity: warehouse.capacity,
      ...useOf(warehouse, counted),
    })),
  };
});
