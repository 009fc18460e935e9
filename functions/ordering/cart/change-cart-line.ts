import * as z from 'zod';
import { offers } from '../../../shared/catalogue/public.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { carts } from '../../../shared/ordering/cart-store.ts';
import { CartLines, cartLines } from '../../../shared/ordering/cart-view.ts';
import { cartLine, CartLineId, changeQuantity, Quantity } from '../../../shared/ordering/cart.ts';

export const { contract, handler } = endpoint({
  summary: 'Sets how many units of a line the buyer wants, at the price as it is now.',
  route: 'PATCH /v1/cart/lines/{lineId}',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ lineId: CartLineId, quantity: Quantity }),
  answer: { 200: CartLines },
  problems: ['not-found', 'offer-gone', 'quote-invalid'],
  touches: [carts.get, carts.save, offers.get],
}, async ({ input, caller, commit }) => {
  const cart = await carts.get(caller.accountId);
  const offer = await offers.get(cartLine(cart, input.lineId).skuId);
  const change = changeQuantity(cart, input.lineId, input.quantity, offer);
  return commit({ writes: [carts.save(change)], answer: cartLines(change.after) });
});
