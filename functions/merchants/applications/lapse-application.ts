import * as z from 'zod';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';
import { MerchantId } from '../../../shared/kernel/values/ids.ts';
import { lapse } from '../../../shared/merchants/application.ts';
import { applicationRejected, merchantRejected } from '../../../shared/merchants/events.ts';
import { rejectMerchant } from '../../../shared/merchants/merchant.ts';
import { applications, merchants } from '../../../shared/merchants/store.ts';

export const { contract, handler } = deadline({
  summary: 'Turns an application down whose supplements never came.',
  payload: z.strictObject({ merchantId: MerchantId, round: z.int() }),
  final: ['illegal-step'],
  touches: [applications.need, applications.save, merchants.need, merchants.save],
  emits: [applicationRejected, merchantRejected],
}, async ({ payload: { merchantId, round }, now, commit }) => {
  const [application, merchant] = await Promise.all([applications.need(merchantId), merchants.need(merchantId)]);
  const change = lapse(application, round, now);
  await commit({
    writes: [applications.save(change), merchants.save(rejectMerchant(merchant, change.after.reason!, now))],
  });
});
