import * as z from 'zod';
import { AttributeTemplate } from '../../../shared/catalogue/attribute.ts';
import { CategoryId, CategoryName, changeCategory } from '../../../shared/catalogue/category.ts';
import { CategoryView, categoryView } from '../../../shared/catalogue/category-view.ts';
import { categoryChanged } from '../../../shared/catalogue/events.ts';
import { categories } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Renames a category, or replaces its attribute template.',
  route: 'PATCH /v1/categories/{categoryId}',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: true,
  input: z.strictObject({
    categoryId: CategoryId,
    name: CategoryName.optional(),
    attributes: AttributeTemplate.optional(),
  }),
  answer: { 200: CategoryView },
  problems: ['not-found'],
  touches: [categories.need, categories.save],
  emits: [categoryChanged],
}, async ({ input: { categoryId, ...fields }, commit }) => {
  const change = changeCategory(await categories.need(categoryId), fields);
  return commit({ writes: [categories.save([change])], answer: categoryView(change.after) });
});
