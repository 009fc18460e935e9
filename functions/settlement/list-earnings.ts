import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/store/page.ts';
import { earningList, earningsOf } from '../../shared/settlement/store.ts';
import { EarningRow } from '../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: "Lists what the shop's completed orders have earned, newest first, with when it is released.",
  route: 'GET /v1/earnings',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(EarningRow) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [earningList],
}, async ({ input, caller }) => earningList(earningsOf(await shopOf(caller)), { ...input, newestFirst: true }));
