import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { merchants } from '../../../shared/merchants/public.ts';
import { merchantPayouts, payoutsOf } from '../../../shared/settlement/store.ts';
import { ShopPayout, shopPayout } from '../../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: "Lists the shop's payouts, newest first, with why one waits or was not paid.",
  route: 'GET /v1/payouts',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(ShopPayout) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [merchants.need, merchantPayouts],
}, async ({ input, caller, locale, now }) => {
  const merchantId = await shopOf(caller);
  const [shop, { items, ...rest }] = await Promise.all([
    merchants.need(merchantId),
    merchantPayouts(payoutsOf(merchantId), { ...input, newestFirst: true }),
  ]);
  return { items: items.map((row) => shopPayout(row, shop, locale, now)), ...rest };
});
