import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { carts, readOffered } from '../../../shared/ordering/cart-store.ts';
import { CartLines, cartLines } from '../../../shared/ordering/cart-view.ts';
import { emptyCart, Item } from '../../../shared/ordering/cart.ts';
import { Joined, mergeCarts } from '../../../shared/ordering/merging.ts';
import { maxLines } from '../../../shared/ordering/policy.ts';

export const { contract, handler } = endpoint({
  summary:
    "Adds what a browser kept for somebody who had not signed in to the buyer's cart, as far as there is stock and room, and says of each what became of it.",
  route: 'POST /v1/cart/merge',
  audience: 'shop',
  callers: ['buyer'],
  idempotent: true,
  input: z.strictObject({ items: z.array(Item).min(1).max(maxLines) }),
  answer: { 200: CartLines.extend({ joined: z.array(Joined).readonly() }) },
  touches: [carts.get, carts.save, readOffered],
}, async ({ input: { items }, caller: { accountId }, newId, commit }) => {
  const [cart, market] = await Promise.all([carts.get(accountId), readOffered(items)]);
  const { change, joined } = mergeCarts(cart, accountId, items, market, newId);
  const { lines } = cartLines(change?.after ?? cart ?? emptyCart(accountId));
  return commit({ writes: change ? [carts.save(change)] : [], answer: { lines, joined } });
});
