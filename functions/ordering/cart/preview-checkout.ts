import * as z from 'zod';
import { addresses, AddressId } from '../../../shared/identity/public.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { readAvailable, readBasket, readFreight, readShelf } from '../../../shared/ordering/cart-store.ts';
import { Item } from '../../../shared/ordering/cart.ts';
import { preview, PreviewView } from '../../../shared/ordering/checkout-view.ts';
import { addressFor, filled } from '../../../shared/ordering/checkout.ts';

export const { contract, handler } = endpoint({
  summary:
    'Shows what placing the order would mean: address (the default one, unless another is named), ways to pay, freight and payable.',
  route: 'POST /v1/checkout/preview',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({
    addressId: AddressId.optional(),
    item: Item.optional().meta({ description: 'Bought by itself, in place of all that is in the cart' }),
  }),
  answer: { 200: PreviewView },
  problems: ['cart-empty', 'address-missing', 'no-freight', 'offer-gone', 'options-invalid'],
  touches: [readBasket, addresses.all, readShelf, readFreight, readAvailable],
}, async ({ input, caller, now, newId }) => {
  const [found, book] = await Promise.all([
    readBasket(caller.accountId, input.item, { now, newId }),
    addresses.all(caller.accountId),
  ]);
  const cart = filled(found);
  const address = addressFor(book, input.addressId);
  const [shelf, freight, available] = await Promise.all([readShelf(cart), readFreight(cart), readAvailable(cart)]);
  return preview({ cart, address, shelf, freight, available }, now);
});
