import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCarrier } from '../../../local/sandbox/carrier.ts';
import type { RunningServer } from '../../../local/sandbox/server.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import {
  CarrierName,
  type Booking,
  type Consignment,
  type Notice,
} from '../../../shared/logistics/carriers/carrier.ts';
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
  vi.stubEnv('CARRIER_EASYPOST_URL', `${carrier.url}/easypost/v2/`);
  for (const name of ['SWIFT', 'POSTAL', 'EASYPOST']) {
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

/** What a scan says, in the words of one carrier, or anything else in their place. */
interface Said {
  readonly step?: unknown;
  readonly at?: unknown;
  readonly place?: unknown;
}

/** How each carrier writes the same things. */
interface Dialect {
  readonly words: Readonly<Record<'picked-up' | 'out-for-delivery' | 'delivered' | 'customs' | 'signed', string>>;
  notice(scan: Said, parcel?: { id?: unknown; waybill?: unknown; reference?: unknown }, more?: object): object;
  /** What it answers when it is asked what it has. */
  listed(parts: { label?: unknown; arrives?: unknown; scans: readonly unknown[] }): object;
  scan(said: Said): object;
}
const easypostScan = ({ step, at, place }: Said) => ({
  status: step,
  datetime: at,
  tracking_location: { city: place, state: null },
});
const dialects: Record<CarrierName, Dialect> = {
  swift: {
    words: {
      'picked-up': 'picked-up',
      'out-for-delivery': 'OUT_FOR_DELIVERY',
      delivered: 'delivered',
      customs: 'CUSTOMS-7',
      signed: 'signed',
    },
    scan: ({ step, at, place }) => ({ status: step, occurredAt: at, place }),
    notice: ({ step, at, place }, { id = 'evt_1', waybill = 'W1', reference = 'shp_1' } = {}, more = {}) => ({
      id,
      ...more,
      data: { waybill, reference, status: step, occurredAt: at, place },
    }),
    listed: ({ label, arrives, scans }) => ({
      data: [{ waybill: 'W1', labelUrl: label, estimatedArrival: arrives, events: scans }],
    }),
  },
  postal: {
    words: { 'picked-up': 'PU', 'out-for-delivery': 'od', delivered: 'DL', customs: 'C7', signed: 'SG' },
    scan: ({ step, at, place }) => ({ code: step, at, office: place }),
    notice: ({ step, at, place }, { id = 'evt_1', waybill = 'W1', reference = 'shp_1' } = {}, more = {}) => ({
      notice_id: id,
      ...more,
      consignment: { tracking_no: waybill, customer_ref: reference },
      scan: { code: step, at, office: place },
    }),
    listed: ({ label, arrives, scans }) => ({
      consignment: {
        tracking_no: 'W1',
        ...(label !== undefined && { label: label === null ? null : { href: label } }),
        eta: arrives,
        scans,
      },
    }),
  },
  easypost: {
    words: {
      'picked-up': 'in_transit',
      'out-for-delivery': 'OUT_FOR_DELIVERY',
      delivered: 'delivered',
      customs: 'CUSTOMS-7',
      signed: 'signed',
    },
    scan: easypostScan,
    notice: (scan, { id = 'evt_1', waybill = 'W1' } = {}, more = {}) => ({
      id,
      object: 'Event',
      description: 'tracker.updated',
      ...more,
      result: {
        object: 'Tracker',
        tracking_code: waybill,
        tracking_details: [easypostScan({ step: 'pre_transit' }), easypostScan(scan)],
      },
    }),
    listed: ({ label, arrives, scans }) => ({
      id: 'shp_7',
      tracking_code: 'W1',
      ...(label !== undefined && { postage_label: label === null ? null : { label_url: label } }),
      tracker: { est_delivery_date: arrives, tracking_details: scans },
    }),
  },
};
/** A notice as it is read, of a parcel. */
const noticeOf = (name: CarrierName, body: unknown) => readNotice(name, body, heardAt) as Notice;
/** Our reference, where the carrier tells it. */
const ours = (name: CarrierName) => (name === 'easypost' ? {} : { reference: 'shp_1' });
/** Another program in the place of the carrier. */
const instead = (name: CarrierName, url: string): void => {
  vi.stubEnv(`CARRIER_${name.toUpperCase()}_URL`, name === 'easypost' ? `${url}/` : url);
};

describe.each(CarrierName.options)('%s', (name) => {
  const { words, notice: told, listed, scan } = dialects[name];

  it('books under our reference, with a label and an estimated arrival [LOG-02]', async () => {
    const booked = await book(name) as Consignment;
    expect(booked.waybill).toMatch(/^(SW|PX|EZ)\d{10}$/);
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
    const lookUp = name === 'swift' ? '{"data":[]}' : '{}';
    const proxy = createServer(({ method }, response) =>
      method === 'POST'
        ? response.writeHead(413, { 'content-type': 'text/html' }).end('<h1>413 Request Entity Too Large</h1>')
        : response.writeHead(name === 'swift' ? 200 : 404).end(lookUp)
    );
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    instead(name, `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
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
    const notices = receiver.heard.map(({ body }) => noticeOf(name, body));
    expect(notices.map(({ scan }) => scan)).toEqual((await find(name))!.scans);
    expect(notices.map(({ scan }) => scan.step)).toEqual(steps);
    for (const notice of notices) expect(notice).toMatchObject({ waybill, ...ours(name) });
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
    ['a step that it has never named', { step: words.customs }, { step: 'unknown', said: words.customs }],
    ['a step as a number', { step: 42 }, { step: 'unknown', said: '42' }],
    ['no step', { step: null }, { step: 'unknown', said: '' }],
    ['a step in another case', { step: words['out-for-delivery'] }, { step: 'out-for-delivery' }],
    ['an unusual place', { place: ' '.repeat(3) + '北京'.repeat(200) }, {}],
    ['a place by its number', { place: 100_000 }, { place: '100000' }],
  ])('is understood with %s', (_, changed, expected) => {
    const said = { step: words['picked-up'], at: '2026-11-22T08:00:00.000Z', place: 'Depot', ...changed };
    const notice = noticeOf(name, told(said));
    expect(notice).toMatchObject({ id: 'evt_1', waybill: 'W1', ...ours(name), scan: expected });
    expect(Scan.safeParse(notice.scan).error).toBeUndefined();
  });

  it.each<[string, { id?: unknown; waybill?: unknown }, Said, object]>([
    ['no id', { id: null }, {}, {}],
    ['a number for an id', { id: 7 }, {}, {}],
    ['a very long id', { id: 'x'.repeat(5000) }, {}, {}],
    ...('reference' in ours(name) ? [['no waybill', { waybill: null }, {}, {}] as [string, object, Said, object]] : []),
    ['a waybill with signs that turn a text round', { waybill: 'SW\u202e1' }, {}, {}],
    ['a list for a place, and no time', {}, { place: [] }, {}],
    ['fields that nobody knows', {}, {}, { more: [{}] }],
  ])('is understood to have delivered with %s', (_, parcel, said, more) => {
    const reference = ' shp_1 ';
    const notice = noticeOf(name, told({ step: words.delivered, ...said }, { ...parcel, reference }, more));
    expect(notice).toMatchObject({ ...ours(name), scan: { step: 'delivered', at: heardAt, place: '' } });
    expect(notice.id.length).toBeLessThanOrEqual(200);
    expect(notice.waybill).not.toContain('\u202e');
    expect(Scan.safeParse(notice.scan).error).toBeUndefined();
  });

  it.each<[unknown]>([[null], [[]], [{}], ['soon'], [7]])(
    'tells of a delivery when it is asked, though it lists %j before it and says so of the arrival',
    async (odd) => {
      const answer = listed({
        label: 'https://carrier.example/1',
        arrives: odd,
        scans: [odd, scan({ step: words.delivered, at: '2026-11-22T16:00:00+0800' })],
      });
      const other = createServer((_, response) => response.end(JSON.stringify(answer)));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      instead(name, `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
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
      const answer = listed({ label, scans: [scan({ step: words.delivered })] });
      const other = createServer((_, response) => response.end(JSON.stringify(answer)));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      instead(name, `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
      const found = await find(name);
      expect(found!.labelUrl).toBeUndefined();
      expect(found!.scans.map(({ step }) => step)).toEqual(['delivered']);
      other.close();
      other.closeAllConnections();
    },
  );

  it('tells of a delivery though it says unknown things before and after', async () => {
    const at = (hour: number): string => `2026-11-22T${String(hour).padStart(2, '0')}:00:00+00:00`;
    const said = [words['picked-up'], words.customs, words.delivered, words.signed];
    const answer = listed({
      label: 'https://carrier.example/1',
      arrives: '2026-11-24T16:00:00+08:00',
      scans: said.map((step, i) => scan({ step, at: at(8 + i), place: 'Depot' })),
    });
    const other = createServer((_, response) => response.end(JSON.stringify(answer)));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    instead(name, `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
    const found = await find(name);
    const first = name === 'easypost' ? 'in-transit' : 'picked-up';
    expect(found!.scans.map(({ step }) => step)).toEqual([first, 'unknown', 'delivered', 'unknown']);
    expect(standing(found!.scans)).toBe('delivered');
    expect(await find(name)).toEqual(found);
    other.close();
    other.closeAllConnections();
  });

  it('counts as silent when its answer cannot be read, and is asked again', async () => {
    const other = createServer((_, response) => response.end('<h1>Welcome</h1>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    instead(name, `http://127.0.0.1:${(other.address() as AddressInfo).port}`);
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

it('none is waited for longer than five seconds, also one that answers a byte now and then [LOG-02]', async () => {
  const dripping = createServer((_, response) => {
    const drops = setInterval(() => response.write(' '), 100);
    response.on('close', () => {
      clearInterval(drops);
    });
  });
  await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
  const begun = performance.now();
  const waits = CarrierName.options.map(async (name) => {
    instead(name, `http://127.0.0.1:${(dripping.address() as AddressInfo).port}`);
    await expect(find(name)).rejects.toBeInstanceOf(Unanswered);
    return performance.now() - begun;
  });
  for (const waited of await Promise.all(waits)) {
    expect(waited).toBeGreaterThan(4900);
    expect(waited).toBeLessThan(8000);
  }
  dripping.close();
  dripping.closeAllConnections();
}, 20_000);

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

describe('EasyPost', () => {
  /** As its documentation shows what it sends of a tracker. */
  const event = (description: string, ...statuses: string[]) => ({
    id: 'evt_6d2b',
    object: 'Event',
    mode: 'production',
    description,
    previous_attributes: { status: 'unknown' },
    pending_urls: [],
    completed_urls: [],
    result: {
      id: 'trk_ac49',
      object: 'Tracker',
      tracking_code: 'EZ4000004000',
      status: statuses.at(-1) ?? 'unknown',
      weight: 614,
      shipment_id: null,
      tracking_details: statuses.map((status) => ({
        object: 'TrackingDetail',
        message: status,
        status,
        status_detail: 'status_update',
        datetime: '2026-11-22T08:00:00Z',
        tracking_location: { object: 'TrackingLocation', city: 'Provo', state: 'UT', country: 'US', zip: '84606' },
      })),
    },
  });
  const signed = (body: object, by: string) => {
    const text = JSON.stringify(body);
    // It counts a whole weight with its decimal, whatever came.
    const counted = text.replace(/"weight":(\d+)(?=[,}])/, '"weight":$1.0');
    const signature = `hmac-sha256-hex=${createHmac('sha256', by).update(counted).digest('hex')}`;
    return {
      body: text,
      header: (name: string) => (name === 'x-hmac-signature' ? signature : undefined),
      path: () => 'easypost',
    };
  };

  it('is believed with its signature over what came, and with no other [LOG-03]', async () => {
    const body = event('tracker.updated', 'in_transit');
    const verify = (request: ReturnType<typeof signed>) =>
      running(async () => carriers.verify(request, instant(Date.now())));
    await expect(verify(signed(body, secret))).resolves.toBeUndefined();
    await expect(verify(signed(body, 'whsec_other'))).rejects.toThrow('signature-invalid');
    await expect(verify({ ...signed(body, secret), body: '{}' })).rejects.toThrow('signature-invalid');
    await expect(verify({ ...signed(body, secret), header: () => undefined })).rejects.toThrow('signature-invalid');
  });

  it('tells of no parcel by what is about something else, or before it travels', () => {
    const said = (...given: Parameters<typeof event>) => readNotice('easypost', event(...given), heardAt);
    expect(said('tracker.created')).toBe('no-news');
    expect(said('tracker.updated', 'pre_transit')).toBe('no-news');
    expect(said('batch.updated', 'delivered')).toBe('no-news');
    expect(said('tracker.updated', 'in_transit', 'delivered')).toMatchObject({
      waybill: 'EZ4000004000',
      scan: { step: 'delivered', place: 'Provo, UT, US' },
    });
  });

  it('is booked by the cheapest way', async () => {
    const { estimatedArrival } = await book('easypost') as Consignment;
    expect(Math.round((Date.parse(estimatedArrival!) - Date.now()) / 86_400_000)).toBe(3);
  });

  it('carries nothing in a stage that does not offer it', async () => {
    vi.stubEnv('CARRIER_EASYPOST_URL', 'none');
    expect(await book('easypost')).toEqual({ refused: 'This carrier is not offered here.' });
    expect(await find('easypost')).toBeUndefined();
    const told = signed(event('tracker.updated', 'delivered'), secret);
    await expect(running(async () => carriers.verify(told, heardAt))).rejects.toThrow('signature-invalid');
  });
});
