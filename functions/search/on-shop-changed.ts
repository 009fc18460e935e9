import { subscriber } from '../../shared/kernel/doors/subscriber.ts';
import { merchantApproved, merchantReinstated, merchantSuspended } from '../../shared/merchants/events.ts';
import { merchants } from '../../shared/merchants/public.ts';
import { changes } from '../../shared/search/changes-store.ts';

export const { contract, handler } = subscriber({
  summary: 'Has searches leave out the goods of a shop that may not sell, and find them again when it may.',
  on: [merchantApproved, merchantSuspended, merchantReinstated],
  touches: [merchants.need, changes.tell],
}, async ({ event: { data: { merchantId: id } }, now, commit }) => {
  const { state } = await merchants.need(id);
  return commit({ writes: [changes.tell({ of: 'shop', id, asOf: now, open: state === 'active' })] });
});
