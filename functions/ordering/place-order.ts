import * as z from 'zod';
import { addresses, AddressId } from '../../shared/identity/public.ts';
import { stock } from '../../shared/inventory/public.ts';
import { due } from '../../shared/kernel/store/due.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Total } from '../../shared/kernel/values/money.ts';
import { quotes } from '../../shared/logistics/public.ts';
import { carts, readBasket, readMarket } from '../../shared/ordering/cart-store.ts';
import { Item } from '../../shared/ordering/cart.ts';
import { CheckoutView, checkoutView } from '../../shared/ordering/checkout-view.ts';
import { addressFor, filled, placeOrder } from '../../shared/ordering/checkout.ts';
import { orderPlaced } from '../../shared/ordering/events.ts';
import { OrderNotes } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';
import { orders } from '../../shared/ordering/store.ts';
import { paymentOpened } from '../../shared/payments/events.ts';
import {
  declinedAttempts,
  declinedPayments,
  keptMeans,
  MeansId,
  mustHaveAttemptsLeft,
  payingBy,
  PaymentMethod,
  payments,
  PaymentToken,
  unpaidCheckouts,
} from '../../shared/payments/public.ts';

export const { contract, handler } = endpoint({
  summary:
    "Turns the buyer's cart, or one thing by itself, into one order for each shop and one payment, all or nothing.",
  route: 'POST /v1/orders',
  audience: 'shop',
  callers: ['buyer'],
  idempotent: true,
  reserved: 'orders',
  input: z.strictObject({
    addressId: AddressId.optional().meta({ description: 'The default one, unless another is named' }),
    item: Item.optional().meta({ description: 'Bought by itself; the cart stays as it is' }),
    paymentMethod: PaymentMethod.optional(),
    paymentToken: PaymentToken.optional(),
    meansId: MeansId.optional().meta({ description: 'A means of payment that was kept, in place of a method' }),
    keepMeans: z.boolean().optional().meta({
      description: 'The buyer agrees that what is paid by is kept for the next time: as the token of the provider',
    }),
    notes: OrderNotes.optional(),
    expectedTotal: Total.meta({ description: 'The total of the preview; another total is refused' }),
  }),
  answer: { 201: CheckoutView },
  problems: [
    'cart-empty',
    'address-missing',
    'offer-gone',
    'options-invalid',
    'quote-invalid',
    'no-freight',
    'method-unavailable',
    'too-many-unpaid',
    'too-many-declined',
    'total-changed',
    'out-of-stock',
  ],
  touches: [
    readBasket,
    addresses.all,
    keptMeans.get,
    orderTimes.current,
    unpaidCheckouts.current,
    declinedAttempts.current,
    declinedPayments.on,
    readMarket,
    stock.shelves,
    orders.save,
    stock.take,
    payments.save,
    quotes.save,
    due.set,
    carts.save,
  ],
  emits: [orderPlaced, paymentOpened],
}, async ({ input, caller, now, newId, commit }) => {
  const [found, book, kept, times, declined, mostDeclined] = await Promise.all([
    readBasket(caller.accountId, input.item, { now, newId }),
    addresses.all(caller.accountId),
    input.meansId ? keptMeans.get(caller.accountId) : undefined,
    orderTimes.current(now),
    declinedPayments.on(caller.accountId, now),
    declinedAttempts.current(now),
    // Known when the payment is saved, so that it takes no trip of its own.
    unpaidCheckouts.current(now),
  ]);
  mustHaveAttemptsLeft(declined, mostDeclined);
  const cart = filled(found);
  const address = addressFor(book, input.addressId);
  const [market, shelves, { priority }] = await Promise.all([
    readMarket(cart),
    stock.shelves(cart.lines),
    caller.account,
  ]);
  const placing = { ...input, ...payingBy(input, kept), cart, address, times, market, priority };
  const checkout = placeOrder(placing, { now, newId });
  return commit({
    writes: [
      ...checkout.orders.map((order) => orders.save(order)),
      ...checkout.orders.map(({ after: { id: reference, lines } }) =>
        stock.take(lines, { reference, at: now }, shelves)
      ),
      payments.save(checkout.payment),
      ...checkout.usedQuotes.map((quote) => quotes.save(quote)),
      due.set(checkout.paymentDueAt, 'ordering/expire-unpaid-order', { paymentId: checkout.payment.after.id }),
      ...(input.item ? [] : [carts.save(checkout.cart)]),
    ],
    answer: checkoutView(checkout),
  });
});
