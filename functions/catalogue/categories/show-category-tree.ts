import * as z from 'zod';
import { CategoryTree, categoryTreeOf } from '../../../shared/catalogue/category-view.ts';
import { cacheSeconds } from '../../../shared/catalogue/policy.ts';
import { presentTree } from '../../../shared/catalogue/store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows the category tree: parents before children, siblings by name.',
  route: 'GET /v1/categories',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ locale: Locale.optional() }),
  answer: { 200: CategoryTree },
  touches: [presentTree],
  cache: cacheSeconds.tree,
}, async ({ input, locale }) => categoryTreeOf(await presentTree(), input.locale ?? locale));
