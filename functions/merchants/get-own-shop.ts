import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { merchants } from '../../shared/merchants/store.ts';
import { MerchantView, merchantView } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: "Shows the caller's own shop.",
  route: 'GET /v1/shop',
  audience: 'merchant',
  callers: ['merchant'],
  answer: { 200: MerchantView },
  problems: ['no-shop'],
  touches: [merchants.need],
}, async ({ caller, now }) => merchantView(await merchants.need(await shopOf(caller)), now));
