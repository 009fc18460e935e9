import { describe, expect, it } from 'vitest';
import { until } from '../../support/control.ts';
import { accept, bought } from '../../support/parcels.ts';
import { buyer, fill, onSale, place, shop } from '../../support/shopping.ts';

describe('the personal centre', () => {
  it('shows a buyer profile, orders, payments and what was not read, in one view [IAM-16 part]', async () => {
    const [seller, ann, bob] = [await shop(), await buyer(), await buyer()];
    const goods = await onSale(seller);
    expect(await ann.call('GET /shop/v1/me', {})).toMatchObject({
      profile: { accountId: ann.accountId, login: ann.login },
      orders: { byState: {}, more: false, latest: [] },
      payments: { latest: [] },
    });
    const [first, second] = [await bought(ann, goods), await bought(ann, goods)];
    await accept(seller, first);
    await fill(ann, [goods, 1]);
    const { orders: [third] } = await place(ann);
    const view = await until(
      () => ann.call('GET /shop/v1/me', {}),
      ({ orders: { byState } }) =>
        byState['awaiting-payment'] === 1 && byState['awaiting-acceptance'] === 1 && byState['awaiting-shipment'] === 1,
    );
    expect(view.orders.latest.map(({ id }) => id)).toEqual([third!.orderId, second, first]);
    expect(view.payments.latest).toHaveLength(3);
    expect(view.payments.latest[0]!.orders).toEqual([third!.orderId]);
    const { unread } = await ann.call('GET /shop/v1/messages/unread-count', {});
    expect(view.messages.unread).toBe(unread);
    expect(unread).toBeGreaterThan(0);
    expect((await bob.call('GET /shop/v1/me', {})).orders.latest).toEqual([]);
  });
});
