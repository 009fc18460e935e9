import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCarrier } from '../../../../local/sandbox/carrier.ts';
import type { RunningServer } from '../../../../local/sandbox/server.ts';
import { type Client, clientOf, type Json, type Receiver, secret, startReceiver } from './receiver.ts';

let receiver: Receiver;
let carrier: RunningServer;
let api: Client;

beforeEach(async () => {
  receiver = await startReceiver();
  carrier = await startCarrier({ webhookUrl: `${receiver.url}/carriers/{carrier}`, secret, retry: { firstMs: 5 } });
  api = clientOf(carrier.url);
});

afterEach(async () => {
  await carrier.stop();
  await receiver.stop();
  expect(receiver.forged).toEqual([]);
});

const swiftAddress = { name: 'Ana & Co', phone: '+55 11 5555', line1: 'Rua 1', city: 'São Paulo', country: 'BR' };
const postalParty = { full_name: '王芳', tel: '+86 10 5555', address: '长安街 1 号', city: '北京', country_code: 'CN' };
const swiftBooking = (change: Json = {}) => ({
  reference: 'shp-1',
  from: swiftAddress,
  to: swiftAddress,
  parcels: [{ weightGrams: 800 }, { weightGrams: 450 }],
  ...change,
});
const postalBooking = (change: Json = {}) => ({
  consignment: { customer_ref: 'shp-1', sender: postalParty, recipient: postalParty, weight_kg: '1.250', ...change },
});
const bookSwift = async (change: Json = {}) => (await api.post('/swift/v2/shipments', swiftBooking(change))).json;
const progress = (path: string, waybill: unknown, events: string[]) =>
  api.post(`/${path}/control/shipments/${String(waybill)}/events`, { events });
const days = (from: number, to: unknown) => (Date.parse(String(to)) - from) / 86_400_000;

describe('swift', () => {
  it('books once per reference, with a label and an estimated arrival [LOG-02]', async () => {
    const first = await api.post('/swift/v2/shipments', swiftBooking());
    expect(first).toMatchObject({
      status: 201,
      json: { waybill: 'SW0000000001', status: 'booked', reference: 'shp-1', events: [] },
    });
    expect(days(Date.now(), first.json['estimatedArrival'])).toBeCloseTo(2, 2);
    expect(await api.post('/swift/v2/shipments', swiftBooking())).toMatchObject({ status: 200, json: first.json });
    expect((await api.post('/swift/v2/shipments', swiftBooking({ service: 'same-day' }))).status).toBe(422);

    const label = await api.get(new URL(String(first.json['labelUrl'])).pathname);
    expect(label.text).toContain('Ana &amp; Co');
    expect(label.text).toContain('1250 g');
  });

  it('tells each step by a signed webhook, and answers when asked [LOG-03]', async () => {
    const { waybill } = await bookSwift();
    await progress('swift', waybill, ['picked-up', 'in-transit', 'delivered']);
    await api.quiet();
    expect(receiver.heard.map(({ path, body }) => [path, body['type'], (body['data'] as Json)['sequence']])).toEqual([
      ['/carriers/swift', 'shipment.picked-up', 1],
      ['/carriers/swift', 'shipment.in-transit', 2],
      ['/carriers/swift', 'shipment.delivered', 3],
    ]);
    const { json } = await api.get(`/swift/v2/shipments/${String(waybill)}`);
    expect(json).toMatchObject({ status: 'delivered', events: [{ sequence: 1 }, { sequence: 2 }, { sequence: 3 }] });
    expect((await api.get('/swift/v2/shipments?reference=shp-1')).json['data']).toEqual([json]);
  });

  it('tells out of order and twice on request [LOG-03]', async () => {
    const { waybill } = await bookSwift();
    await api.fault({ kind: 'reorder', count: 2 });
    await api.fault({ kind: 'duplicate', match: 'in-transit' });
    await progress('swift', waybill, ['picked-up', 'in-transit', 'delivered']);
    await api.quiet();
    expect(receiver.types()).toEqual([
      'shipment.delivered',
      'shipment.in-transit',
      'shipment.in-transit',
      'shipment.picked-up',
    ]);
  });

  it('cancels before the pick-up only', async () => {
    const { waybill } = await bookSwift();
    const cancelled = await api.post(`/swift/v2/shipments/${String(waybill)}/cancel`);
    expect(cancelled).toMatchObject({ status: 200, json: { status: 'cancelled' } });
    expect((await progress('swift', waybill, ['picked-up'])).status).toBe(409);
    const { waybill: other } = await bookSwift({ reference: 'shp-2' });
    await progress('swift', other, ['picked-up']);
    expect((await api.post(`/swift/v2/shipments/${String(other)}/cancel`)).status).toBe(409);
  });

  it('loses an answer on request; the booking is found by its reference', async () => {
    await api.fault({ kind: 'lose-answer', match: 'swift' });
    await expect(bookSwift()).rejects.toThrow('fetch failed');
    expect((await api.get('/swift/v2/shipments?reference=shp-1')).json['data']).toMatchObject([
      { waybill: 'SW0000000001' },
    ]);
    expect(await bookSwift()).toMatchObject({ waybill: 'SW0000000001' });
  });

  it('refuses a booking or fails on request, and works the next time', async () => {
    await api.fault({ kind: 'decline', match: 'shp-1' });
    expect((await api.post('/swift/v2/shipments', swiftBooking())).json).toMatchObject({
      error: { code: 'not-served' },
    });
    await api.fault({ kind: 'error' });
    expect((await api.post('/swift/v2/shipments', swiftBooking())).status).toBe(500);
    expect((await api.post('/swift/v2/shipments', swiftBooking())).status).toBe(201);
  });

  it('says what is wrong with a booking', async () => {
    const { phone: _, ...noPhone } = swiftAddress;
    const { status, json } = await api.post('/swift/v2/shipments', swiftBooking({ to: noPhone }));
    expect(status).toBe(400);
    expect((json['error'] as Json)['details']).toMatchObject([{ path: 'to.phone' }]);
  });
});

describe('postal', () => {
  it('registers in its own words, once per reference [LOG-02]', async () => {
    const first = await api.post('/postal/consignments', postalBooking());
    const consignment = first.json['consignment'] as Json;
    expect(first).toMatchObject({
      status: 201,
      json: { consignment: { tracking_no: 'PX0000000001', state: 'RG', customer_ref: 'shp-1' } },
    });
    expect(days(Date.now(), consignment['eta'])).toBeGreaterThan(3.9);
    expect(await api.post('/postal/consignments', postalBooking())).toMatchObject({ status: 200, json: first.json });
    expect((await api.post('/postal/consignments', postalBooking({ weight_kg: '2.000' }))).status).toBe(422);
    expect((await api.post('/postal/consignments', postalBooking({ weight_kg: 2 }))).status).toBe(400);
    expect((await api.get(new URL((consignment['label'] as { href: string }).href).pathname)).text).toContain('王芳');
  });

  it('tells by its codes, and tracks by number and by reference [LOG-03]', async () => {
    await api.post('/postal/consignments', postalBooking());
    await progress('postal', 'PX0000000001', ['picked-up', 'exception', 'returned']);
    await api.quiet();
    expect(receiver.heard.map(({ path, body }) => [path, (body['scan'] as Json)['code']])).toEqual([
      ['/carriers/postal', 'PU'],
      ['/carriers/postal', 'EX'],
      ['/carriers/postal', 'RT'],
    ]);
    const byNumber = await api.get('/postal/track?tracking_no=PX0000000001');
    expect(byNumber.json).toMatchObject({
      consignment: { state: 'RT', scans: [{ code: 'PU' }, { code: 'EX' }, { code: 'RT' }] },
    });
    expect((await api.get('/postal/track?customer_ref=shp-1')).json).toEqual(byNumber.json);
    expect((await api.get('/postal/track?customer_ref=none')).status).toBe(404);
  });

  it('withdraws a consignment', async () => {
    await api.post('/postal/consignments', postalBooking());
    expect((await api.delete('/postal/consignments/PX0000000001')).json).toMatchObject({
      consignment: { state: 'CX' },
    });
  });
});

describe('both', () => {
  it('keep their books apart, and date by the clock that they are given', async () => {
    await api.moveClock(86_400_000);
    const { waybill, estimatedArrival } = await bookSwift();
    await api.post('/postal/consignments', postalBooking());
    expect(days(Date.now(), estimatedArrival)).toBeCloseTo(3, 2);
    expect((await api.get(`/postal/track?tracking_no=${String(waybill)}`)).status).toBe(404);
    await api.post('/control/reset');
    expect((await api.get('/swift/v2/shipments?reference=shp-1')).json['data']).toEqual([]);
  });
});
