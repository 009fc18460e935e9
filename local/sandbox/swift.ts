import * as z from 'zod';
import { labelSvg } from './label.ts';
import { parse, required, type Route } from './server.ts';
import type { Scan, Shipment, ShipmentBooks } from './shipments.ts';

const SwiftAddress = z.strictObject({
  name: z.string().min(1).max(100),
  phone: z.string().min(5).max(30),
  line1: z.string().min(1).max(200),
  line2: z.string().max(200).optional(),
  city: z.string().min(1).max(100),
  region: z.string().max(100).optional(),
  postcode: z.string().max(20).optional(),
  country: z.string().regex(/^[A-Z]{2}$/, 'Two capital letters (ISO 3166-1).'),
});

const SwiftBooking = z.strictObject({
  reference: z.string().min(1).max(200),
  service: z.enum(['express', 'same-day']).default('express'),
  from: SwiftAddress,
  to: SwiftAddress,
  parcels: z
    .array(z.strictObject({ weightGrams: z.int().min(1).max(70_000) }))
    .min(1)
    .max(20),
});

const daysUnderway = { express: 2, 'same-day': 0.5 };

/** Swift, an express carrier: camelCase JSON, words for states, numbered scans. */
export const swiftRoutes = (books: ShipmentBooks, url: () => string): Route[] => {
  const view = (shipment: Shipment) => ({
    waybill: shipment.waybill,
    reference: shipment.reference,
    status: shipment.status,
    labelUrl: `${url()}/swift/v2/shipments/${shipment.waybill}/label.svg`,
    estimatedArrival: shipment.estimatedArrival,
    events: shipment.scans.map(swiftScan),
  });
  return [
    {
      name: 'swift-book',
      call: 'POST /swift/v2/shipments',
      faults: 'any',
      tags: ({ body }) => ['swift', (body as { reference?: string } | null)?.reference],
      answer: ({ body }) => {
        const booking = parse(SwiftBooking, body);
        const { shipment, isNew } = books.book({
          reference: booking.reference,
          recipient: { name: booking.to.name, city: booking.to.city, country: booking.to.country },
          weightGrams: booking.parcels.reduce((sum, parcel) => sum + parcel.weightGrams, 0),
          daysUnderway: daysUnderway[booking.service],
          original: booking,
        });
        return { status: isNew ? 201 : 200, json: view(shipment) };
      },
    },
    {
      name: 'swift-cancel',
      call: 'POST /swift/v2/shipments/:waybill/cancel',
      faults: 'any',
      tags: ({ param }) => ['swift', param('waybill')],
      answer: ({ param }) => ({ status: 200, json: view(books.cancel(param('waybill'))) }),
    },
    {
      name: 'swift-get',
      call: 'GET /swift/v2/shipments/:waybill',
      faults: 'named',
      answer: ({ param }) => ({ status: 200, json: view(books.byWaybill(param('waybill'))) }),
    },
    {
      name: 'swift-list',
      call: 'GET /swift/v2/shipments',
      faults: 'named',
      answer: ({ query }) => ({
        status: 200,
        json: { data: books.byReference(required(query, 'reference')).map(view) },
      }),
    },
    {
      name: 'swift-label',
      call: 'GET /swift/v2/shipments/:waybill/label.svg',
      faults: 'named',
      answer: ({ param }) => ({
        status: 200,
        type: 'image/svg+xml',
        text: labelSvg(books.byWaybill(param('waybill'))),
      }),
    },
  ];
};

const swiftScan = ({ sequence, step, at, place }: Scan) => ({ sequence, status: step, occurredAt: at, place });

/** Swift's webhook body. */
export const swiftNotice = (id: string, createdAt: string, shipment: Shipment, scan: Scan) => ({
  id,
  type: `shipment.${scan.step}`,
  createdAt,
  data: { waybill: shipment.waybill, reference: shipment.reference, ...swiftScan(scan) },
});
