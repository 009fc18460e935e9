import * as z from 'zod';
import { offers, OptionAnswers, SkuId } from '../../../shared/catalogue/public.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { quotes } from '../../../shared/logistics/public.ts';
import { carts } from '../../../shared/ordering/cart-store.ts';
import { mustHavePictures } from '../../../shared/ordering/option-pictures.ts';
import { CartLines, cartLines } from '../../../shared/ordering/cart-view.ts';
import { addToCart, Quantity } from '../../../shared/ordering/cart.ts';

export const { contract, handler } = endpoint({
  summary:
    "Puts some units of a SKU in the buyer's cart; more of the same SKU join its line, unless a freight quote or other answers to its options set them apart.",
  route: 'POST /v1/cart/lines',
  audience: 'shop',
  callers: ['buyer'],
  idempotent: true,
  input: z.strictObject({
    skuId: SkuId,
    quantity: Quantity,
    freightQuoteId: id('freightQuote').optional(),
    answers: OptionAnswers.optional().meta({ description: 'What the buyer decides of what is made to order' }),
  }),
  answer: { 201: CartLines },
  problems: [
    'offer-gone',
    'options-invalid',
    'image-missing',
    'quote-invalid',
    'currency-mixed',
    'cart-too-large',
    'too-much-at-once',
  ],
  touches: [carts.get, carts.save, offers.get, quotes.get, mustHavePictures],
}, async ({ input, caller, now, newId, commit }) => {
  const [cart, offer, quote] = await Promise.all([
    carts.get(caller.accountId),
    offers.get(input.skuId),
    input.freightQuoteId && quotes.get(input.freightQuoteId),
  ]);
  const change = addToCart(cart, caller.accountId, {
    ...input,
    lineId: newId('cartLine'),
    offer,
    quote: quote || undefined,
  }, now);
  await mustHavePictures(caller.accountId, offer?.madeToOrder, input.answers);
  return commit({ writes: [carts.save(change)], answer: cartLines(change.after) });
});
