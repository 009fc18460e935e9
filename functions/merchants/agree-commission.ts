import * as z from 'zod';
import { categories, CategoryId } from '../../shared/catalogue/public.ts';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { BasisPoints } from '../../shared/kernel/values/rate.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { agreeRate } from '../../shared/merchants/commission.ts';
import { commissionAgreed } from '../../shared/merchants/events.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { MerchantView, merchantView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary:
    'Agrees with a shop on a commission rate of its own, from a moment on; without `from`, from now on. What was to begin '
    + 'later is dropped. Orders placed before keep the rate of their lines.',
  route: 'POST /v1/merchants/{merchantId}/commission-rates',
  audience: 'operator',
  callers: ['operator', 'finance', 'admin'],
  audited: { reason: 'reason' },
  input: z.strictObject({
    merchantId: MerchantId,
    categoryId: CategoryId.optional().meta({
      description:
        'For what the shop sells in this category and below; without it, for all on which nothing nearer is agreed',
    }),
    basisPoints: BasisPoints.nullable().meta({ description: 'null: nothing is agreed any more' }),
    from: Instant.optional(),
    reason: prose(2000, 3),
  }),
  answer: { 201: MerchantView },
  problems: ['not-found', 'rate-in-the-past', 'too-many-rates'],
  touches: [merchants.need, merchants.save, categories.need],
  emits: [commissionAgreed],
}, async ({ input: { merchantId, categoryId, basisPoints, from }, now, commit }) => {
  const [merchant] = await Promise.all([merchants.need(merchantId), categoryId && categories.need(categoryId)]);
  const change = agreeRate(merchant, { categoryId, basisPoints, from: from ?? now }, now);
  return commit({ writes: [merchants.save(change)], answer: merchantView(change.after, now) });
});
