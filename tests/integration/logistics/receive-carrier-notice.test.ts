import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { inboxOf, now, pass, settled, until } from '../../support/control.ts';
import type { Merchant } from '../../support/merchants.ts';
import { carrierFault, hook, parcel, scanned, shipmentOf, type Parcel } from '../../support/parcels.ts';
import { key, newStaff } from '../../support/people.ts';
import { buyer, home, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let seller: Merchant;
let goods: Goods;
let one: Buyer;
const tracking = async (orderId: string) =>
  (await one.call('GET /shop/v1/orders/{orderId}/tracking', { orderId })).items[0]!;
const orderIs = (orderId: string, state: string) =>
  until(() => one.call('GET /shop/v1/orders/{orderId}', { orderId }), (order) => order.state === state);
const parcelIs = (orderId: string, state: string) =>
  until(() => tracking(orderId), (tracked) => tracked.state === state);
const booked = async () => {
  const { orderId, waybill } = await parcel(seller, one, goods);
  return { orderId, waybill: waybill! };
};

beforeAll(async () => {
  [seller, one] = await Promise.all([shop(), buyer()]);
  goods = await onSale(seller, { stock: 50 });
});

describe('what a carrier reports', () => {
  it('moves the order on, and shows the buyer progress and arrival [LOG-03] [LOG-04]', async () => {
    const { orderId, waybill } = await booked();
    await scanned('swift', waybill, 'picked-up', 'in-transit');
    const underway = await parcelIs(orderId, 'in-transit');
    await orderIs(orderId, 'shipped');
    expect(underway.progress.map(({ step, reached }) => [step, reached])).toEqual(
      [['picked-up', true], ['in-transit', true], ['out-for-delivery', false], ['delivered', false]],
    );
    expect(Date.parse(underway.estimatedArrival!)).toBeGreaterThan((await now()).getTime());
    await scanned('swift', waybill, 'out-for-delivery', 'delivered');
    expect((await parcelIs(orderId, 'delivered')).scans.at(-1)).toMatchObject({
      step: 'delivered',
      place: 'Sandbox depot',
    });
    await orderIs(orderId, 'delivered');
  });

  it('ends the same out of order and twice [LOG-03]', async () => {
    const { orderId, waybill } = await booked();
    await carrierFault({ kind: 'reorder', count: 3, match: waybill });
    await carrierFault({ kind: 'duplicate', count: 3, match: waybill });
    await scanned('swift', waybill, 'picked-up', 'in-transit', 'out-for-delivery', 'delivered');
    await orderIs(orderId, 'delivered');
    const { scans } = await until(() => tracking(orderId), (tracked) => tracked.scans.length === 4);
    expect(scans.map(({ step }) => step)).toEqual(['picked-up', 'in-transit', 'out-for-delivery', 'delivered']);
  });

  it('is asked for when nothing is heard [LOG-03]', async () => {
    const { orderId, waybill } = await booked();
    await carrierFault({ kind: 'drop-webhook', count: 2, match: waybill });
    await scanned('swift', waybill, 'picked-up', 'in-transit');
    expect((await tracking(orderId)).state).toBe('booked');
    await pass(hours(13));
    expect((await parcelIs(orderId, 'in-transit')).scans).toMatchObject([{ step: 'picked-up' }, {
      step: 'in-transit',
    }]);
    await orderIs(orderId, 'shipped');
  });

  it('is asked for again and again from a carrier that is silent, ever more seldom, and hides nobody else', async () => {
    const { orderId, shipmentId } = await parcel(seller, one, goods);
    const askedNext = async () => (await shipmentOf(seller, orderId))!.askAgainAt;
    const first = await askedNext();
    await carrierFault({ kind: 'error', count: 3, match: 'swift-list' });
    await pass(hours(13));
    const second = await until(askedNext, (at) => at > first);
    expect(Date.parse(second) - (await now()).getTime()).toBeGreaterThan(hours(11));
    expect((await shipmentOf(seller, orderId))!.heardAt < first).toBe(true);
    expect(shipmentId).toBeDefined();
  });

  it('comes before a person when it is an exception', async () => {
    const { orderId, waybill } = await booked();
    await scanned('swift', waybill, 'picked-up', 'exception');
    await parcelIs(orderId, 'exception');
    expect((await shipmentOf(seller, orderId))!.trouble).toMatchObject({ reason: 'carrier-exception' });
    await scanned('swift', waybill, 'in-transit');
    await parcelIs(orderId, 'in-transit');
    expect((await shipmentOf(seller, orderId))!.trouble).toBeUndefined();
  });
});

describe('a notice', () => {
  const notice = {
    id: 'evt_forged',
    data: {
      waybill: 'SW1',
      reference: 'shp_1',
      status: 'delivered',
      occurredAt: '2026-11-22T08:00:00.000Z',
      place: 'Depot',
    },
  };
  const codeOf = async (answer: Response) => [answer.status, (await answer.json() as { code: string }).code];

  it('is refused when it is forged, or older than five minutes [LOG-03]', async () => {
    const signedAt = await now();
    expect(await codeOf(await hook('swift', notice, { signedAt, signature: `t=1,v1=${'0'.repeat(64)}` }))).toEqual([
      401,
      'signature-invalid',
    ]);
    expect(await codeOf(await hook('swift', notice, { signedAt, signature: '' }))).toEqual([401, 'signature-invalid']);
    const old = new Date(signedAt.getTime() - minutes(6));
    expect(await codeOf(await hook('swift', notice, { signedAt: old }))).toEqual([401, 'signature-invalid']);
  });

  it("is refused with another carrier's signature, and from no carrier of ours [LOG-03]", async () => {
    const signedAt = await now();
    for (const [carrier, signedBy] of [['swift', 'postal'], ['postal', 'swift'], ['pigeon', 'swift']] as const) {
      expect(await codeOf(await hook(carrier, notice, { signedAt, signedBy }))).toEqual([401, 'signature-invalid']);
    }
  });

  it('that names no parcel is taken, twice, and a person is told', async () => {
    const { login } = await newStaff('operator');
    const body = { id: 'evt_2', hello: ulid() };
    for (let time = 0; time < 2; time += 1) {
      expect((await hook('swift', body, { signedAt: await now() })).status).toBe(204);
    }
    await settled();
    const told = (await inboxOf(login)).filter(({ subject }) => subject === 'A carrier says what nobody understands');
    expect(told).toHaveLength(1);
  });

  it.each([
    ['a list', JSON.stringify([notice])],
    ['a text', 'ping'],
    ['nothing', ''],
    ['a field with the name of the path', JSON.stringify({ ...notice, carrier: 'postal' })],
  ])('that is %s is taken where it is signed, and refused where it is not', async (_, body) => {
    const signedAt = await now();
    expect((await hook('swift', body, { signedAt })).status).toBe(204);
    expect((await hook('swift', body, { signedAt, signature: '' })).status).toBe(401);
  });

  it.each(['swift', 'postal'] as const)(
    'of %s with an unknown word goes before a person, and hides no later delivery [LOG-03]',
    async (carrier) => {
      await seller.call('PUT /merchant/v1/dispatch', { address: { ...home, name: 'Blue Teapot' }, carrier });
      const { orderId, shipmentId, waybill } = await parcel(seller, one, goods) as Parcel & { waybill: string };
      const tell = async (word: string, at: string) => {
        const id = `evt_${ulid()}`;
        const body = carrier === 'swift'
          ? { id, data: { waybill, reference: shipmentId, status: word, occurredAt: at, place: 'Depot' } }
          : {
            notice_id: id,
            consignment: { tracking_no: waybill, customer_ref: shipmentId },
            scan: { code: word, at, office: 'Depot' },
          };
        expect((await hook(carrier, body, { signedAt: await now() })).status).toBe(204);
        await settled();
      };
      await tell('CUSTOMS-7', '2026-11-22T16:00:00+08:00');
      const troubled = await until(() => shipmentOf(seller, orderId), (shipment) => shipment?.trouble !== undefined);
      expect(troubled!.trouble).toMatchObject({ reason: 'unknown-report', detail: 'CUSTOMS-7' });
      expect(troubled!.scans).toMatchObject([{ step: 'unknown', at: '2026-11-22T08:00:00.000Z', said: 'CUSTOMS-7' }]);
      await tell(carrier === 'swift' ? 'DELIVERED' : 'dl', '2026-11-22T17:00:00+08:00');
      await orderIs(orderId, 'delivered');
    },
  );

  it("about another carrier's parcel changes nothing of it, stops no cancellation, and goes before a person", async () => {
    const { login } = await newStaff('operator');
    await seller.call('PUT /merchant/v1/dispatch', { address: { ...home, name: 'Blue Teapot' }, carrier: 'swift' });
    const { orderId, shipmentId } = await parcel(seller, one, goods);
    const before = await shipmentOf(seller, orderId);
    const body = {
      notice_id: `evt_${ulid()}`,
      consignment: { tracking_no: 'PO999', customer_ref: shipmentId },
      scan: { code: 'PU', at: '2026-11-22T16:00:00+08:00', office: 'Depot' },
    };
    expect((await hook('postal', body, { signedAt: await now() })).status).toBe(204);
    await settled();
    expect(await shipmentOf(seller, orderId)).toEqual(before);
    const texts = (await inboxOf(login)).map(({ subject }) => subject);
    expect(texts).toContain("A carrier reports another carrier's parcel");
    await one.call('POST /shop/v1/orders/{orderId}/cancel', { orderId }, key());
    await parcelIs(orderId, 'cancelled');
    expect((await shipmentOf(seller, orderId))!.trouble).toBeUndefined();
  });

  const swiftNotice = (parcel: { shipmentId: string; waybill: string }, status: unknown, more: object = {}) => ({
    id: `evt_${ulid()}`,
    data: {
      waybill: parcel.waybill,
      reference: parcel.shipmentId,
      status,
      occurredAt: (new Date(Date.UTC(2026, 10, 22, 8))).toISOString(),
      place: 'Depot',
      ...more,
    },
  });
  const tell = async (body: object | string): Promise<void> => {
    expect((await hook('swift', body, { signedAt: await now() })).status).toBe(204);
    await settled();
  };
  const aParcel = async () => {
    await seller.call('PUT /merchant/v1/dispatch', { address: { ...home, name: 'Blue Teapot' }, carrier: 'swift' });
    return await parcel(seller, one, goods) as Parcel & { waybill: string };
  };

  it('of a megabyte is taken and understood, and one that is deeper than anybody counts as well', async () => {
    const ours = await aParcel();
    await tell(swiftNotice(ours, 'picked-up', { note: 'x'.repeat(1024 * 1024) }));
    await parcelIs(ours.orderId, 'picked-up');
    await tell(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect((await hook('swift', 'x'.repeat(1024 * 1024), { signedAt: await now(), signature: '' })).status).toBe(401);
  });

  it('has its time in any form and its place as any postal code, and is kept once however often it comes', async () => {
    const ours = await aParcel();
    const bodies = [
      swiftNotice(ours, 'picked-up', { occurredAt: '2026-11-22 16:00:00+0800', place: 'SW1A 1AA' }),
      swiftNotice(ours, 'in-transit', { occurredAt: '20261122T090000Z', place: 104_091 }),
      swiftNotice(ours, 'CUSTOMS-7', { occurredAt: '2026-11-22', place: [] }),
      swiftNotice(ours, 'out-for-delivery', { occurredAt: 1_795_345_200, place: 'D02 AF30\u202e' }),
    ];
    for (const body of [...bodies, ...bodies]) await tell(body);
    expect((await tracking(ours.orderId)).scans).toEqual([
      { step: 'unknown', said: 'CUSTOMS-7', at: '2026-11-22T00:00:00.000Z', place: '' },
      { step: 'picked-up', at: '2026-11-22T08:00:00.000Z', place: 'SW1A 1AA' },
      { step: 'in-transit', at: '2026-11-22T09:00:00.000Z', place: '104091' },
      { step: 'out-for-delivery', at: '2026-11-22T11:00:00.000Z', place: 'D02 AF30\\u202e' },
    ]);
    await tell(swiftNotice(ours, 'DELIVERED', { occurredAt: 'gestern', place: undefined }));
    await orderIs(ours.orderId, 'delivered');
  });

  it('is not lost when its carrier gives two the same number, or none', async () => {
    const ours = await aParcel();
    for (const [step, id] of [['picked-up', 'same'], ['in-transit', 'same'], ['delivered', undefined]] as const) {
      await tell({ ...swiftNotice(ours, step), id });
    }
    await orderIs(ours.orderId, 'delivered');
    expect((await tracking(ours.orderId)).scans.map(({ step }) => step)).toEqual([
      'picked-up',
      'in-transit',
      'delivered',
    ]);
  });

  it('of a delivery before any pick-up delivers, and the pick-up that comes afterwards leads nowhere back', async () => {
    const ours = await aParcel();
    await tell(swiftNotice(ours, 'delivered'));
    await orderIs(ours.orderId, 'delivered');
    await tell(swiftNotice(ours, 'picked-up', { occurredAt: '2026-11-22T07:00:00Z' }));
    await tell(swiftNotice(ours, 'exception', { occurredAt: '2026-11-22T07:30:00Z' }));
    expect(await tracking(ours.orderId)).toMatchObject({ state: 'delivered' });
    await orderIs(ours.orderId, 'delivered');
  });

  it.each(['2199-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00'])(
    'of an exception at %s is over with the next true step',
    async (occurredAt) => {
      const ours = await aParcel();
      await tell(swiftNotice(ours, 'picked-up', { occurredAt: (await now()).toISOString() }));
      await tell(swiftNotice(ours, 'exception', { occurredAt }));
      await tell(swiftNotice(ours, 'in-transit', { occurredAt: new Date((await now()).getTime() + 60_000) }));
      await parcelIs(ours.orderId, 'in-transit');
      const troubled = await shipmentOf(seller, ours.orderId);
      expect(troubled!.trouble).toBeUndefined();
    },
  );

  it('is taken twice, and changes nothing when it is about no parcel of ours', async () => {
    const signedAt = await now();
    expect((await hook('swift', notice, { signedAt })).status).toBe(204);
    expect((await hook('swift', notice, { signedAt })).status).toBe(204);
    await settled();
  });
});
