import * as z from 'zod';
import { ReturnId, toShop } from '../../shared/after-sales/return.ts';
import { photoLinks } from '../../shared/after-sales/photos.ts';
import { returns } from '../../shared/after-sales/store.ts';
import { ReturnView, returnView } from '../../shared/after-sales/views.ts';
import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Shows one of the shop's returns, with each step that was taken and who is awaited until when.",
  route: 'GET /v1/returns/{returnId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ returnId: ReturnId }),
  answer: { 200: ReturnView },
  problems: ['no-shop', 'not-found'],
  touches: [returns.need, photoLinks],
}, async ({ input: { returnId }, caller }) => {
  const one = toShop(await returns.need(returnId), await shopOf(caller));
  return returnView(one, await photoLinks(one));
});
