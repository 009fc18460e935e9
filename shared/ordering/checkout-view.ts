import * as z from 'zod';
import { Chosen } from '../catalogue/public.ts';
import { Address } from '../identity/public.ts';
import { Instant } from '../kernel/values/clock.ts';
import { id, MerchantId, type Id } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';
import { localText } from '../kernel/values/text.ts';
import { methodsFor, PaymentId, PaymentMethod } from '../payments/public.ts';
import { CartChange, reviewCart, type Shelf } from './cart-review.ts';
import type { Market } from './cart-store.ts';
import { CartLineId, type Cart } from './cart.ts';
import { filled, type Checkout } from './checkout.ts';
import { OrderId } from './events.ts';
import { priceCheckout } from './pricing.ts';

/** What placing the order would mean, as of now. */
export type PreviewView = z.infer<typeof PreviewView>;
export const PreviewView = z.object({
  address: Address,
  paymentMethods: z.array(PaymentMethod),
  orders: z.array(z.object({
    merchantId: MerchantId,
    name: localText(60).optional(),
    lines: z.array(z.object({
      lineId: CartLineId,
      skuId: id('sku'),
      title: localText(255),
      chosen: z.array(Chosen).optional(),
      quantity: z.int(),
      unitPrice: Money,
      items: Money,
      freight: Money,
    })),
    items: Money,
    freight: Money,
    payable: Money,
  })),
  /** What place-order expects to be told as `expectedTotal`. */
  total: Money,
  /**
   * Lines that cannot be bought as they stand are left out of the orders: they have to leave the cart or change first.
   */
  changes: z.array(CartChange),
});

interface Previewing {
  readonly cart: Cart | undefined;
  readonly address: Address;
  readonly shelf: Shelf;
  readonly freight: Market['freight'];
  readonly available: ReadonlyMap<Id<'sku'>, number>;
}

/**
 * Shows what the cart comes to at an address, with what has changed since it was filled [CRT-04].
 * @throws Problem cart-empty, no-freight
 */
export const preview = ({ cart: found, address, shelf, freight, available }: Previewing, now: Instant): PreviewView => {
  const cart = filled(found);
  const { currency } = cart.lines[0].seenPrice;
  const { buyable, changes } = reviewCart(cart, shelf, { now, available, destination: address });
  const { orders, total } = priceCheckout(buyable, currency, freight, address);
  return {
    address,
    paymentMethods: methodsFor(currency, address.country),
    orders: orders.map(({ merchantId, lines, ...amounts }) => ({
      merchantId,
      name: shelf.merchants.get(merchantId)?.store.name,
      lines: lines.map((
        { line: { line: { lineId, skuId }, offer, chosen, quantity, unitPrice }, items, freight: share },
      ) => ({
        lineId,
        skuId,
        title: offer.title,
        ...(chosen.length && { chosen: [...chosen] }),
        quantity,
        unitPrice,
        items,
        freight: share,
      })),
      ...amounts,
    })),
    total,
    changes: [...changes],
  };
};

/** What the buyer gets for placing the order. */
export type CheckoutView = z.infer<typeof CheckoutView>;
export const CheckoutView = z.object({
  checkoutId: id('checkout'),
  paymentId: PaymentId,
  total: Money,
  paymentDueAt: Instant,
  orders: z.array(z.object({ orderId: OrderId, merchantId: MerchantId, payable: Money })),
});

export const checkoutView = ({ id: checkoutId, payment, total, paymentDueAt, orders }: Checkout): CheckoutView => ({
  checkoutId,
  paymentId: payment.after.id,
  total,
  paymentDueAt,
  orders: orders.map(({ after: { id: orderId, merchantId, payable } }) => ({ orderId, merchantId, payable })),
});
