import { beforeAll, describe, expect, it } from 'vitest';
import { ulid } from 'ulid';
import type { CarrierName } from '../../../shared/logistics/carriers/carrier.ts';
import { hours } from '../../../shared/kernel/values/clock.ts';
import type { Answer } from '../../../web/client.ts';
import { pass, settled, until } from '../../support/control.ts';
import { theReviewer, type Merchant } from '../../support/merchants.ts';
import { firstShipment, scanned } from '../../support/parcels.ts';
import { finance } from '../../support/payments.ts';
import { key, refusal } from '../../support/people.ts';
import { completed, delivered } from '../../support/settlement.ts';
import { brl, buyer, onSale, shop, stockOf, theCategory, type Buyer, type Goods } from '../../support/shopping.ts';

type Return = Answer<'GET /shop/v1/returns/{returnId}'>;

let seller: Merchant;
let ann: Buyer;
let pot: Goods;

beforeAll(async () => {
  seller = await shop();
  pot = await onSale(seller, { stock: 50 });
  ann = await buyer();
});

const orderOf = (orderId: string) => ann.call('GET /shop/v1/orders/{orderId}', { orderId });
const asks = async (orderId: string, wish: Return['wish'], exchangeFor?: string): Promise<Return> => {
  const { lines: [line] } = await orderOf(orderId);
  return ann.call('POST /shop/v1/returns', {
    orderId,
    lineId: line!.id,
    quantity: 1,
    wish,
    reason: 'defective',
    note: 'It leaks',
    ...(exchangeFor && { exchangeFor }),
  }, key());
};
const decide = (returnId: string, decision: 'approve' | 'refuse') =>
  seller.call('POST /merchant/v1/returns/{returnId}/decision', { returnId, decision, note: 'Seen' }, key());
const receive = (returnId: string) => seller.call('POST /merchant/v1/returns/{returnId}/receipt', { returnId });
const judge = (returnId: string, accepted: number) =>
  seller.call('POST /merchant/v1/returns/{returnId}/inspection', { returnId, accepted, note: 'Looked at' }, key());
const send = (returnId: string) =>
  ann.call('POST /shop/v1/returns/{returnId}/parcel', { returnId, carrier: 'Swift', trackingNumber: 'SW1' });
const entriesOf = async (orderId: string) =>
  (await (await finance()).call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId })).items;
const leftOn = (entries: Awaited<ReturnType<typeof entriesOf>>, code: string): number =>
  entries.flatMap(({ postings }) => postings).filter(({ account }) => account.startsWith(code))
    .reduce((sum, { amount }) => sum + amount.amount, 0);

describe('an exchange', () => {
  /** A listing of two SKUs at one price, and one at another. */
  const three = async () => {
    return seller.call('POST /merchant/v1/listings', {
      title: { en: 'Cup' },
      description: { en: 'Thrown by hand.' },
      categoryId: await theCategory(),
      shipsWithinDays: 3,
      skus: [['red', 5890], ['blue', 5890], ['gold', 9990]].map(([color, price]) => ({
        code: ulid(),
        price: brl(price as number),
        weight: 1550,
        specs: [{ name: { en: 'Colour' }, value: { en: color as string } }],
      })),
    }, key());
  };
  const swaps = (orderId: string, exchangeFor?: string) => asks(orderId, 'exchange', exchangeFor);
  /** Asked for, sent back and in the hands of the shop. */
  const back = async (orderId: string): Promise<string> => {
    const { id: returnId } = await swaps(orderId);
    await decide(returnId, 'approve');
    await send(returnId);
    await receive(returnId);
    return returnId;
  };
  const replacementOf = async (returnId: string) => {
    const { replacementId } = await ann.call('GET /shop/v1/returns/{returnId}', { returnId });
    return orderOf(replacementId!);
  };
  const arrives = async (orderId: string) => {
    await seller.call('POST /merchant/v1/orders/{orderId}/accept', { orderId }, key());
    await settled();
    const { carrier, waybill } = await seller.call('GET /merchant/v1/shipments/{shipmentId}', {
      shipmentId: firstShipment(orderId),
    });
    await scanned(carrier as CarrierName, waybill!, 'picked-up', 'in-transit', 'delivered');
  };
  const stateOf = async (returnId: string) => (await ann.call('GET /shop/v1/returns/{returnId}', { returnId })).state;

  it('sends others as an order of its own, without a second payment, a second sale or a second commission [RET-02] [RET-03] [RET-08]', async () => {
    const cup = await onSale(seller, { stock: 10 });
    const orderId = await completed(seller, ann, cup);
    const sold = await entriesOf(orderId);
    const returnId = await back(orderId);
    const before = await stockOf(seller, cup);
    expect(await judge(returnId, 1)).toMatchObject({ state: 'return-replacing', awaits: 'shop', refundedUnits: 0 });
    await settled();
    expect(await stockOf(seller, cup)).toMatchObject({ available: before.available - 1, held: before.held + 1 });
    const replacement = await replacementOf(returnId);
    expect(replacement).toMatchObject({
      state: 'awaiting-acceptance',
      payable: brl(0),
      replaces: { orderId, returnId },
      lines: [{ skuId: cup.skuId, quantity: 1, items: brl(0) }],
      timeline: [{ event: 'replacement-placed' }],
    });
    expect(await refusal(asks(orderId, 'return-and-refund'))).toBe('return-too-many');
    expect(await refusal(asks(replacement.id, 'return-and-refund'))).toBe('return-too-many');
    const { id: replacementId, lines: [sent] } = replacement;
    expect(
      await refusal(seller.call('POST /merchant/v1/orders/{orderId}/line-refunds', {
        orderId: replacementId,
        lines: [{ lineId: sent!.id, quantity: 1 }],
        note: 'Late',
      }, key())),
    ).toBe('illegal-step');
    expect(
      await refusal(ann.call('POST /shop/v1/orders/{orderId}/change-preview', {
        orderId: replacementId,
        lines: [{ lineId: sent!.id, quantity: 2 }],
      })),
    ).toBe('illegal-step');
    await arrives(replacement.id);
    expect(await stateOf(returnId)).toBe('return-replacing');
    await ann.call('POST /shop/v1/orders/{orderId}/receipt', { orderId: replacement.id });
    await settled();
    const { taken, state, refunded } = await ann.call('GET /shop/v1/returns/{returnId}', { returnId });
    expect({ state, refunded }).toEqual({ state: 'return-exchanged', refunded: brl(0) });
    expect(taken.map((one) => one.state)).toEqual([
      'return-requested',
      'return-approved',
      'return-sent',
      'return-received',
      'return-replacing',
      'return-exchanged',
    ]);
    expect(await entriesOf(orderId)).toEqual(sold);
    expect(await entriesOf(replacement.id)).toEqual([]);
    expect(await stockOf(seller, cup)).toMatchObject({ available: before.available - 1, held: before.held });

    // What replaced the goods goes back as they would: to the sale.
    const again = await asks(replacement.id, 'refund-only');
    expect(again).toMatchObject({ orderId, quantity: 1 });
    expect(await decide(again.id, 'approve')).toMatchObject({ state: 'return-refunded', refunded: brl(7390) });
    await settled();
    expect(leftOn(await entriesOf(orderId), 'commission')).toBe(0);
  });

  it('is of what costs the same', async () => {
    const { listingId, skus } = await three();
    const { submittedAt } = await seller.call('POST /merchant/v1/listings/{listingId}/submission', { listingId });
    await (await theReviewer()).call('POST /operator/v1/listing-reviews/{listingId}/approval', {
      listingId,
      submittedAt: submittedAt!,
      comment: 'Good.',
    });
    const [red, blue, gold] = skus.map(({ skuId }) => skuId);
    for (const skuId of [red!, blue!, gold!]) {
      await seller.call('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', {
        listingId,
        skuId,
        available: 5,
        reason: 'opening',
      });
    }
    const orderId = await delivered(seller, ann, { listingId, skuId: red! });
    expect(await refusal(swaps(orderId, gold))).toBe('exchange-uneven');
    expect(await refusal(swaps(orderId, pot.skuId))).toBe('exchange-uneven');
    const { id: returnId } = await swaps(orderId, blue);
    await decide(returnId, 'approve');
    await receive(returnId);
    await judge(returnId, 1);
    expect(await replacementOf(returnId)).toMatchObject({
      lines: [{ skuId: blue, specText: { en: expect.stringContaining('blue') } }],
    });
  });

  it('gives the money back where none is left, and of two for the last one to one of them', async () => {
    const last = await onSale(seller, { stock: 3 });
    const [first, second] = [await delivered(seller, ann, last), await delivered(seller, ann, last)];
    const returnIds = [await back(first), await back(second)];
    const came = await Promise.all(returnIds.map((returnId) => judge(returnId, 1)));
    expect(came.map(({ state }) => state).toSorted()).toEqual(['return-refunded', 'return-replacing']);
    expect(came.find(({ state }) => state === 'return-refunded')).toMatchObject({ refunded: brl(7390) });
    expect(await stockOf(seller, last)).toMatchObject({ available: 0, held: 1 });
  });

  it('judged twice at the same moment is replaced once, and cancelled by both sides paid back once', async () => {
    const cup = await onSale(seller, { stock: 10 });
    const orderId = await delivered(seller, ann, cup);
    const returnId = await back(orderId);
    const pressed = await Promise.allSettled([judge(returnId, 1), judge(returnId, 1)]);
    expect(pressed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { id } = await replacementOf(returnId);
    const before = await stockOf(seller, cup);
    await Promise.allSettled([
      ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId: id }),
      seller.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId: id, reason: 'Broken' }),
    ]);
    await settled();
    expect(await ann.call('GET /shop/v1/returns/{returnId}', { returnId })).toMatchObject({
      state: 'return-refunded',
      refunded: brl(7390),
      refundedUnits: 1,
    });
    expect(await stockOf(seller, cup)).toMatchObject({ available: before.available + 1, held: before.held - 1 });
    expect(await refusal(asks(orderId, 'refund-only'))).toBe('return-too-many');
  });

  it('whose shop neither inspects nor accepts ends with the money', async () => {
    const cup = await onSale(seller, { stock: 10 });
    const returnId = await back(await delivered(seller, ann, cup));
    await pass(hours(73));
    expect(await stateOf(returnId)).toBe('return-replacing');
    await until(
      async () => {
        await pass(hours(24));
        return ann.call('GET /shop/v1/returns/{returnId}', { returnId });
      },
      ({ state, refunded }) => state === 'return-refunded' && refunded.amount === 7390,
    );
  });
});
