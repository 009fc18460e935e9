import * as z from 'zod';
import { instant } from '../kernel/clock.ts';
import { setting } from '../kernel/env.ts';
import { asking, read, scanFrom, scansFrom, tooLarge, type Reported } from './carrier-http.ts';
import { townOf, type Carrier, type Consignment, type Party } from './carrier.ts';

const SwiftScan = z.object({ status: z.unknown(), occurredAt: z.unknown(), place: z.unknown() });
const SwiftShipment = z.object({
  waybill: z.string(),
  labelUrl: z.url(),
  estimatedArrival: z.iso.datetime({ offset: true }),
  events: z.array(SwiftScan),
});
const SwiftNotice = z.object({
  id: z.string().min(1).max(200),
  data: SwiftScan.extend({ waybill: z.string().max(200), reference: z.string().max(200) }),
});
const SwiftRefusal = z.object({ error: z.object({ message: z.string() }) });

const ask = asking('CARRIER_SWIFT_KEY');

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
      ? consignmentOf(read(SwiftShipment, body))
      : { refused: read(SwiftRefusal, body).error.message };
  },

  find: async (reference) => {
    const { body } = await ask(`GET ${shipments()}?reference=${encodeURIComponent(reference)}`, [200]);
    const [found] = read(z.object({ data: z.array(SwiftShipment) }), body).data;
    return found && consignmentOf(found);
  },

  cancel: async (waybill) => {
    const { status } = await ask(`POST ${shipments()}/${encodeURIComponent(waybill)}/cancel`, [200, 409]);
    return status === 200 ? 'cancelled' : 'underway';
  },

  notice: (body, heardAt) => {
    const { data: notice } = SwiftNotice.safeParse(body);
    if (!notice) return undefined;
    const { id, data } = notice;
    return { id, waybill: data.waybill, reference: data.reference, scan: scanFrom(reported(data), stepOf, heardAt) };
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

const reported = ({ status, occurredAt, place }: z.infer<typeof SwiftScan>): Reported => ({
  step: status,
  at: occurredAt,
  place,
});
/** Swift's words are ours. */
const stepOf = (word: string): string => word.toLowerCase().replaceAll(/[\s_]+/g, '-');

const consignmentOf = (
  { waybill, labelUrl, estimatedArrival, events }: z.infer<typeof SwiftShipment>,
): Consignment => ({
  waybill,
  labelUrl,
  estimatedArrival: instant(Date.parse(estimatedArrival)),
  scans: scansFrom(events.map(reported), stepOf),
});
