import * as z from 'zod';
import { forOrders } from '../../shared/kernel/doors/concurrency.ts';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { id } from '../../shared/kernel/values/ids.ts';
import { ledger, release } from '../../shared/ledger/public.ts';
import { releaseEarning } from '../../shared/settlement/earning.ts';
import { earningReleased } from '../../shared/settlement/events.ts';
import { earnings } from '../../shared/settlement/store.ts';

export const { contract, handler } = deadline({
  summary: 'Releases what an order has earned when its after-sales window is over.',
  payload: z.strictObject({ orderId: id('order') }),
  final: ['illegal-step'],
  concurrency: forOrders(1),
  touches: [earnings.need, earnings.save, ledger.held, ledger.draw],
  emits: [earningReleased],
}, async ({ payload: { orderId }, now, commit }) => {
  const change = releaseEarning(await earnings.need(orderId), now);
  const { merchantId, net } = change.after;
  const held = await ledger.held(merchantId, net.currency);
  await commit({ writes: [earnings.save(change), ledger.draw([held], release({ orderId, merchantId }, net, now))] });
});
