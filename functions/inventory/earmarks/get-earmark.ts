import * as z from 'zod';
import { earmarks } from '../../../shared/inventory/earmarks/earmark-store.ts';
import { EarmarkId, earmarkOf, earmarkView, EarmarkView } from '../../../shared/inventory/earmarks/earmark.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows what the shop has set aside for a campaign, and whether it has been given back.',
  route: 'GET /v1/earmarks/{earmarkId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ earmarkId: EarmarkId }),
  answer: { 200: EarmarkView },
  problems: ['no-shop', 'not-found'],
  touches: [earmarks.need],
}, async ({ input: { earmarkId }, caller }) => {
  const [earmark, merchantId] = await Promise.all([earmarks.need(earmarkId), shopOf(caller)]);
  return earmarkView(earmarkOf(earmark, merchantId));
});
