import * as z from 'zod';
import { ReturnState } from '../../shared/after-sales/events.ts';
import { merchantReturns, returns } from '../../shared/after-sales/store.ts';
import { ReturnPage } from '../../shared/after-sales/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { pageInput } from '../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Lists the shop's returns in one state, those that have waited longest first.",
    route: 'GET /v1/returns',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject({ state: ReturnState, ...pageInput }),
    answer: { 200: ReturnPage },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [returns.ofMerchant],
  },
  async ({ input: { state, ...page }, caller }) =>
    returns.ofMerchant(merchantReturns(await shopOf(caller), state), page),
);
