import { describe, expect, it } from 'vitest';
import { until } from '../../support/control.ts';
import { finance } from '../../support/payments.ts';
import { refusal } from '../../support/people.ts';
import { accepted, scanned } from '../../support/parcels.ts';
import { buyer, onSale, shop } from '../../support/shopping.ts';

describe('the ledger', () => {
  it('lists what a sale has posted, by order and by merchant, page by page [SET-01 part]', async () => {
    const seller = await shop();
    const one = await buyer();
    const orderId = await accepted(seller, one, await onSale(seller));
    const { items: [parcel] } = await one.call('GET /shop/v1/orders/{orderId}/tracking', { orderId });
    await scanned('swift', parcel!.waybill!, 'picked-up', 'in-transit', 'delivered');
    await one.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
    const { call } = await finance();
    const posted = async () =>
      (await call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId })).items.map(({ kind }) => kind);
    expect(await until(posted, ({ length }) => length === 2)).toEqual(['capture', 'earn']);
    const { merchantId } = seller;
    const first = await call('GET /operator/v1/ledger/merchants/{merchantId}/entries', { merchantId, limit: 1 });
    const second = await call('GET /operator/v1/ledger/merchants/{merchantId}/entries', {
      merchantId,
      limit: 100,
      cursor: first.cursor,
    });
    const kinds = [...first.items, ...second.items].map(({ kind }) => kind);
    expect(kinds).toEqual(['earn']);
    for (const { postings } of [...first.items, ...second.items]) {
      expect(postings.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
    }

    const { cursor } = first;
    expect(await refusal(call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId, cursor }))).toBe(
      'invalid-cursor',
    );
    expect(
      await refusal(call('GET /operator/v1/ledger/merchants/{merchantId}/entries', { merchantId, cursor: 'nonsense' })),
    ).toBe('invalid-cursor');
  });
});
