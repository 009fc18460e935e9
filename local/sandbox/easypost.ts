import * as z from 'zod';
import type { Journal } from './journal.ts';
import { labelSvg } from './label.ts';
import { parse, Refusal, required, type Route } from './server.ts';
import type { Scan, Shipment, ShipmentBooks, Step } from './shipments.ts';

const Address = z.strictObject({
  name: z.string().min(1).max(100),
  phone: z.string().min(5).max(30),
  street1: z.string().min(1).max(200),
  city: z.string().min(1).max(100),
  state: z.string().max(100).optional(),
  zip: z.string().max(20).optional(),
  country: z.string().regex(/^[A-Z]{2}$/, 'Two capital letters (ISO 3166-1).'),
});
const Created = z.strictObject({
  shipment: z.strictObject({
    reference: z.string().min(1).max(200),
    from_address: Address,
    to_address: Address,
    parcel: z.strictObject({ weight: z.number().positive().meta({ description: 'Ounces' }) }),
  }),
});
const Bought = z.strictObject({ rate: z.strictObject({ id: z.string() }) });

/** A shipment that is asked for, and not bought yet. */
interface Draft {
  readonly id: string;
  readonly shipment: z.infer<typeof Created>['shipment'];
}

/** Status and detail of a tracker, by the step that they stand for. */
export const easypostStatuses = {
  'picked-up': ['in_transit', 'received_at_origin_facility'],
  'in-transit': ['in_transit', 'arrived_at_facility'],
  'out-for-delivery': ['out_for_delivery', 'out_for_delivery'],
  delivered: ['delivered', 'arrived_at_destination'],
  exception: ['failure', 'delivery_exception'],
  lost: ['failure', 'lost'],
  damaged: ['failure', 'damaged'],
  refused: ['return_to_sender', 'refused'],
  returned: ['return_to_sender', 'arrived_at_destination'],
} as const satisfies Record<Step, readonly [string, string]>;

const services = {
  rate_ground: { service: 'GroundAdvantage', rate: '7.58', delivery_days: 3 },
  rate_fast: { service: 'Express', rate: '31.10', delivery_days: 1 },
} as const;
const gramsOfOunce = 28.349523125;
/** 70 lb, the most that its carriers take. */
const mostOunces = 1120;

/**
 * The part of EasyPost's API that the platform uses, in the shapes of its documentation: shipments that are created and
 * then bought, trackers, refunds. Addresses of its tracker's webhooks say no reference of ours.
 */
export const easypostRoutes = (books: ShipmentBooks, url: () => string, journal: Journal): Route[] => {
  const drafts = journal.collection<Draft>('easypost-drafts', ({ shipment }) => shipment.reference);
  const numbers = journal.collection<number>('easypost-ids');
  const draftOf = (name: string): Draft => {
    const draft = drafts.get(name) ?? drafts.by(name)[0];
    if (!draft) throw new Refusal(404, 'NOT_FOUND', 'The requested resource could not be found.');
    return draft;
  };
  const view = ({ id, shipment: { reference, parcel } }: Draft) => {
    const [bought] = books.byReference(reference);
    const carried = parcel.weight <= mostOunces;
    return {
      id,
      object: 'Shipment',
      mode: 'test',
      reference,
      status: 'unknown',
      is_return: false,
      tracking_code: bought?.waybill ?? null,
      refund_status: bought?.status === 'cancelled' ? 'submitted' : null,
      rates: carried
        ? Object.entries(services).map(([rate, service]) => ({
          id: rate,
          object: 'Rate',
          mode: 'test',
          carrier: 'USPS',
          currency: 'USD',
          shipment_id: id,
          ...service,
        }))
        : [],
      messages: carried ? [] : [{ carrier: 'USPS', type: 'rate_error', message: 'The parcel is over 70 lb.' }],
      postage_label: bought
        ? { object: 'PostageLabel', label_url: `${url()}/easypost/labels/${bought.waybill}.svg` }
        : null,
      tracker: bought ? tracker(bought, id) : null,
    };
  };
  return [
    {
      name: 'easypost-create',
      call: 'POST /easypost/v2/shipments',
      faults: 'named',
      answer: ({ body }) => {
        const { shipment } = parse(Created, body);
        const id = `shp_${numbers.put('last', (numbers.get('last') ?? 0) + 1)}`;
        return { status: 201, json: view(drafts.put(id, { id, shipment })) };
      },
    },
    {
      name: 'easypost-buy',
      call: 'POST /easypost/v2/shipments/:id/buy',
      faults: 'any',
      tags: ({ param }) => ['easypost', drafts.get(param('id'))?.shipment.reference],
      answer: ({ param, body }) => {
        const draft = draftOf(param('id'));
        const { rate } = parse(Bought, body);
        const { reference, to_address: to, parcel } = draft.shipment;
        books.book({
          reference,
          recipient: { name: to.name, city: to.city, country: to.country },
          weightGrams: Math.floor(parcel.weight * gramsOfOunce),
          daysUnderway: services[rate.id as keyof typeof services].delivery_days,
          original: draft,
        });
        return { status: 200, json: view(draft) };
      },
    },
    {
      name: 'easypost-get',
      call: 'GET /easypost/v2/shipments/:id',
      faults: 'named',
      answer: ({ param }) => ({ status: 200, json: view(draftOf(param('id'))) }),
    },
    {
      name: 'easypost-refund',
      call: 'POST /easypost/v2/shipments/:id/refund',
      faults: 'any',
      answer: ({ param }) => {
        const draft = draftOf(param('id'));
        const [bought] = books.byReference(draft.shipment.reference);
        if (bought && bought.scans.length > 0) {
          throw new Refusal(422, 'SHIPMENT.REFUND.UNAVAILABLE', 'Refund request failed: the label was used.');
        }
        if (bought) books.cancel(bought.waybill);
        return { status: 200, json: view(draft) };
      },
    },
    {
      name: 'easypost-trackers',
      call: 'GET /easypost/v2/trackers',
      faults: 'named',
      answer: ({ query }) => {
        const bought = books.byWaybill(required(query, 'tracking_code'));
        return { status: 200, json: { trackers: [tracker(bought, draftOf(bought.reference).id)], has_more: false } };
      },
    },
    {
      name: 'easypost-label',
      call: 'GET /easypost/labels/:waybill.svg',
      faults: 'named',
      answer: ({ param }) => ({
        status: 200,
        type: 'image/svg+xml',
        text: labelSvg(books.byWaybill(param('waybill'))),
      }),
    },
  ];
};

const labelMade = (at: string) => ({
  object: 'TrackingDetail',
  message: 'Shipping Label Created',
  status: 'pre_transit',
  status_detail: 'label_created',
  datetime: at,
  tracking_location: { object: 'TrackingLocation', city: null, state: null, country: null, zip: null },
});

const detail = ({ step, at, place }: Scan) => {
  const [status, status_detail] = easypostStatuses[step];
  return {
    object: 'TrackingDetail',
    message: step,
    status,
    status_detail,
    datetime: at,
    tracking_location: { object: 'TrackingLocation', city: place, state: null, country: null, zip: null },
  };
};

const tracker = ({ waybill, scans, bookedAt, estimatedArrival }: Shipment, shipment_id: string) => {
  const details = [labelMade(bookedAt), ...scans.map(detail)];
  return {
    id: `trk_${waybill}`,
    object: 'Tracker',
    mode: 'test',
    tracking_code: waybill,
    status: details.at(-1)!.status,
    status_detail: details.at(-1)!.status_detail,
    est_delivery_date: estimatedArrival,
    shipment_id,
    carrier: 'USPS',
    tracking_details: details,
  };
};

/** The body of its webhook about a tracker: with all details so far, the newest last. */
export const easypostNotice = (id: string, createdAt: string, shipment: Shipment, scan: Scan) => ({
  id,
  object: 'Event',
  mode: 'test',
  description: 'tracker.updated',
  created_at: createdAt,
  previous_attributes: {},
  pending_urls: [],
  completed_urls: [],
  result: tracker(
    { ...shipment, scans: shipment.scans.filter(({ sequence }) => sequence <= scan.sequence) },
    `shp_of_${shipment.waybill}`,
  ),
});
