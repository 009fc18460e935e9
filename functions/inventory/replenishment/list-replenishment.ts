import * as z from 'zod';
import { offers, type SkuId } from '../../../shared/catalogue/public.ts';
import { adviceOf, replenishments } from '../../../shared/inventory/replenishment/replenishment-store.ts';
import { AdviceView } from '../../../shared/inventory/replenishment/replenishment.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { localText } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary:
    'Lists what the shop is advised to order: SKUs that run out before new units come, and those whose demand rises.',
  route: 'GET /v1/replenishment',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(AdviceView.extend({ title: localText(255).optional() })) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [replenishments.adviceOf, offers.get],
}, async ({ input, caller }) => {
  const { items, cursor } = await replenishments.adviceOf(adviceOf(await shopOf(caller)), {
    ...input,
    newestFirst: true,
  });
  const named = items.map(async (one) => ({ ...one, title: (await offers.get(one.skuId as SkuId))?.title }));
  return { items: await Promise.all(named), cursor };
});
