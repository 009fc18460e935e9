import * as z from 'zod';
import { earmarks, earmarksOf } from '../../../shared/inventory/earmarks/earmark-store.ts';
import { EarmarkView } from '../../../shared/inventory/earmarks/earmark.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what the shop has set aside for campaigns, newest first.',
  route: 'GET /v1/earmarks',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(EarmarkView) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [earmarks.ofMerchant],
}, async ({ input, caller }) => earmarks.ofMerchant(earmarksOf(await shopOf(caller)), { ...input, newestFirst: true }));
