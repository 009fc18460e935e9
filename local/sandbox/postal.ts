import * as z from 'zod';
import { labelSvg } from './label.ts';
import { parse, Refusal, type Route } from './server.ts';
import type { Scan, Shipment, ShipmentBooks, Step } from './shipments.ts';

const PostalParty = z.strictObject({
  full_name: z.string().min(1).max(100),
  tel: z.string().min(5).max(30),
  address: z.string().min(1).max(500),
  city: z.string().min(1).max(100),
  postal_code: z.string().max(20).optional(),
  country_code: z.string().regex(/^[A-Z]{2}$/, 'Two capital letters (ISO 3166-1).'),
});

const PostalRegistration = z.strictObject({
  consignment: z.strictObject({
    customer_ref: z.string().min(1).max(200),
    sender: PostalParty,
    recipient: PostalParty,
    weight_kg: z.string().regex(/^\d{1,2}\.\d{3}$/, 'Kilograms with three decimals, such as "1.250".'),
  }),
});

/** Postal's codes, by the step that they stand for. */
export const postalCodes = {
  'picked-up': 'PU',
  'in-transit': 'IT',
  'out-for-delivery': 'OD',
  delivered: 'DL',
  exception: 'EX',
  lost: 'LS',
  damaged: 'DM',
  refused: 'RF',
  returned: 'RT',
} as const satisfies Record<Step, string>;

const stateCodes: Record<Shipment['status'], string> = { booked: 'RG', cancelled: 'CX', ...postalCodes };
const daysUnderway = 5;

/** Postal, a post office: snake_case envelopes, two-letter codes, decimal weights, days of arrival, no scan numbers. */
export const postalRoutes = (books: ShipmentBooks, url: () => string): Route[] => {
  const view = (shipment: Shipment) => ({
    consignment: {
      tracking_no: shipment.waybill,
      customer_ref: shipment.reference,
      state: stateCodes[shipment.status],
      label: { href: `${url()}/postal/labels/${shipment.waybill}.svg`, format: 'svg' },
      eta: shipment.estimatedArrival.slice(0, 10),
      scans: shipment.scans.map(postalScan),
    },
  });
  return [
    {
      name: 'postal-register',
      call: 'POST /postal/consignments',
      faults: 'any',
      tags: ({ body }) => [
        'postal',
        (body as { consignment?: { customer_ref?: string } } | null)?.consignment?.customer_ref,
      ],
      answer: ({ body }) => {
        const { consignment } = parse(PostalRegistration, body);
        const { full_name: name, city, country_code: country } = consignment.recipient;
        const { shipment, isNew } = books.book({
          reference: consignment.customer_ref,
          recipient: { name, city, country },
          weightGrams: Number(consignment.weight_kg.replace('.', '')),
          daysUnderway,
          original: consignment,
        });
        return { status: isNew ? 201 : 200, json: view(shipment) };
      },
    },
    {
      name: 'postal-withdraw',
      call: 'DELETE /postal/consignments/:waybill',
      faults: 'any',
      tags: ({ param }) => ['postal', param('waybill')],
      answer: ({ param }) => ({ status: 200, json: view(books.cancel(param('waybill'))) }),
    },
    {
      name: 'postal-track',
      call: 'GET /postal/track',
      faults: 'named',
      answer: ({ query }) => {
        const number = query.get('tracking_no');
        const reference = query.get('customer_ref');
        if (number !== null) return { status: 200, json: view(books.byWaybill(number)) };
        if (reference === null) {
          throw new Refusal(400, 'invalid-request', 'The query must give tracking_no or customer_ref.');
        }
        const [shipment] = books.byReference(reference);
        if (!shipment) throw new Refusal(404, 'shipment-not-found', 'There is no consignment of this customer_ref.');
        return { status: 200, json: view(shipment) };
      },
    },
    {
      name: 'postal-label',
      call: 'GET /postal/labels/:waybill.svg',
      faults: 'named',
      answer: ({ param }) => ({
        status: 200,
        type: 'image/svg+xml',
        text: labelSvg(books.byWaybill(param('waybill'))),
      }),
    },
  ];
};

const postalScan = ({ step, at, place }: Scan) => ({ code: postalCodes[step], at, office: place });

/** Postal's webhook body. */
export const postalNotice = (id: string, createdAt: string, shipment: Shipment, scan: Scan) => ({
  notice_id: id,
  sent_at: createdAt,
  consignment: { tracking_no: shipment.waybill, customer_ref: shipment.reference },
  scan: postalScan(scan),
});
