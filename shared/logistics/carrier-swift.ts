import * as z from 'zod';
import { instant } from '../kernel/clock.ts';
import { setting } from '../kernel/env.ts';
import { ask, tooLarge } from './carrier-http.ts';
import { townOf, type Carrier, type Consignment, type Party } from './carrier.ts';
import { ScanStep, type Scan } from './scan.ts';

const SwiftScan = z.object({ status: ScanStep, occurredAt: z.iso.datetime(), place: z.string() });
const SwiftShipment = z.object({
  waybill: z.string(),
  labelUrl: z.url(),
  estimatedArrival: z.iso.datetime(),
  events: z.array(SwiftScan),
});
const SwiftNotice = z.object({
  id: z.string().max(200),
  data: SwiftScan.extend({ waybill: z.string().max(200), reference: z.string().max(200) }),
});
const SwiftRefusal = z.object({ error: z.object({ message: z.string() }) });

const shipments = (): string => `${setting('CARRIER_SWIFT_URL')}/v2/shipments`;

/** Swift, an express carrier. */
export const swift: Carrier = {
  book: async ({ reference, from, to, parcels }) => {
    const { status, body } = await ask(`POST ${shipments()}`, [200, 201, 400, 413, 422], {
      reference,
      from: addressOf(from),
      to: addressOf(to),
      parcels: parcels.map(({ weight }) => ({ weightGrams: weight })),
    });
    if (status === 413) return tooLarge;
    return status < 400
      ? consignmentOf(SwiftShipment.parse(body))
      : { refused: SwiftRefusal.parse(body).error.message };
  },

  find: async (reference) => {
    const { body } = await ask(`GET ${shipments()}?reference=${encodeURIComponent(reference)}`, [200]);
    const [found] = z.object({ data: z.array(SwiftShipment) }).parse(body).data;
    return found && consignmentOf(found);
  },

  cancel: async (waybill) => {
    const { status } = await ask(`POST ${shipments()}/${encodeURIComponent(waybill)}/cancel`, [200, 409]);
    return status === 200 ? 'cancelled' : 'underway';
  },

  notice: (body) => {
    const { id, data } = SwiftNotice.parse(body);
    return { id, waybill: data.waybill, reference: data.reference, scan: scanOf(data) };
  },
};

const addressOf = (party: Party) => {
  const { name, phone, street, region, postalCode, country } = party;
  return {
    name,
    phone,
    line1: street,
    city: townOf(party),
    region,
    postcode: postalCode,
    country,
  };
};

const scanOf = ({ status, occurredAt, place }: z.infer<typeof SwiftScan>): Scan => ({
  step: status,
  at: instant(Date.parse(occurredAt)),
  place: place.slice(0, 200),
});

const consignmentOf = (
  { waybill, labelUrl, estimatedArrival, events }: z.infer<typeof SwiftShipment>,
): Consignment => ({
  waybill,
  labelUrl,
  estimatedArrival: instant(Date.parse(estimatedArrival)),
  scans: events.map(scanOf),
});
