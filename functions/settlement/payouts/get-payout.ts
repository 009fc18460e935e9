import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { merchants } from '../../../shared/merchants/public.ts';
import { payouts } from '../../../shared/settlement/store.ts';
import { payoutRow } from '../../../shared/settlement/rows.ts';
import { ShopPayout, shopPayout } from '../../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: "Shows one of the shop's payouts, with why it waits or was not paid.",
  route: 'GET /v1/payouts/{payoutId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ payoutId: id('payout') }),
  answer: { 200: ShopPayout },
  problems: ['no-shop', 'not-found'],
  touches: [payouts.need, merchants.need],
}, async ({ input, caller, locale, now }) => {
  const merchantId = await shopOf(caller);
  const [payout, shop] = await Promise.all([payouts.need(input.payoutId), merchants.need(merchantId)]);
  if (payout.merchantId !== merchantId) throw new Problem('not-found');
  return shopPayout(payoutRow(payout), shop, locale, now);
});
