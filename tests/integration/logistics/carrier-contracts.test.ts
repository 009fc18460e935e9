import { beforeAll, describe, expect, it } from 'vitest';
import { days } from '../../../shared/kernel/values/clock.ts';
import { dateAfter } from '../../../shared/kernel/values/calendar.ts';
import { reviewOf } from '../../../shared/logistics/contracts/review.ts';
import type { CarrierName } from '../../../shared/logistics/carriers/carrier.ts';
import { mostContracts } from '../../../shared/logistics/contracts/contract.ts';
import { monthBefore } from '../../../shared/logistics/contracts/selection.ts';
import { pass, runSchedule, settled, until } from '../../support/control.ts';
import { waitingAt, whileHeld } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { accept, bought, carrierFault, firstShipment, scanned } from '../../support/parcels.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { today } from '../../support/settlement.ts';
import { brl, buyer, home, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let operator: Person;
let seller: Merchant;
let ann: Buyer;
let goods: Goods;

/** Nobody else sends there: what is agreed for it changes the way of no other test's parcels. */
const abroad = {
  ...home,
  phone: '+351912345678',
  country: 'PT',
  region: '',
  city: 'Lisboa',
  street: 'Rua B 2',
  postalCode: '1000-001',
};

beforeAll(async () => {
  [operator, seller] = await Promise.all([staff('operator'), shop()]);
  await seller.call('PUT /merchant/v1/freight-template', {
    mode: 'template',
    zones: [{ country: 'PT', base: brl(1000), perKg: brl(250) }],
  });
  goods = await onSale(seller, { stock: 20 });
  const one = await buyer();
  const { addressId } = await one.call('POST /shop/v1/addresses', abroad, key());
  ann = { ...one, addressId };
});

const sign = async (carrier: CarrierName, base: number, inDays: number, from: string, until: string) =>
  operator.call('POST /operator/v1/carrier-contracts', {
    carrier,
    from,
    until,
    lanes: [{ country: 'PT', base: brl(base), perKg: brl(100), days: inDays }],
    promised: { inTimeShare: 9000, lostShare: 100 },
    terms: 'Picked up by six',
  }, key());
const end = (carrier: 'swift' | 'postal', contractId: string) =>
  operator.call('POST /operator/v1/carriers/{carrier}/contracts/{contractId}/end', {
    carrier,
    contractId,
    reason: 'Another is cheaper',
  }, key());
const sent = async () => accept(seller, await bought(ann, goods));

describe('what is agreed with carriers', () => {
  it('decides who brings a parcel, by coverage, speed, quality and price, and the shop reads why [LOG-05]', async () => {
    // By itself, what goes abroad goes by post.
    expect((await sent()).carrier).toBe('postal');
    const from = await today();
    const last = dateAfter(from, 40);
    const [fast, slow] = [await sign('swift', 1000, 1, from, last), await sign('postal', 900, 9, from, last)];
    expect(await refusal(sign('swift', 1, 1, last, dateAfter(last, 5)))).toBe('contract-overlaps');

    const parcel = await sent();
    expect(parcel).toMatchObject({ carrier: 'swift', state: 'booked' });
    // Of how many days they take, what their parcels took counts for more than what was agreed, once enough have come.
    const scores = parcel.choice!.scores.filter(({ coverage }) => coverage > 0);
    expect(scores).toMatchObject([
      { carrier: 'swift', coverage: 100, swiftness: 100, price: brl(1200) },
      { carrier: 'postal', coverage: 100, cheapness: 100, price: brl(1100) },
    ]);
    expect(scores[1]!.swiftness).toBeLessThan(100);
    const { shipmentId } = parcel;
    const suggest = (by: Pick<Person, 'call'> = seller, of: string = shipmentId) =>
      by.call('GET /merchant/v1/shipments/{shipmentId}/carriers', { shipmentId: of });
    expect((await suggest()).items[0]).toEqual(parcel.choice!.scores[0]);
    expect(await refusal(suggest(await shop()))).toBe('not-found');
    expect(await refusal(suggest(await staff('merchant')))).toBe('no-shop');

    // The shop's own preference goes first, and one that is refused is asked for by another.
    await seller.call('PUT /merchant/v1/dispatch', { address: home, carrier: 'postal' });
    expect((await sent()).carrier).toBe('postal');
    await seller.call('PUT /merchant/v1/dispatch', { address: home });
    const orderId = await bought(ann, goods);
    await carrierFault({ kind: 'decline', match: firstShipment(orderId) });
    const refused = await accept(seller, orderId);
    expect(refused).toMatchObject({ carrier: 'swift', trouble: { reason: 'refused' } });
    const retry = (carrier: 'postal' | 'easypost') =>
      seller.call('POST /merchant/v1/shipments/{shipmentId}/retry', { shipmentId: refused.shipmentId, carrier }, key());
    await retry('postal');
    await settled();
    expect(await seller.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId: refused.shipmentId }))
      .toMatchObject({ carrier: 'postal', state: 'booked' });

    await scanned('swift', parcel.waybill!, 'picked-up', 'delivered');
    await settled();
    for (const [carrier, { contractId }] of [['swift', fast], ['postal', slow]] as const) {
      expect((await end(carrier, contractId)).state).toBe('ended');
      expect(await refusal(end(carrier, contractId))).toBe('illegal-step');
    }
    expect(await refusal(end('swift', slow.contractId))).toBe('not-found');
    expect((await sent()).carrier).toBe('postal');
    const { items } = await operator.call('GET /operator/v1/carrier-contracts', { carrier: 'swift' });
    expect(items.find((one) => one.contractId === fast.contractId)).toMatchObject({
      state: 'ended',
      endReason: 'Another is cheaper',
    });
  });

  it('is kept for good, a hundred of a carrier at the most', async () => {
    for (let n = 0; n < mostContracts; n += 1) {
      const day = dateAfter('2090-01-01', n);
      await sign('easypost', 1000, 1, day, day);
    }
    expect(await refusal(sign('easypost', 1000, 1, '2095-01-01', '2095-01-01'))).toBe('illegal-step');
  });

  it('is held against what a carrier did in a month, and what a person makes of it is kept [LOG-16]', async () => {
    const from = await today();
    const { contractId } = await sign('swift', 1000, 1, from, dateAfter(from, 70));
    const parcel = await sent();
    await scanned('swift', parcel.waybill!, 'picked-up', 'delivered');
    await settled();
    await runSchedule('logistics/renew-carrier-standings');
    // Into the next month, and past the night in which the reviews are opened.
    await pass(days(32));
    await runSchedule('logistics/open-carrier-reviews');
    const month = monthBefore((await today()).slice(0, 7));
    const reviewId = reviewOf('swift', month);
    const show = () => operator.call('GET /operator/v1/carrier-reviews/{reviewId}', { reviewId });
    const review = await until(show, ({ state }) => state === 'open');
    expect(review.figures.delivered).toBeGreaterThan(0);
    expect(
      await refusal(
        operator.call('GET /operator/v1/carrier-reviews/{reviewId}', { reviewId: reviewOf('swift', '2001-01') }),
      ),
    ).toBe('not-found');
    const waits = async () => (await waitingAt(operator, 'carrier-reviews')).find(({ itemId }) => itemId === reviewId);
    expect(await until(waits, (found) => found !== undefined)).toMatchObject({ shows: { carrier: 'swift', month } });

    const judge = (of = reviewId) =>
      operator.call('POST /operator/v1/carrier-reviews/{reviewId}/judgement', {
        reviewId: of,
        outcome: 'as-promised',
        note: 'Nothing to say against it',
        billed: brl(1),
      }, key());
    expect(await refusal(judge(reviewOf('swift', '2001-01')))).toBe('not-found');
    expect(await whileHeld('carrier-reviews', reviewId, 'operator', () => judge())).toBe('taken-by-another');
    expect(await judge()).toMatchObject({ state: 'judged', outcome: 'as-promised', judgedBy: operator.accountId });
    expect(await refusal(judge())).toBe('illegal-step');
    await until(waits, (found) => found === undefined);
    const { items } = await operator.call('GET /operator/v1/carrier-reviews', { carrier: 'swift' });
    expect(items.find((one) => one.reviewId === reviewId)).toMatchObject({ outcome: 'as-promised' });
    expect(await refusal(operator.call('GET /operator/v1/carrier-reviews', { carrier: 'swift', cursor: 'bm8' })))
      .toBe('invalid-cursor');
    await end('swift', contractId);
  });
});
