/** What a shop of the demo keeps where. */
import { after, days, type Instant } from '../../shared/kernel/values/clock.ts';
import type { Visitor } from '../visitors/people.ts';
import { ask } from '../visitors/site.ts';
import { home } from './walk-through.ts';

/** A second warehouse with some of the goods, more on their way there, units set aside, and the system that keeps its books; unless there is one already. */
export const fillStockRoom = async ({ call, site }: Visitor): Promise<void> => {
  const { items: [own, second] } = await call('GET /merchant/v1/warehouses', {});
  if (second) return;
  const { items: goods } = await call('GET /merchant/v1/stock', {});
  const [first, other] = goods.map(({ skuId }) => skuId);
  const { warehouseId } = await call('POST /merchant/v1/warehouses', {
    name: { en: 'Shanghai', zh: '上海仓' },
    address: { ...home, name: '上海仓' },
    capacity: 200,
    costPerParcel: { amount: 600, currency: 'CNY' },
    costPer100Units: { amount: 9000, currency: 'CNY' },
  });
  const send = (skuId: string, sent: number) =>
    call('POST /merchant/v1/transfers', { from: own!.warehouseId, to: warehouseId, lines: [{ skuId, sent }] });
  const { transferId } = await send(first!, 20);
  await call('POST /merchant/v1/transfers/{transferId}/receipt', {
    transferId,
    lines: [{ skuId: first!, good: 19, damaged: 1 }],
  });
  await send(other!, 5);
  const { now } = await ask<{ now: Instant }>(site, 'GET', `${site.control}/clock`);
  await call('POST /merchant/v1/wms-connections', { name: '上海 WMS', warehouseId });
  await call('POST /merchant/v1/earmarks', {
    purpose: '双十二 Double Twelve',
    lines: [{ skuId: first!, quantity: 10 }, { skuId: other!, quantity: 6 }],
    until: after(now, days(30)),
  });
};
