import * as z from 'zod';
import { archiveCategory, CategoryId, parentOf } from '../../../shared/catalogue/category.ts';
import { CategoryView, categoryView } from '../../../shared/catalogue/category-view.ts';
import { categoryArchived } from '../../../shared/catalogue/events.ts';
import { categories } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Takes a category without sub-categories out of the tree. Its listings can still be bought.',
  route: 'POST /v1/categories/{categoryId}/archive',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: true,
  input: z.strictObject({ categoryId: CategoryId }),
  answer: { 200: CategoryView },
  problems: ['not-found', 'category-in-use', 'illegal-step'],
  touches: [categories.need, categories.save],
  emits: [categoryArchived],
}, async ({ input: { categoryId }, commit }) => {
  const category = await categories.need(categoryId);
  const parent = parentOf(category);
  const changes = archiveCategory(category, parent && await categories.need(parent));
  return commit({ writes: [categories.save(changes)], answer: categoryView(changes[0]!.after) });
});
