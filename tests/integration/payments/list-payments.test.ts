import { describe, expect, it } from 'vitest';
import { settled } from '../../support/control.ts';
import { confirm, refunded, unpaid } from '../../support/payments.ts';
import { refusal } from '../../support/people.ts';
import { brl, buyer, onSale, shop } from '../../support/shopping.ts';

describe("a buyer's payments", () => {
  it('are listed newest first, with how each ended and what has gone back; nobody else sees them [PAY-16] [IAM-20]', async () => {
    const [seller, ann] = await Promise.all([shop(), buyer()]);
    const pot = await onSale(seller, { stock: 10 });
    const list = (cursor?: string) => ann.call('GET /shop/v1/payments', { limit: 2, ...(cursor && { cursor }) });
    expect(await list()).toEqual({ items: [] });

    const first = await unpaid(ann, [[pot, 1]]);
    await confirm(ann, first.paymentId);
    const { orderId } = first.orders[0]!;
    await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId });
    await settled();
    await refunded(ann, first.paymentId, 7390);
    const second = await unpaid(ann, [[pot, 1]], 'wallet', 'tok_declined');
    const third = await unpaid(ann, [[pot, 2]], 'card', 'tok_visa');

    const page = await list();
    expect(page.items).toMatchObject([
      { paymentId: third.paymentId, state: 'captured', method: 'card', amount: third.total, refunded: brl(0) },
      { paymentId: second.paymentId, state: 'declined', method: 'wallet', amount: brl(7390), refunded: brl(0) },
    ]);
    expect(page.items.map(({ paidAt }) => paidAt !== undefined)).toEqual([true, false]);
    expect(await list(page.cursor)).toEqual({
      items: [{
        paymentId: first.paymentId,
        state: 'captured',
        method: 'card',
        amount: brl(7390),
        since: expect.any(String) as string,
        paidAt: expect.any(String) as string,
        refunded: brl(7390),
        orders: [orderId],
      }],
    });

    const ben = await buyer();
    expect((await ben.call('GET /shop/v1/payments', {})).items).toEqual([]);
    expect(await refusal(ben.call('GET /shop/v1/payments', { limit: 2, cursor: page.cursor! }))).toBe('invalid-cursor');
  });
});
