import { expect, it } from 'vitest';
import { minutes } from '../../../shared/kernel/values/clock.ts';
import { deliver, delivery, now, pass, settled } from '../../support/control.ts';
import { paymentOf, requestedUnseen, unpaid } from '../../support/payments.ts';
import { buyer, onSale, shop } from '../../support/shopping.ts';

/** What each of the jobs that request a payment finds in its queue, when it is tried again. */
const tries = {
  'payments/request-payment': (about: { paymentId: string; at: string }) => ({
    id: `PAYMENT#${about.paymentId}@1.0`,
    type: 'payment-opened',
    schemaVersion: 1,
    correlationId: 'again',
    data: { ...about, attempt: 1 },
  }),
  'payments/check-payment': ({ paymentId, at }: { paymentId: string; at: string }) => ({
    key: `${paymentId}@1@${at}`,
    correlationId: 'again',
    message: { paymentId },
  }),
};

it.each(Object.entries(tries))(
  '%s takes back what it has requested when the payment has expired meanwhile [PAY-05] [ORD-07]',
  async (job, messageOf) => {
    const [pots, ann] = [await shop(), await buyer()];
    const { paymentId, orders, total } = await unpaid(ann, [[await onSale(pots), 1]]);
    await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: orders[0]!.orderId });
    await settled();
    // The withdrawal has found all there was when the request reaches the provider.
    const status = await requestedUnseen(`${paymentId}-1`, total);
    await pass(minutes(3));
    expect(await status()).toBe('requires-action');

    const message = messageOf({ paymentId, at: (await now()).toISOString() });
    expect(await deliver(job, delivery(job, message))).toMatchObject({ ok: true });
    expect(await status()).toBe('cancelled');
    expect(await paymentOf(ann, paymentId)).toMatchObject({ state: 'expired', received: [] });
  },
);
