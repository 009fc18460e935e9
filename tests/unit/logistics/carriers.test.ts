import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCarrier } from '../../../local/sandbox/carrier.ts';
import type { RunningServer } from '../../../local/sandbox/server.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import type { Booking, CarrierName, Consignment } from '../../../shared/logistics/carriers/carrier.ts';
import { Unanswered } from '../../../shared/kernel/outside.ts';
import { carriers, readNotice } from '../../../shared/logistics/carriers/carriers.ts';
import { standing } from '../../../shared/logistics/progress.ts';
import { Scan } from '../../../shared/logistics/scan.ts';
import { clientOf, startReceiver, type Client, type Receiver } from '../local/sandbox/receiver.ts';
import { asUseCase } from '../../support/use-case.ts';

const secret = 'whsec_test';
const heardAt = instant(Date.parse('2026-11-23T08:00:00.000Z'));
let receiver: Receiver;
let carrier: RunningServer;
let control: Client;

beforeEach(async () => {
  receiver = await startReceiver();
  carrier = await startCarrier({ webhookUrl: `${receiver.url}/{carrier}`, secret, retry: { firstMs: 5 } });
  control = clientOf(carrier.url);
  vi.stubEnv('CARRIER_SWIFT_URL', `${carrier.url}/swift`);
  vi.stubEnv('CARRIER_POSTAL_URL', `${carrier.url}/postal`);
  for (const name of ['SWIFT', 'POSTAL']) {
    vi.stubEnv(`CARRIER_${name}_KEY`, `key of ${name}`);
    vi.stubEnv(`CARRIER_${name}_WEBHOOK_SECRET`, secret);
  }
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
    expect(Date.parse(booked.estimatedArrival!)).toBeGreaterThan(Date.now());
    expect(await (await fetch(booked.labelUrl!)).text()).toContain('1250 g');
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
    const notices = receiver.heard.map(({ body }) => readNotice(name, body as object, heardAt)!);
    expect(notices.map(({ scan }) => scan)).toEqual((await find(name))!.scans);
    expect(notices.map(({ scan }) => scan.step)).toEqual(steps);
    for (const notice of notices) expect(notice).toMatchObject({ waybill, reference: 'shp_1' });
    expect(new Set(notices.map(({ id }) => id)).size).toBe(steps.length);
  });

  it('says nothing of a notice that does not name its parcel', () => {
    const nameless = [
      {},
      { id: 'evt_1' },
      { notice_id: 1, data: null },
      { data: [] },
      { data: { reference: '  ', status: 'delivered' } },
      { data: { reference: ['shp_1'] } },
      { consignment: { customer_ref: 7 }, scan: { code: 'DL' } },
      { consignment: { customer_ref: 'x'.repeat(201) }, scan: { code: 'DL' } },
    ];
    for (const body of nameless) {
      expect(readNotice(name, body, heardAt)).toBeUndefined();
    }
  });

  it.each<[string, Partial<Record<'step' | 'at' | 'place', unknown>>, Partial<Scan>]>([
    ['a time with an offset', { at: '2026-11-22T16:00:00+08:00' }, { at: instant(Date.UTC(2026, 10, 22, 8)) }],
    ['a time without a zone', { at: '2026-11-22T08:00:00' }, { at: instant(Date.UTC(2026, 10, 22, 8)) }],
    ['no time that can be read', { at: '22/11/2026 8 am' }, { at: heardAt }],
    ['a step that it has never named', { step: 'CUSTOMS-7' }, { step: 'unknown', said: 'CUSTOMS-7' }],
    ['a step as a number', { step: 42 }, { step: 'unknown', said: '42' }],
    ['no step', { step: null }, { step: 'unknown', said: '' }],
    ['a step in another case', { step: name === 'swift' ? 'OUT_FOR_DELIVERY' : 'od' }, { step: 'out-for-delivery' }],
    ['an unusual place', { place: ' '.repeat(3) + '北京'.repeat(200) }, { step: 'picked-up' }],
    ['a place by its number', { place: 100_000 }, { place: '100000' }],
  ])('is understood with %s', (_, changed, expected) => {
    const { step, at, place } = {
      step: name === 'swift' ? 'picked-up' : 'PU',
      at: '2026-11-22T08:00:00.000Z',
      place: 'Depot',
      ...changed,
    };
    const body = name === 'swift'
      ? { id: 'evt_1', data: { waybill: 'W1', reference: 'shp_1', status: step, occurredAt: at, place } }
      : {
        notice_id: 'evt_1',
        consignment: { tracking_no: 'W1', customer_ref: 'shp_1' },
        scan: { code: step, at, office: place },
      };
    const notice = readNotice(name, body, heardAt)!;
    expect(notice).toMatchObject({ id: 'evt_1', reference: 'shp_1', scan: expected });
    expect(Scan.safeParse(notice.scan).error).toBeUndefined();
  });

  it.each<[string, object, object]>([
    ['no id', { id: undefined, notice_id: undefined }, {}],
    ['a number for an id', { id: 7, notice_id: 7 }, {}],
    ['a very long id', { id: 'x'.repeat(5000), notice_id: 'x'.repeat(5000) }, {}],
    ['no waybill', {}, { waybill: undefined, tracking_no: undefined }],
    ['a waybill with signs that turn a text round', {}, { waybill: 'SW\u202e1', tracking_no: 'PX\u202e1' }],
    ['a list for a place, and no time', {}, { place: [], office: [], at: undefined, occurredAt: undefined }],
    ['fields that nobody knows', { more: [{}] }, { more: null }],
  ])('is understood to have delivered with %s', (_, outer, inner) => {
    const body = name === 'swift'
      ? { id: 'evt_1', ...outer, data: { waybill: 'W1', reference: ' shp_1 ', status: 'delivered', ...inner } }
      : {
        notice_id: 'evt_1',
        ...outer,
        consignment: { tracking_no: 'W1', customer_ref: ' shp_1 ', ...inner },
        scan: { code: 'DL', ...inner },
      };
    const notice = readNotice(name, body, heardAt)!;
    expect(notice).toMatchObject({ reference: 'shp_1', scan: { step: 'delivered', at: heardAt, place: '' } });
    expect(notice.id.length).toBeLessThanOrEqual(200);
    expect(notice.waybill).not.toContain('\u202e');
    expect(Scan.safeParse(notice.scan).error).toBeUndefined();
  });

  it.each<[unknown]>([[null], [[]], [{}], ['soon'], [7]])(
    'tells of a delivery when it is asked, though it lists %j before it and says so of the arrival',
    async (odd) => {
      const answer = name === 'swift'
        ? {
          data: [{
            waybill: 'W1',
            labelUrl: 'https://swift.example/1',
            estimatedArrival: odd,
            events: [odd, { status: 'delivered', occurredAt: '2026-11-22T16:00:00+0800' }],
          }],
        }
        : {
          consignment: {
            tracking_no: 'W1',
            label: { href: 'https://postal.example/1' },
            eta: odd,
            scans: [odd, { code: 'DL', at: '2026-11-22T16:00:00+0800' }],
          },
        };
      const other = createServer((_, response) => response.end(JSON.stringify(answer)));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      vi.stubEnv(`CARRIER_${name.toUpperCase()}_URL`, `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
      const found = await find(name);
      expect(found!.estimatedArrival).toBeUndefined();
      expect(found!.scans.map(({ step }) => step)).toEqual(['unknown', 'delivered']);
      expect(found!.scans[1]!.at).toBe(instant(Date.UTC(2026, 10, 22, 8)));
      other.close();
      other.closeAllConnections();
    },
  );

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://swift.example/1', '', 7, null, undefined, {}])(
    'tells of a delivery when it is asked, and is not believed that its label is at %j',
    async (label) => {
      const answer = name === 'swift'
        ? { data: [{ waybill: 'W1', labelUrl: label, events: [{ status: 'delivered' }] }] }
        : {
          consignment: {
            tracking_no: 'W1',
            ...(label !== undefined && { label: label === null ? null : { href: label } }),
            scans: [{ code: 'DL' }],
          },
        };
      const other = createServer((_, response) => response.end(JSON.stringify(answer)));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      vi.stubEnv(`CARRIER_${name.toUpperCase()}_URL`, `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
      const found = await find(name);
      expect(found!.labelUrl).toBeUndefined();
      expect(found!.scans.map(({ step }) => step)).toEqual(['delivered']);
      other.close();
      other.closeAllConnections();
    },
  );

  it('tells of a delivery though it says unknown things before and after', async () => {
    const scans = [['picked-up', 'PU', 8], ['CUSTOMS-7', 'C7', 9], ['delivered', 'DL', 10], [
      'signed',
      'SG',
      11,
    ]] as const;
    const at = (hour: number): string => `2026-11-22T${String(hour).padStart(2, '0')}:00:00+00:00`;
    const answer = name === 'swift'
      ? {
        data: [{
          waybill: 'W1',
          labelUrl: 'https://swift.example/1',
          estimatedArrival: '2026-11-24T16:00:00+08:00',
          events: scans.map(([status, , hour]) => ({ status, occurredAt: at(hour), place: 'Depot' })),
        }],
      }
      : {
        consignment: {
          tracking_no: 'W1',
          label: { href: 'https://postal.example/1' },
          eta: '2026-11-24',
          scans: scans.map(([, code, hour]) => ({ code, at: at(hour), office: 'Depot' })),
        },
      };
    const other = createServer((_, response) => response.end(JSON.stringify(answer)));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    vi.stubEnv(`CARRIER_${name.toUpperCase()}_URL`, `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
    const found = await find(name);
    expect(found!.scans.map(({ step }) => step)).toEqual(['picked-up', 'unknown', 'delivered', 'unknown']);
    expect(standing(found!.scans)).toBe('delivered');
    expect(await find(name)).toEqual(found);
    other.close();
    other.closeAllConnections();
  });

  it('counts as silent when its answer cannot be read, and is asked again', async () => {
    const other = createServer((_, response) => response.end('<h1>Welcome</h1>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    vi.stubEnv(`CARRIER_${name.toUpperCase()}_URL`, `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
    await expect(find(name)).rejects.toBeInstanceOf(Unanswered);
    other.close();
    other.closeAllConnections();
  });
});

describe('a carrier that does not answer in time', () => {
  it('counts as an unknown outcome, and is looked up', async () => {
    await control.fault({ kind: 'slow-answer', ms: 6_000, match: 'swift-book' });
    expect(await book('swift')).toMatchObject({ waybill: expect.any(String) as string });
  });
});

describe('notices', () => {
  it("are not believed with another carrier's signature", async () => {
    vi.stubEnv('CARRIER_POSTAL_WEBHOOK_SECRET', 'whsec_other');
    const now = instant(Date.now());
    const t = Math.floor(Date.parse(now) / 1000);
    const signed = (carrier: string, by: string) => ({
      body: '{}',
      header: () => `t=${t},v1=${createHmac('sha256', by).update(`${t}.{}`).digest('hex')}`,
      path: () => carrier,
    });
    const verify = (carrier: string, by: string) => running(async () => carriers.verify(signed(carrier, by), now));
    await expect(verify('swift', secret)).resolves.toBeUndefined();
    await expect(verify('postal', 'whsec_other')).resolves.toBeUndefined();
    await expect(verify('postal', secret)).rejects.toThrow('signature-invalid');
    await expect(verify('swift', 'whsec_other')).rejects.toThrow('signature-invalid');
    await expect(verify('pigeon', secret)).rejects.toThrow('signature-invalid');
  });

  it("are believed with the carrier's signature alone [LOG-03]", async () => {
    const now = instant(Date.now());
    const forged = {
      body: '{}',
      header: () => `t=${Math.floor(Date.parse(now) / 1000)},v1=${'0'.repeat(64)}`,
      path: () => 'swift',
    };
    await expect(running(async () => carriers.verify(forged, now))).rejects.toThrow('signature-invalid');
  });
});
