import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { carts } from '../../../shared/ordering/cart-store.ts';
import { CartLines, cartLines } from '../../../shared/ordering/cart-view.ts';
import { CartLineId, removeLine } from '../../../shared/ordering/cart.ts';

export const { contract, handler } = endpoint({
  summary: "Takes a line out of the buyer's cart.",
  route: 'DELETE /v1/cart/lines/{lineId}',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ lineId: CartLineId }),
  answer: { 200: CartLines },
  problems: ['not-found'],
  touches: [carts.get, carts.save],
}, async ({ input, caller, commit }) => {
  const change = removeLine(await carts.get(caller.accountId), input.lineId);
  return commit({ writes: [carts.save(change)], answer: cartLines(change.after) });
});
