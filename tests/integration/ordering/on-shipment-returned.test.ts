import { beforeAll, describe, expect, it } from 'vitest';
import { days } from '../../../shared/kernel/values/clock.ts';
import { pass } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { parcel, scanned } from '../../support/parcels.ts';
import { brl, buyer, onSale, shop, stockOf, type Buyer } from '../../support/shopping.ts';

describe('a parcel that comes back', () => {
  let seller: Merchant;
  let ann: Buyer;

  beforeAll(async () => {
    [seller, ann] = [await shop(), await buyer()];
  });
  const look = (orderId: string) => ann.call('GET /shop/v1/orders/{orderId}', { orderId });

  it.each([
    ['from the way', ['picked-up', 'in-transit', 'returned']],
    ['from the door, after its delivery', ['picked-up', 'delivered', 'returned']],
  ])('%s gives the buyer the money back, and the shop earns nothing [ORD-05 part] [ORD-15]', async (_, scans) => {
    const pot = await onSale(seller, { stock: 5 });
    const { orderId, waybill } = await parcel(seller, ann, pot);
    for (const scan of scans) await scanned('swift', waybill!, scan);
    const { state, cancellation, paymentId } = await look(orderId);
    expect([state, cancellation?.reason]).toEqual(['cancelled', 'returned']);
    expect((await ann.call('GET /shop/v1/payments/{paymentId}', { paymentId })).orders).toMatchObject([{
      orderId,
      refunded: brl(7390),
    }]);
    expect(await stockOf(seller, pot)).toEqual({ available: 4, held: 0, sold: 1 });

    await pass(days(11));
    expect((await look(orderId)).state).toBe('cancelled');
    const { items } = await seller.call('GET /merchant/v1/earnings', {});
    expect(items.filter((earning) => earning.orderId === orderId)).toEqual([]);
  });
});
