import * as z from 'zod';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { ledger, release } from '../../shared/ledger/public.ts';
import { isDisputed, orders } from '../../shared/ordering/public.ts';
import { keepHeld, releaseEarning } from '../../shared/settlement/earning.ts';
import { earningReleased } from '../../shared/settlement/events.ts';
import { earnings } from '../../shared/settlement/store.ts';

export const { contract, handler } = deadline({
  summary:
    'Releases what an order has earned when its after-sales window is over, and nothing of it is disputed any more.',
  payload: z.strictObject({ orderId: id('order') }),
  final: ['illegal-step'],
  concurrency: forOrders(1),
  touches: [earnings.need, orders.need, earnings.save, ledger.held, ledger.draw, due.set],
  emits: [earningReleased],
}, async ({ payload: { orderId }, now, commit }) => {
  const [earning, order] = await Promise.all([earnings.need(orderId), orders.need(orderId)]);
  if (isDisputed(order)) {
    const kept = keepHeld(earning, now);
    await commit({
      writes: [earnings.save(kept), due.set(kept.after.releaseAt, 'settlement/release-earning', { orderId })],
    });
    return;
  }
  const change = releaseEarning(earning, now);
  const { merchantId, net } = change.after;
  const held = await ledger.held(merchantId, net.currency);
  await commit({ writes: [earnings.save(change), ledger.draw([held], release({ orderId, merchantId }, net, now))] });
});
