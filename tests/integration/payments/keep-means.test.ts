import { beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../../support/control.ts';
import { key, refusal } from '../../support/people.ts';
import { confirm, paymentOf, unpaid } from '../../support/payments.ts';
import { buyer, fill, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

describe('paying again by what was paid by', () => {
  let goods: Goods;
  let ann: Buyer;
  beforeAll(async () => {
    goods = await onSale(await shop(), { stock: 50 });
    ann = await buyer();
  });
  const means = async ({ call }: Buyer) => (await call('GET /shop/v1/payment-means', {})).items;
  /** The first purchase names everything, and agrees that the card is kept, or does not. */
  const first = async (one: Buyer, keepMeans: boolean, paymentToken?: string) => {
    await fill(one, [goods, 1]);
    const { total } = await one.call('POST /shop/v1/checkout/preview', {});
    const { addressId } = one;
    const placed = await one.call(
      'POST /shop/v1/orders',
      { addressId, paymentMethod: 'card', paymentToken, keepMeans, expectedTotal: total },
      key(),
    );
    await settled();
    return placed.paymentId;
  };
  const quick = async (one: Buyer, meansId: string) => {
    await fill(one, [goods, 1]);
    const { total } = await one.call('POST /shop/v1/checkout/preview', {});
    return one.call('POST /shop/v1/orders', { meansId, expectedTotal: total }, key());
  };

  it('takes the consent, one payment, and from then on one step with two fields [PAY-12]', async () => {
    expect(await means(ann)).toEqual([]);
    await first(ann, true, 'tok_visa');
    const [card] = await means(ann);
    expect(card).toMatchObject({ method: 'card', brand: 'visa', last4: '4242' });
    expect(JSON.stringify(card)).not.toContain('tok_');
    // Kept once, however often it is paid by.
    const placed = await quick(ann, card!.meansId);
    await settled();
    expect(await paymentOf(ann, placed.paymentId)).toMatchObject({ state: 'captured', method: 'card' });
    await first(ann, true, 'tok_visa');
    expect((await means(ann)).map(({ meansId }) => meansId)).toEqual([card!.meansId]);
  });

  it('keeps nothing without consent, nor what was declined', async () => {
    const bob = await buyer();
    await first(bob, false, 'tok_visa');
    await first(bob, true, 'tok_declined');
    expect(await means(bob)).toEqual([]);
    const { paymentId } = await unpaid(bob, [[goods, 1]]);
    await confirm(bob, paymentId);
    expect(await means(bob)).toEqual([]);
  });

  it('is for who has kept it alone, until it is forgotten', async () => {
    const eve = await buyer();
    const [card] = await means(ann);
    const { meansId } = card!;
    const forget = (one: Buyer) => one.call('DELETE /shop/v1/payment-means/{meansId}', { meansId }, key());
    expect(await refusal(quick(eve, meansId))).toBe('method-unavailable');
    expect(await refusal(forget(eve))).toBe('not-found');
    await forget(ann);
    expect(await means(ann)).toEqual([]);
    expect(await refusal(quick(ann, meansId))).toBe('method-unavailable');
    expect(await refusal(forget(ann))).toBe('not-found');
  });
});
