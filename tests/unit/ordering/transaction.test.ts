import { expect, it } from 'vitest';
import { due } from '../../../shared/kernel/store/due.ts';
import { contract } from '../../../functions/ordering/place-order.ts';
import { stock } from '../../../shared/inventory/public.ts';
import { quotes } from '../../../shared/logistics/public.ts';
import { carts } from '../../../shared/ordering/cart-store.ts';
import { maxLines, maxMerchants } from '../../../shared/ordering/policy.ts';
import { orders } from '../../../shared/ordering/store.ts';
import { payments } from '../../../shared/payments/public.ts';
import { asUseCase } from '../../support/use-case.ts';
import { answered, merchant, now, offer, placing } from './samples.ts';

it('fits the largest checkout into one transaction of 100 actions, with the record of its request [CRT-03] [PLT-09]', async () => {
  const shops = Array.from({ length: maxMerchants }, () => merchant());
  const { orders: placed, payment, paymentDueAt, usedQuotes, cart } = placing(
    shops,
    Array.from({ length: maxLines }, (_, i) => {
      const one = offer(shops[i % maxMerchants]!.id);
      return { offer: one, quantity: 1, quote: answered(one, 1, 500) };
    }),
  );
  await asUseCase({ now, touches: contract.touches, emits: contract.emits! }, async () => {
    const writes = [
      ...placed.map((order) => orders.save(order)),
      ...placed.map(({ after: { id: reference, lines } }) => stock.take(lines, { reference, at: now }, new Map())),
      payments.save(payment),
      ...usedQuotes.map((quote) => quotes.save(quote)),
      due.set(paymentDueAt, 'ordering/expire-unpaid-order', {}),
      carts.save(cart),
    ].flat();
    expect(writes).toHaveLength(97);
  });
});
