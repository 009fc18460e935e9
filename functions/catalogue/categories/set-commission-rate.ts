import * as z from 'zod';
import { CategoryId, setRate } from '../../../shared/catalogue/category.ts';
import { CategoryView, categoryView } from '../../../shared/catalogue/category-view.ts';
import { commissionRateSet } from '../../../shared/catalogue/events.ts';
import { categories } from '../../../shared/catalogue/store.ts';
import { Instant } from '../../../shared/kernel/values/clock.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { BasisPoints } from '../../../shared/kernel/values/rate.ts';

export const { contract, handler } = endpoint({
  summary:
    'Sets the commission rate of a category from a moment on; without `from`, from now on. What was to begin later is dropped.',
  route: 'POST /v1/categories/{categoryId}/rates',
  audience: 'operator',
  callers: ['operator', 'finance', 'admin'],
  audited: true,
  input: z.strictObject({ categoryId: CategoryId, basisPoints: BasisPoints, from: Instant.optional() }),
  answer: { 201: CategoryView },
  problems: ['not-found', 'rate-in-the-past'],
  touches: [categories.need, categories.save],
  emits: [commissionRateSet],
}, async ({ input: { categoryId, basisPoints, from }, now, commit }) => {
  const change = setRate(await categories.need(categoryId), { from: from ?? now, basisPoints }, now);
  return commit({ writes: [categories.save([change])], answer: categoryView(change.after) });
});
