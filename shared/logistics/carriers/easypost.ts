/// <reference path="./easypost-api.d.ts" />
import EasyPostClient, { type Request } from '@easypost/api';
import * as z from 'zod';
import { seconds } from '../../kernel/values/clock.ts';
import { setting } from '../../kernel/env.ts';
import * as outside from '../../kernel/outside.ts';
import { Problem } from '../../kernel/problems.ts';
import type { RawRequest } from '../../kernel/doors/signature.ts';
import { legible } from '../../kernel/values/text.ts';
import {
  LabelUrl,
  ParcelName,
  read,
  scanFrom,
  scansFrom,
  textOf,
  tooLarge,
  Waybill,
  type Reported,
} from './carrier-http.ts';
import { timeIn } from './carrier-time.ts';
import { offersEasypost } from './offered.ts';
import { townOf, type Carrier, type Consignment, type Party, type Refusal } from './carrier.ts';
import { Mishap, type ScanStep } from '../scan.ts';

/** Milliseconds that EasyPost has for an answer, to its last byte. */
const patience = seconds(5);

/** EasyPost's statuses of a tracker; what says nothing of a parcel's way is no scan. */
const steps: Readonly<Record<string, ScanStep | 'none'>> = {
  pre_transit: 'none',
  unknown: 'none',
  cancelled: 'none',
  in_transit: 'in-transit',
  out_for_delivery: 'out-for-delivery',
  available_for_pickup: 'out-for-delivery',
  delivered: 'delivered',
  return_to_sender: 'exception',
  failure: 'exception',
  error: 'exception',
};
/** What the detail beside a status makes of it: the parcel is in the carrier's hands, or back with who has sent it. */
const stepsInDetail: Readonly<Record<string, ScanStep>> = {
  'in_transit received_at_origin_facility': 'picked-up',
  'return_to_sender arrived_at_destination': 'returned',
};

const Detail = z.object({
  status: z.unknown(),
  status_detail: z.unknown(),
  datetime: z.unknown(),
  tracking_location: z.unknown(),
}).partial();
type Detail = z.infer<typeof Detail>;
const Location = z.object({ city: z.unknown(), state: z.unknown(), country: z.unknown() }).partial();
const Details = z.array(z.unknown()).catch([]);

const Shipment = z.object({
  id: z.string().min(1),
  tracking_code: Waybill.nullish(),
  refund_status: z.string().nullish().catch(undefined),
  rates: z.array(z.object({ id: z.string(), rate: z.coerce.number() })).catch([]),
  messages: z.array(z.object({ message: z.string() })).catch([]),
  postage_label: z.object({ label_url: LabelUrl }).nullish().catch(undefined),
  tracker: z.object({ est_delivery_date: z.unknown().optional(), tracking_details: Details }).nullish().catch(
    undefined,
  ),
});
type Shipment = z.infer<typeof Shipment>;
const Trackers = z.object({ trackers: z.array(z.object({ shipment_id: z.string().nullish() })) });
const Event = z.object({
  id: z.unknown().optional(),
  description: z.string(),
  result: z.object({ tracking_code: ParcelName, tracking_details: Details }).optional().catch(undefined),
});

const Complaint = z.object({ error: z.object({ message: z.string() }) });

/**
 * How the client asks: as superagent would, but as all ask outside here. So no answer is waited for longer than `patience` (the
 * client's own option, `timeout`, reaches none of its requests), and superagent stays out of the bundles.
 */
const request = (method: 'GET' | 'POST') => (url: string): Request => {
  const headers: Record<string, string> = {};
  const address = new URL(url);
  let body: object | undefined;
  const asked: Request = {
    set: (more) => {
      Object.assign(headers, more);
      return asked;
    },
    auth: (user) => asked.set({ authorization: `Basic ${btoa(`${user}:`)}` }),
    query: (params) => {
      for (const [name, value] of Object.entries(params)) address.searchParams.set(name, value);
      return asked;
    },
    send: (params) => {
      body = params;
      return asked;
    },
    then: (...told) =>
      outside.ask(method, address.href, { patience, headers, body }).then(({ status, text }) => ({
        status,
        body: jsonIn(text),
      })).then(...told),
  };
  return asked;
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Asks EasyPost; up to twice again when the line breaks. One of the `refusals` is an answer as well.
 * @throws Unanswered for any other, and for none in time: what EasyPost did is then unknown
 */
const ask = async (
  method: 'get' | 'post',
  path: string,
  refusals: readonly number[],
  params?: object,
): Promise<{ readonly body: unknown } | { readonly status: number; readonly message: string }> => {
  const client = new EasyPostClient(setting('CARRIER_EASYPOST_KEY'), {
    baseUrl: setting('CARRIER_EASYPOST_URL'),
    superagentMiddleware: () => ({ get: request('GET'), post: request('POST') }),
  });
  let status = 0;
  client.addResponseHook(({ httpStatus }) => {
    status = httpStatus;
  });
  const body = await client.makeApiCall(method, path, params);
  if (status >= 200 && status < 300) return { body };
  if (!refusals.includes(status)) throw new outside.Unanswered(`EasyPost: answered ${status}`);
  return { status, message: legible(Complaint.safeParse(body).data?.error.message ?? '', 200) || `answered ${status}` };
};

const notOffered: Refusal = { refused: 'This carrier is not offered here.' };

/** Ours begin as its own ids do, by which it looks first. */
const nameOf = (reference: string): string => `jishi-${reference}`;

/** What it has under our reference, bought or not. */
const known = async (reference: string): Promise<Shipment | undefined> => {
  const answer = await ask('get', `shipments/${encodeURIComponent(nameOf(reference))}`, [404]);
  return 'body' in answer ? read(Shipment, answer.body) : undefined;
};

/**
 * EasyPost, which books with a hundred carriers: the cheapest that goes there. It wants a booking in two
 * steps, of which only the second books, and does not keep references apart: so the first looks whether there is one.
 * In a stage whose address of it is `none` it carries nothing. A consignment goes as one parcel, by its whole weight.
 */
export const easypost: Carrier = {
  book: async ({ reference, from, to, parcels }) => {
    if (!offersEasypost()) return notOffered;
    const found = await known(reference);
    if (found?.tracking_code) return consignmentOf(found);
    const grams = parcels.reduce((sum, { weight }) => sum + weight, 0);
    const made = found ? { body: found } : await ask('post', 'shipments', [400, 413, 422], {
      shipment: {
        reference: nameOf(reference),
        from_address: addressOf(from),
        to_address: addressOf(to),
        parcel: { weight: ouncesOf(grams) },
      },
    });
    if (!('body' in made)) return made.status === 413 ? tooLarge : { refused: made.message };
    const { id, rates, messages } = read(Shipment, made.body);
    const [rate] = rates.toSorted((a, b) => a.rate - b.rate);
    if (!rate) {
      return { refused: legible(messages.map(({ message }) => message).join(' '), 200) || 'No carrier goes there.' };
    }
    const bought = await ask('post', `shipments/${id}/buy`, [400, 402, 422], { rate: { id: rate.id } });
    return 'body' in bought ? consignmentOf(read(Shipment, bought.body)) : { refused: bought.message };
  },

  find: async (reference) => {
    const found = offersEasypost() ? await known(reference) : undefined;
    return found?.tracking_code ? consignmentOf(found) : undefined;
  },

  cancel: async (waybill) => {
    const answer = await ask('get', 'trackers', [], { tracking_code: waybill });
    const { trackers } = read(Trackers, 'body' in answer ? answer.body : undefined);
    const shipment = trackers.find((one) => one.shipment_id)?.shipment_id;
    if (!shipment) throw new outside.Unanswered(`EasyPost: has no shipment of ${waybill}`);
    if ('body' in await ask('post', `shipments/${shipment}/refund`, [400, 409, 422])) return 'cancelled';
    // It refuses the second time: the first answer may have been lost.
    const now = await ask('get', `shipments/${shipment}`, []);
    const { refund_status: refunded } = read(Shipment, 'body' in now ? now.body : undefined);
    return refunded === 'submitted' || refunded === 'refunded' ? 'cancelled' : 'underway';
  },

  notice: (body, heardAt) => {
    const { data: event } = Event.safeParse(body);
    if (!event) return undefined;
    if (!event.description.startsWith('tracker.')) return 'no-news';
    if (!event.result) return undefined;
    const { tracking_code: waybill, tracking_details: details } = event.result;
    const latest = details.at(-1);
    const detail = Detail.safeParse(latest).data;
    if (latest === undefined || (detail && isNone(detail))) return 'no-news';
    return {
      id: textOf(event.id, 200),
      waybill: textOf(waybill, 200),
      scan: scanFrom(reported(detail), stepOf, heardAt),
    };
  },
};

/** @throws Problem signature-invalid when EasyPost has not signed it with our secret, or is not offered; it signs no time */
export const verifyEasypost = ({ body, header }: RawRequest): void => {
  if (!offersEasypost()) throw new Problem('signature-invalid');
  const secret = setting('CARRIER_EASYPOST_WEBHOOK_SECRET');
  try {
    const { Utils } = new EasyPostClient('none');
    Utils.validateWebhook(Buffer.from(body), { 'x-hmac-signature': header('x-hmac-signature') }, secret);
  } catch {
    throw new Problem('signature-invalid');
  }
};

const addressOf = (party: Party) => {
  const { name, phone, street, region, postalCode, country } = party;
  return { name, phone, street1: street, city: townOf(party), state: region, zip: postalCode, country };
};

const gramsOfOunce = 28.349523125;
/** In tenths of an ounce, never less than it weighs. */
const ouncesOf = (grams: number): number => Math.ceil((grams / gramsOfOunce) * 10) / 10;

const wordOf = (said: unknown): string => textOf(said, 100).toLowerCase();
const isHeldUp = (detail: Detail | undefined): boolean => steps[wordOf(detail?.status)] === 'exception';
const mishapIn = (detail: Detail | undefined): Mishap | undefined =>
  Mishap.safeParse(wordOf(detail?.status_detail)).data;
const isNone = ({ status }: Detail): boolean => steps[wordOf(status)] === 'none';

const reported = (detail: Detail | undefined): Reported => {
  const { city, state, country } = Location.safeParse(detail?.tracking_location).data ?? {};
  const within = `${wordOf(detail?.status)} ${wordOf(detail?.status_detail)}`;
  return {
    step: stepsInDetail[within] ?? (isHeldUp(detail) ? mishapIn(detail) : undefined) ?? detail?.status,
    at: detail?.datetime,
    place: [city, state, country].map((part) => textOf(part, 200)).filter(Boolean).join(', '),
  };
};
const stepOf = (word: string): string | undefined => steps[word.toLowerCase()] ?? word;

const consignmentOf = ({ tracking_code: waybill, postage_label: label, tracker }: Shipment): Consignment => ({
  waybill: read(Waybill, waybill),
  labelUrl: label?.label_url,
  estimatedArrival: timeIn(tracker?.est_delivery_date),
  scans: scansFrom(
    (tracker?.tracking_details ?? []).map((one) => Detail.safeParse(one).data)
      .filter((detail) => !detail || !isNone(detail))
      .map(reported),
    stepOf,
  ),
});
