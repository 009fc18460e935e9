import { addresses } from '../../../shared/identity/public.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { freightTemplates } from '../../../shared/logistics/public.ts';
import {
  ChangeInput,
  changeOrder,
  ChangePreview,
  changePreview,
  wishOf,
} from '../../../shared/ordering/order-change.ts';
import { boughtBy } from '../../../shared/ordering/order.ts';
import { orders } from '../../../shared/ordering/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows what changing an order before shipment would come to, and what would go back.',
  route: 'POST /v1/orders/{orderId}/change-preview',
  audience: 'shop',
  callers: ['buyer'],
  input: ChangeInput,
  answer: { 200: ChangePreview },
  problems: [
    'not-found',
    'address-missing',
    'illegal-step',
    'change-costs-more',
    'production-begun',
    'no-freight',
    'quote-invalid',
  ],
  touches: [orders.need, addresses.all, freightTemplates.get],
}, async ({ input, caller, now }) => {
  const order = boughtBy(await orders.need(input.orderId), caller.accountId);
  const [book, template] = await Promise.all([
    addresses.all(caller.accountId),
    freightTemplates.get(order.merchantId),
  ]);
  return changePreview(changeOrder(order, wishOf(input, book), template, now));
});
