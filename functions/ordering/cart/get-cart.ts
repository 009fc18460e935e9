import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { carts, readAvailable, readShelf } from '../../../shared/ordering/cart-store.ts';
import { CartView, cartView } from '../../../shared/ordering/cart-view.ts';
import { emptyCart } from '../../../shared/ordering/cart.ts';

export const { contract, handler } = endpoint({
  summary: "Shows the buyer's cart by shop, with live totals and with what has changed since it was filled.",
  route: 'GET /v1/cart',
  audience: 'shop',
  callers: ['buyer'],
  answer: { 200: CartView },
  touches: [carts.get, readShelf, readAvailable],
}, async ({ caller, now }) => {
  const cart = await carts.get(caller.accountId) ?? emptyCart(caller.accountId);
  const [shelf, available] = await Promise.all([readShelf(cart), readAvailable(cart)]);
  return cartView(cart, shelf, available, now);
});
