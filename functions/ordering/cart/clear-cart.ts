import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { carts } from '../../../shared/ordering/cart-store.ts';
import { CartLines, cartLines } from '../../../shared/ordering/cart-view.ts';
import { emptied } from '../../../shared/ordering/cart.ts';

export const { contract, handler } = endpoint({
  summary: "Takes everything out of the buyer's cart.",
  route: 'DELETE /v1/cart',
  audience: 'shop',
  callers: ['buyer'],
  answer: { 200: CartLines },
  touches: [carts.get, carts.save],
}, async ({ caller, commit }) => {
  const cart = await carts.get(caller.accountId);
  if (!cart) return { lines: [] };
  const change = emptied(cart);
  return commit({ writes: [carts.save(change)], answer: cartLines(change.after) });
});
