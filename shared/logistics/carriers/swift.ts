import * as z from 'zod';
import { setting } from '../../kernel/env.ts';
import {
  asking,
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
import { townOf, type Carrier, type Consignment, type Party } from './carrier.ts';

const SwiftScan = z.object({ status: z.unknown(), occurredAt: z.unknown(), place: z.unknown() }).partial();
const SwiftShipment = z.object({
  waybill: Waybill,
  labelUrl: LabelUrl,
  estimatedArrival: z.unknown().optional(),
  events: z.array(z.unknown()),
});
const SwiftNotice = z.object({
  id: z.unknown().optional(),
  data: SwiftScan.extend({ waybill: z.unknown().optional(), reference: ParcelName }),
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
    return {
      id: textOf(id, 200),
      waybill: textOf(data.waybill, 200),
      reference: data.reference,
      scan: scanFrom(reported(data), stepOf, heardAt),
    };
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

const reported = (scan: z.infer<typeof SwiftScan> | undefined): Reported => ({
  step: scan?.status,
  at: scan?.occurredAt,
  place: scan?.place,
});
/** Swift's words are ours. */
const stepOf = (word: string): string => word.toLowerCase().replaceAll(/[\s_]+/g, '-');

const consignmentOf = (
  { waybill, labelUrl, estimatedArrival, events }: z.infer<typeof SwiftShipment>,
): Consignment => ({
  waybill,
  labelUrl,
  estimatedArrival: timeIn(estimatedArrival),
  scans: scansFrom(events.map((one) => reported(SwiftScan.safeParse(one).data)), stepOf),
});
