import { beforeAll, describe, expect, it } from 'vitest';
import { days, minutes } from '../../../shared/kernel/values/clock.ts';
import { openFreightQuotes } from '../../../shared/logistics/rulebooks.ts';
import { inboxOf, pass, until } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { key, refusal } from '../../support/people.ts';
import { ruled } from '../../support/rulebooks.ts';
import { brl, buyer, fill, home, onSale, place, shop, type Buyer, type Goods } from '../../support/shopping.ts';

describe('a freight quote', () => {
  let seller: Merchant;
  let pot: Goods;
  let ann: Buyer;

  beforeAll(async () => {
    seller = await shop();
    await seller.call('PUT /merchant/v1/freight-template', { mode: 'quoted' });
    pot = await onSale(seller, { stock: 100 });
    ann = await buyer();
  });

  const ask = (quantity: number, addressId = ann.addressId) =>
    ann.call('POST /shop/v1/freight-quotes', { skuId: pot.skuId, quantity, addressId }, key());
  const answer = (quoteId: string, amount = brl(1329)) =>
    seller.call('POST /merchant/v1/freight-quotes/{quoteId}/answer', { quoteId, amount });
  const add = (freightQuoteId: string, quantity: number) =>
    ann.call('POST /shop/v1/cart/lines', { skuId: pot.skuId, quantity, freightQuoteId }, key());

  it('is asked for, answered, and charged as it is, once', async () => {
    expect(await seller.call('GET /merchant/v1/freight-template', {})).toEqual({ mode: 'quoted', zones: [] });
    const { id: quoteId } = await ask(2);
    const { items } = await seller.call('GET /merchant/v1/freight-quotes', {});
    expect(items).toMatchObject([{ id: quoteId, skuId: pot.skuId, quantity: 2, state: 'requested' }]);
    expect(await refusal(add(quoteId, 2))).toBe('quote-invalid');
    await answer(quoteId);
    expect(await refusal(answer(quoteId))).toBe('illegal-step');
    expect((await seller.call('GET /merchant/v1/freight-quotes', {})).items).toEqual([]);
    expect(await refusal(add(quoteId, 1))).toBe('quote-invalid');
    const { lines } = await add(quoteId, 2);
    expect(await refusal(ann.call('PATCH /shop/v1/cart/lines/{lineId}', { lineId: lines[0]!.lineId, quantity: 3 })))
      .toBe('quote-invalid');
    const { orders } = await place(ann);
    expect(orders).toMatchObject([{ payable: brl(11780 + 1329) }]);
    expect(await ann.call('GET /shop/v1/freight-quotes/{quoteId}', { quoteId })).toMatchObject({
      state: 'used',
      orderId: orders[0]!.orderId,
    });
    expect(await refusal(add(quoteId, 2))).toBe('quote-invalid');
  });

  it('is declined by its shop, or given up after seven days: the buyer is told, and nobody waits any more', async () => {
    const [declined, forgotten] = [await ask(3), await ask(4)];
    const decline = (quoteId: string, by = seller) =>
      by.call('POST /merchant/v1/freight-quotes/{quoteId}/decline', { quoteId });
    expect(await refusal(decline(declined.id, await shop()))).toBe('not-found');
    expect(await decline(declined.id)).toMatchObject({ state: 'declined' });
    expect(await refusal(decline(declined.id))).toBe('illegal-step');
    const open = async () => (await seller.call('GET /merchant/v1/freight-quotes', {})).items.map(({ id }) => id);
    expect(await open()).toEqual([forgotten.id]);

    await pass(days(7) + minutes(2));
    const look = () => ann.call('GET /shop/v1/freight-quotes/{quoteId}', { quoteId: forgotten.id });
    await until(look, ({ state }) => state === 'lapsed');
    expect(await open()).toEqual([]);
    expect(await refusal(answer(forgotten.id))).toBe('illegal-step');
    expect(await refusal(add(forgotten.id, 4))).toBe('quote-invalid');
    for (const { id } of [declined, forgotten]) {
      await until(() => inboxOf(ann.login), (mails) => mails.some(({ text }) => text?.includes(id)));
    }
  });

  it('is needed where the shop delivers by quote alone', async () => {
    const ben = await buyer();
    await fill(ben, [pot, 1]);
    expect(await refusal(ben.call('POST /shop/v1/checkout/preview', {}))).toBe('no-freight');
  });

  it('holds for its place and for seven days [CRT-02]', async () => {
    const { id: quoteId } = await ask(1);
    await answer(quoteId);
    await add(quoteId, 1);
    const { addressId } = await ann.call('POST /shop/v1/addresses', { ...home, city: 'Santos' }, key());
    const changes = async (to: string) =>
      (await ann.call('POST /shop/v1/checkout/preview', { addressId: to })).changes.map(({ kind }) => kind);
    expect(await changes(ann.addressId)).toEqual([]);
    expect(await changes(addressId)).toEqual(['quote-expired']);
    expect(
      await refusal(
        ann.call('POST /shop/v1/orders', { addressId, paymentMethod: 'card', expectedTotal: brl(7219) }, key()),
      ),
    ).toBe('quote-invalid');
    await pass(days(7));
    await ann.signIn();
    expect(await changes(ann.addressId)).toEqual(['quote-expired']);
  });

  it('is asked for ten times without an answer, not more', async () => {
    const ben = await buyer();
    const more = () =>
      ben.call('POST /shop/v1/freight-quotes', { skuId: pot.skuId, quantity: 1, addressId: ben.addressId }, key());
    const { id: first } = await more();
    for (let i = 1; i < openFreightQuotes.byDefault.mostOpen; i += 1) await more();
    expect(await refusal(more())).toBe('too-many-quotes');
    await ruled(openFreightQuotes.rulebookName, { mostOpen: openFreightQuotes.byDefault.mostOpen + 1 });
    const { id: second } = await more();
    expect(await refusal(more())).toBe('too-many-quotes');
    await ruled(openFreightQuotes.rulebookName, openFreightQuotes.initial);
    await seller.signIn();
    await answer(second);
    await answer(first);
    expect(await more()).toMatchObject({ state: 'requested' });
    expect(await refusal(more())).toBe('too-many-quotes');
  });

  it('is in the currency of the goods, and nobody else answers or sees it [IAM-20]', async () => {
    const other = await shop();
    const ben = await buyer();
    const { id: quoteId } = await ask(1);
    await seller.signIn();
    expect(await refusal(answer(quoteId, { amount: 1, currency: 'USD' }))).toBe('currency-foreign');
    expect(await refusal(other.call('POST /merchant/v1/freight-quotes/{quoteId}/answer', { quoteId, amount: brl(1) })))
      .toBe('not-found');
    expect(await refusal(ben.call('GET /shop/v1/freight-quotes/{quoteId}', { quoteId }))).toBe('not-found');
    const foreign = {
      mode: 'template' as const,
      zones: [{ country: 'CN', base: { amount: 1, currency: 'CNY' as const }, perKg: brl(1) }],
    };
    expect(await refusal(seller.call('PUT /merchant/v1/freight-template', foreign))).toBe('currency-foreign');
    expect(await refusal(other.call('POST /merchant/v1/freight-quotes/{quoteId}/answer', { quoteId, amount: brl(-1) })))
      .toBe('invalid-input');
  });
});
