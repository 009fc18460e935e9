import * as z from 'zod';
import { CategoryId, moveCategory, parentOf } from '../../../shared/catalogue/category.ts';
import { CategoryView, categoryView } from '../../../shared/catalogue/category-view.ts';
import { categoryMoved } from '../../../shared/catalogue/events.ts';
import { categories, wholeTree } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Moves a category, with all that is below it, under another one; without `parentId` it becomes a root.',
  route: 'PUT /v1/categories/{categoryId}/parent',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: true,
  input: z.strictObject({ categoryId: CategoryId, parentId: CategoryId.optional() }),
  answer: { 200: CategoryView },
  problems: ['not-found', 'category-unknown', 'category-too-deep', 'too-much-at-once'],
  touches: [categories.need, categories.save, wholeTree],
  emits: [categoryMoved],
}, async ({ input: { categoryId, parentId }, commit }) => {
  const [category, to, entries] = await Promise.all([
    categories.need(categoryId),
    parentId && categories.need(parentId),
    wholeTree(),
  ]);
  const parent = parentOf(category);
  const [from, ...below] = await Promise.all([
    parent && categories.need(parent),
    ...entries.filter(({ id, path }) => id !== categoryId && path.includes(categoryId)).map(({ id }) =>
      categories.need(id)
    ),
  ]);
  const changes = moveCategory(category, { below, from, to });
  return commit({ writes: [categories.save(changes)], answer: categoryView(changes[0]?.after ?? category) });
});
