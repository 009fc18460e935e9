import * as z from 'zod';
import { CategoryId } from '../../../shared/catalogue/category.ts';
import { CategoryView, categoryView } from '../../../shared/catalogue/category-view.ts';
import { categories } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows a category with its attribute template and its commission rates.',
  route: 'GET /v1/categories/{categoryId}',
  audience: 'operator',
  callers: ['operator', 'reviewer', 'finance', 'admin'],
  input: z.strictObject({ categoryId: CategoryId }),
  answer: { 200: CategoryView },
  problems: ['not-found'],
  touches: [categories.need],
}, async ({ input }) => categoryView(await categories.need(input.categoryId)));
