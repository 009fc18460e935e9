import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { PickingSummary } from '../../../shared/inventory/picking/picking.ts';
import { pickings, pickingsOf } from '../../../shared/inventory/picking/picking-store.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Lists the shop's picking rounds, newest first, and how many lines of each are left or were short.",
    route: 'GET /v1/pickings',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject(pageInput),
    answer: { 200: page(PickingSummary) },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [pickings.ofMerchant],
  },
  async ({ input, caller }) => pickings.ofMerchant(pickingsOf(await shopOf(caller)), { ...input, newestFirst: true }),
);
