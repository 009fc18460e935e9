import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { freeGoods } from '../../shared/inventory/allocation-store.ts';
import { orderCancelled } from '../../shared/ordering/events.ts';

export const { contract, handler } = subscriber({
  summary: 'Frees the units in the warehouses that were allocated to an order and have not left.',
  on: orderCancelled,
  touches: [freeGoods],
}, async ({ event: { data }, commit }) => {
  const writes = await freeGoods(data.orderId);
  if (writes.length > 0) await commit({ writes });
});
