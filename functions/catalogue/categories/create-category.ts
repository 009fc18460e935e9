import * as z from 'zod';
import { AttributeTemplate } from '../../../shared/catalogue/attribute.ts';
import { CategoryId, CategoryName, createCategory } from '../../../shared/catalogue/category.ts';
import { CategoryView, categoryView } from '../../../shared/catalogue/category-view.ts';
import { categoryCreated } from '../../../shared/catalogue/events.ts';
import { categories } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { BasisPoints } from '../../../shared/kernel/values/rate.ts';

export const { contract, handler } = endpoint({
  summary: 'Adds a category to the tree, with its attribute template and its commission rate.',
  route: 'POST /v1/categories',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: true,
  idempotent: true,
  input: z.strictObject({
    name: CategoryName,
    parentId: CategoryId.optional(),
    attributes: AttributeTemplate.default([]),
    commissionRate: BasisPoints,
  }),
  answer: { 201: CategoryView },
  problems: ['not-found', 'category-unknown', 'category-too-deep'],
  touches: [categories.need, categories.save],
  emits: [categoryCreated],
}, async ({ input, now, newId, commit }) => {
  const parent = input.parentId && await categories.need(input.parentId);
  const changes = createCategory(newId('category'), input, parent, now);
  return commit({ writes: [categories.save(changes)], answer: categoryView(changes[0]!.after) });
});
