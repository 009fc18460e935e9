import * as z from 'zod';
import { CategoryId, parentOf } from '../../../shared/catalogue/category.ts';
import { PublicCategory, publicCategory } from '../../../shared/catalogue/category-view.ts';
import { cacheSeconds } from '../../../shared/catalogue/policy.ts';
import { categories } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Gone } from '../../../shared/kernel/problems.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a category and what its listings have to tell.',
  route: 'GET /v1/categories/{categoryId}',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ categoryId: CategoryId }),
  answer: { 200: PublicCategory },
  problems: ['not-found', 'gone'],
  touches: [categories.need],
  cache: cacheSeconds.tree,
}, async ({ input }) => {
  const category = await categories.need(input.categoryId);
  if (category.state === 'archived') throw new Gone(parentOf(category));
  return publicCategory(category);
});
