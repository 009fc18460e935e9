import * as z from 'zod';
import { putAways, putAwaysOf } from '../../../shared/inventory/bins/bin-store.ts';
import { PutAwaySummary } from '../../../shared/inventory/bins/put-away.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Lists the shop's rounds of putting away, newest first.",
    route: 'GET /v1/put-aways',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject(pageInput),
    answer: { 200: page(PutAwaySummary) },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [putAways.ofMerchant],
  },
  async ({ input, caller }) => putAways.ofMerchant(putAwaysOf(await shopOf(caller)), { ...input, newestFirst: true }),
);
