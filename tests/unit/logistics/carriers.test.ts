import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCarrier } from '../../../local/sandbox/carrier.ts';
import type { RunningServer } from '../../../local/sandbox/server.ts';
import { instant } from '../../../shared/kernel/clock.ts';
import type { Booking, CarrierName, Consignment } from '../../../shared/logistics/carrier.ts';
import { carriers, readNotice } from '../../../shared/logistics/carriers.ts';
import { clientOf, startReceiver, type Client, type Receiver } from '../local/sandbox/receiver.ts';
import { asUseCase } from '../../support/use-case.ts';

const secret = 'whsec_test';
let receiver: Receiver;
let carrier: RunningServer;
let control: Client;

beforeEach(async () => {
  receiver = await startReceiver();
  carrier = await startCarrier({ webhookUrl: `${receiver.url}/{carrier}`, secret, retry: { firstMs: 5 } });
  control = clientOf(carrier.url);
  vi.stubEnv('CARRIER_SWIFT_URL', `${carrier.url}/swift`);
  vi.stubEnv('CARRIER_POSTAL_URL', `${carrier.url}/postal`);
  vi.stubEnv('CARRIER_KEY', 'key');
  vi.stubEnv('CARRIER_WEBHOOK_SECRET', secret);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await carrier.stop();
  await receiver.stop();
});

const running = <R>(work: () => Promise<R>): Promise<R> =>
  asUseCase(
    { now: instant(Date.now()), touches: [carriers.book, carriers.find, carriers.drop, carriers.verify] },
    work,
  );

const party = {
  name: '王芳',
  phone: '+861055550000',
  country: 'CN',
  region: 'BJ',
  city: '北京',
  street: '长安街 1 号',
  postalCode: '100000',
};
const booking: Booking = { reference: 'shp_1', from: party, to: party, parcels: [{ weight: 1200 }, { weight: 50 }] };
const book = (name: CarrierName, change: Partial<Booking> = {}) =>
  running(() => carriers.book(name, { ...booking, ...change }));
const find = (name: CarrierName, reference = 'shp_1') => running(() => carriers.find(name, reference));
const drop = (name: CarrierName) => running(() => carriers.drop(name, 'shp_1'));
const progress = async (name: CarrierName, events: string[]) =>
  control.post(`/${name}/control/shipments/${(await find(name))!.waybill}/events`, { events });

describe.each(['swift', 'postal'] as const)('%s', (name) => {
  it('books under our reference, with a label and an estimated arrival [LOG-02]', async () => {
    const booked = await book(name) as Consignment;
    expect(booked.waybill).toMatch(/^(SW|PX)\d{10}$/);
    expect(Date.parse(booked.estimatedArrival)).toBeGreaterThan(Date.now());
    expect(await (await fetch(booked.labelUrl)).text()).toContain('1250 g');
    expect(await book(name)).toEqual(booked);
    expect(await find(name)).toEqual(booked);
    expect(await find(name, 'shp_2')).toBeUndefined();
  });

  it('finds out by our reference what became of a call without an answer [LOG-02]', async () => {
    await control.fault({ kind: 'lose-answer' });
    expect(await book(name)).toMatchObject({ waybill: expect.any(String) as string, scans: [] });
  });

  it('gives up a call that failed without any effect, so that it is made again [LOG-02]', async () => {
    await control.fault({ kind: 'error' });
    await expect(book(name)).rejects.toThrow('answered 500');
    expect(await find(name)).toBeUndefined();
    expect(await book(name)).toMatchObject({ waybill: expect.any(String) as string });
  });

  it('tells a refusal from a fault', async () => {
    await control.fault({ kind: 'decline', match: 'book' });
    expect(await book(name)).toEqual({ refused: 'This address is not served.' });
    expect(await book(name, { reference: 'shp_3', parcels: [{ weight: 900_000 }] })).toMatchObject({
      refused: expect.any(String) as string,
    });
  });

  it('takes for a refusal that a booking is too large, whoever says so [LOG-02]', async () => {
    const refusal = { refused: 'This is too large for one booking.' };
    expect(await book(name, { from: { ...party, name: 'x'.repeat(300_000) } })).toEqual(refusal);
    const [bookings, lookUp] = name === 'swift' ? ['SWIFT', '{"data":[]}'] : ['POSTAL', '{}'];
    const proxy = createServer(({ method }, response) =>
      method === 'POST'
        ? response.writeHead(413, { 'content-type': 'text/html' }).end('<h1>413 Request Entity Too Large</h1>')
        : response.writeHead(name === 'swift' ? 200 : 404).end(lookUp)
    );
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    vi.stubEnv(`CARRIER_${bookings}_URL`, `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    expect(await book(name)).toEqual(refusal);
    await new Promise((resolve) => {
      proxy.close(resolve);
      proxy.closeAllConnections();
    });
  });

  it('keeps the booking that a reference has got, whatever is asked for later', async () => {
    const booked = await book(name);
    expect(await book(name, { parcels: [{ weight: 1 }] })).toEqual(booked);
  });

  it('takes a booking back until the parcel is on its way', async () => {
    expect(await drop(name)).toBe('cancelled');
    await book(name);
    expect(await drop(name)).toBe('cancelled');
    expect(await drop(name)).toBe('cancelled');
    await book(name, { reference: 'shp_4' });
    await control.post(`/${name}/control/shipments/${(await find(name, 'shp_4'))!.waybill}/events`, {
      events: ['picked-up'],
    });
    expect(await running(() => carriers.drop(name, 'shp_4'))).toBe('underway');
  });

  it('reports the same by its notices as when it is asked [LOG-03]', async () => {
    const steps = ['picked-up', 'in-transit', 'out-for-delivery', 'exception', 'delivered', 'returned'];
    const { waybill } = await book(name) as Consignment;
    await progress(name, steps);
    await control.quiet();
    const notices = receiver.heard.map(({ body }) => readNotice(name, body));
    expect(notices.map(({ scan }) => scan)).toEqual((await find(name))!.scans);
    expect(notices.map(({ scan }) => scan.step)).toEqual(steps);
    for (const notice of notices) expect(notice).toMatchObject({ waybill, reference: 'shp_1' });
    expect(new Set(notices.map(({ id }) => id)).size).toBe(steps.length);
  });

  it('refuses what is no notice of this carrier', () => {
    expect(() => readNotice(name, { id: 'evt_1' })).toThrow('invalid-input');
  });
});

describe('a carrier that does not answer in time', () => {
  it('counts as an unknown outcome, and is looked up', async () => {
    await control.fault({ kind: 'slow-answer', ms: 6_000, match: 'swift-book' });
    expect(await book('swift')).toMatchObject({ waybill: expect.any(String) as string });
  });
});

describe('notices', () => {
  it("are believed with the carrier's signature alone [LOG-03]", async () => {
    const now = instant(Date.now());
    const forged = { body: '{}', header: () => `t=${Math.floor(Date.parse(now) / 1000)},v1=${'0'.repeat(64)}` };
    await expect(running(async () => carriers.verify(forged, now))).rejects.toThrow('signature-invalid');
  });
});
