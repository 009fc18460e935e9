import { ProductMix } from '../../../shared/catalogue/mix/product-mix.ts';
import { readMix } from '../../../shared/catalogue/mix/read-mix.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary:
    "Reports the shop's mix of products: how broad it is by category, what sells on the market and is missing, what is there twice, and what does not sell.",
  route: 'GET /v1/product-mix',
  audience: 'merchant',
  callers: ['merchant'],
  effort: 'costs',
  answer: { 200: ProductMix },
  problems: ['no-shop'],
  touches: [readMix],
}, async ({ caller, now }) => readMix(await shopOf(caller), now));
