import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { dateAfter } from '../../../shared/kernel/values/calendar.ts';
import type { CarrierName } from '../../../shared/logistics/carriers/carrier.ts';
import { deadLetters, now, settled, until } from '../../support/control.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { hook, parcel, shipmentOf, type Parcel } from '../../support/parcels.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { buyer, home, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

type Reason = 'names-no-parcel' | 'unknown-parcel' | 'another-carrier';

let seller: Merchant;
let goods: Goods;
let ann: Buyer;
let operator: Person;
/** The day before, by the carrier's clock: what a notice tells of. */
let yesterday: string;

beforeAll(async () => {
  [seller, ann, operator] = await Promise.all([shop(), buyer(), staff('operator')]);
  yesterday = dateAfter((await now()).toISOString().slice(0, 10), -1);
  goods = await onSale(seller, { stock: 50 });
  await seller.call('PUT /merchant/v1/dispatch', { address: { ...home, name: 'Blue Teapot' }, carrier: 'swift' });
});

const booked = async (): Promise<Parcel> => parcel(seller, ann, goods);
const told = async (carrier: CarrierName, body: object | string): Promise<void> => {
  expect((await hook(carrier, body, { signedAt: await now() })).status).toBe(204);
};
const swift = (reference: string, status: unknown, more: object = {}) => ({
  id: `evt_${ulid()}`,
  data: { waybill: 'SW0', reference, status, occurredAt: `${yesterday}T16:00:00+08:00`, place: 'Depot', ...more },
});
const pileOf = (carrier: CarrierName, reason: Reason) => `${carrier}-${reason}` as const;
/** What waits of a carrier for a reason; none when nothing does. */
const waiting = async (carrier: CarrierName, reason: Reason) =>
  (await waitingAt(operator, 'carrier-notices')).find(({ itemId }) => itemId === pileOf(carrier, reason))?.shows;
const seenBefore = async (carrier: CarrierName, reason: Reason): Promise<number> =>
  (await waiting(carrier, reason))?.waiting ?? 0;
const gathered = async (carrier: CarrierName, reason: Reason, wanted: number) => {
  await settled();
  return (await until(() => waiting(carrier, reason), (shows) => shows?.waiting === wanted))!;
};
const noticesOf = async (carrier: CarrierName, reason: Reason) =>
  (await operator.call('GET /operator/v1/carrier-notice-piles/{pileId}/notices', {
    pileId: pileOf(carrier, reason),
    limit: 100,
  })).items;
const record = (noticeId: string, shipmentId: string, more: object = {}) =>
  operator.call('POST /operator/v1/carrier-notices/{noticeId}/record', {
    noticeId,
    shipmentId,
    step: 'picked-up',
    note: 'Swift says so on the phone',
    ...more,
  }, key());
const aside = (carrier: CarrierName, reason: Reason, count: number) =>
  operator.call('POST /operator/v1/carrier-notice-piles/{pileId}/set-aside', {
    pileId: pileOf(carrier, reason),
    count,
    reason: 'Another stage of ours',
  }, key());

describe('a notice that nothing can be done with', () => {
  it('comes before a person each time, also when another has come within the hour [LOG-03]', async () => {
    for (
      const [reason, body] of [
        ['names-no-parcel', () => ({ id: `evt_${ulid()}`, hello: 'world' })],
        ['unknown-parcel', () => swift(`shp_${ulid()}`, 'delivered')],
        ['another-carrier', undefined],
      ] as const
    ) {
      const carrier = reason === 'another-carrier' ? 'postal' : 'swift';
      const before = await seenBefore(carrier, reason);
      for (let time = 1; time <= 2; time += 1) {
        const said = body?.() ?? {
          notice_id: `evt_${ulid()}`,
          consignment: { tracking_no: 'PX1', customer_ref: (await booked()).shipmentId },
          scan: { code: 'DL', at: yesterday, office: 'Depot' },
        };
        await told(carrier, said);
        await told(carrier, said);
        const { latestNoticeId } = await gathered(carrier, reason, before + time);
        const [newest] = await noticesOf(carrier, reason);
        expect(newest).toMatchObject({ noticeId: latestNoticeId, carrier, unread: reason });
        const { text } = await operator.call('GET /operator/v1/carrier-notices/{noticeId}', {
          noticeId: latestNoticeId,
        });
        expect(JSON.parse(text)).toEqual(said);
      }
    }
  });

  it('can be read without harm, whatever is in it', async () => {
    const before = await seenBefore('swift', 'names-no-parcel');
    await told('swift', `<script>\u202e\u0000${ulid()} ${'x'.repeat(1_000_000)}`);
    const { latestNoticeId: noticeId } = await gathered('swift', 'names-no-parcel', before + 1);
    const { text } = await operator.call('GET /operator/v1/carrier-notices/{noticeId}', { noticeId });
    expect(text).toHaveLength(4000);
    expect(text.startsWith('<script>\\u202e\\u0000')).toBe(true);
    expect(
      await refusal(
        operator.call('GET /operator/v1/carrier-notices/{noticeId}', { noticeId: noticeId.replace(/.{6}$/, '000000') }),
      ),
    ).toBe('not-found');
  });

  it('moves the parcel that a person finds it to be about, once [LOG-03]', async () => {
    const { orderId, shipmentId } = await booked();
    const before = await seenBefore('swift', 'unknown-parcel');
    await told('swift', swift(`OUR-${shipmentId}`, 'picked-up'));
    const { latestNoticeId: noticeId } = await gathered('swift', 'unknown-parcel', before + 1);
    expect(await refusal(record(noticeId, `shp_${ulid()}`))).toBe('not-found');
    const held = await whileHeld(
      'carrier-notices',
      pileOf('swift', 'unknown-parcel'),
      'operator',
      () => record(noticeId, shipmentId),
    );
    expect(held).toBe('taken-by-another');
    const recorded = await record(noticeId, shipmentId);
    expect(recorded.recorded).toMatchObject({ shipmentId, step: 'picked-up' });
    expect(await refusal(record(noticeId, shipmentId))).toBe('illegal-step');
    expect(await shipmentOf(seller, orderId)).toMatchObject({
      state: 'picked-up',
      scans: [{ step: 'picked-up', at: `${yesterday}T08:00:00.000Z`, place: 'Depot' }],
    });
    await until(
      () => ann.call('GET /shop/v1/orders/{orderId}', { orderId }),
      ({ state }) => state === 'shipped',
    );
    expect(await seenBefore('swift', 'unknown-parcel')).toBe(before);
  });
});

describe('a carrier that goes wrong', () => {
  it('by the hundred is taken each time, fills one place at the desk, and is set aside as one', async () => {
    const before = await seenBefore('postal', 'names-no-parcel');
    await Promise.all(Array.from({ length: 120 }, () => told('postal', { broken: ulid() })));
    const { count } = await gathered('postal', 'names-no-parcel', before + 120);
    expect(await deadLetters('logistics/on-carrier-notice-unread')).toEqual([]);
    expect((await waitingAt(operator, 'carrier-notices')).length).toBeLessThanOrEqual(9);
    const pileId = pileOf('postal', 'names-no-parcel');
    expect(
      await whileHeld('carrier-notices', pileId, 'operator', () => aside('postal', 'names-no-parcel', count)),
    ).toBe('taken-by-another');
    await told('postal', { broken: ulid() });
    await gathered('postal', 'names-no-parcel', before + 121);
    expect(await aside('postal', 'names-no-parcel', count)).toEqual({ pileId, waiting: 1 });
    expect(await aside('postal', 'names-no-parcel', count + 1)).toEqual({ pileId, waiting: 0 });
    expect(await refusal(aside('postal', 'names-no-parcel', count + 1))).toBe('illegal-step');
    expect((await itemAt(operator, 'carrier-notices', pileId)).settledBy).toBe(operator.accountId);
  });
});
