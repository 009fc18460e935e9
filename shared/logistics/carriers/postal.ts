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
import type { Mishap, ScanStep } from '../scan.ts';

/** Postal's codes, and the steps that they stand for. */
const steps = {
  PU: 'picked-up',
  IT: 'in-transit',
  OD: 'out-for-delivery',
  DL: 'delivered',
  EX: 'exception',
  LS: 'lost',
  DM: 'damaged',
  RF: 'refused',
  RT: 'returned',
} as const satisfies Record<string, ScanStep | Mishap>;

const PostalScan = z.object({ code: z.unknown(), at: z.unknown(), office: z.unknown() }).partial();
const PostalConsignment = z.object({
  consignment: z.object({
    tracking_no: Waybill,
    label: z.object({ href: LabelUrl }).optional().catch(undefined),
    eta: z.unknown().optional(),
    scans: z.array(z.unknown()),
  }),
});
const PostalNotice = z.object({
  notice_id: z.unknown().optional(),
  consignment: z.object({ tracking_no: z.unknown().optional(), customer_ref: ParcelName }),
  scan: z.unknown().optional(),
});
const PostalRefusal = z.object({ error: z.object({ message: z.string() }) });

const ask = asking('CARRIER_POSTAL_KEY');

const postalUrl = (path: string): string => `${setting('CARRIER_POSTAL_URL')}${path}`;

/** Postal, a post office: it reaches every country, and weighs a consignment as a whole. */
export const postal: Carrier = {
  book: async ({ reference, from, to, parcels }) => {
    const grams = parcels.reduce((sum, { weight }) => sum + weight, 0);
    const { status, body } = await ask(`POST ${postalUrl('/consignments')}`, [200, 201, 400, 413, 422], {
      consignment: {
        customer_ref: reference,
        sender: partyOf(from),
        recipient: partyOf(to),
        weight_kg: kilograms(grams),
      },
    });
    if (status === 413) return tooLarge;
    return status < 400 ? consignmentOf(body) : { refused: read(PostalRefusal, body).error.message };
  },

  find: async (reference) => {
    const { status, body } = await ask(`GET ${postalUrl(`/track?customer_ref=${encodeURIComponent(reference)}`)}`, [
      200,
      404,
    ]);
    return status === 200 ? consignmentOf(body) : undefined;
  },

  cancel: async (waybill) => {
    const { status } = await ask(`DELETE ${postalUrl(`/consignments/${encodeURIComponent(waybill)}`)}`, [200, 409]);
    return status === 200 ? 'cancelled' : 'underway';
  },

  notice: (body, heardAt) => {
    const { data } = PostalNotice.safeParse(body);
    if (!data) return undefined;
    const { notice_id: id, consignment, scan } = data;
    return {
      id: textOf(id, 200),
      waybill: textOf(consignment.tracking_no, 200),
      reference: consignment.customer_ref,
      scan: scanFrom(reported(PostalScan.safeParse(scan).data), stepOf, heardAt),
    };
  },
};

const partyOf = (party: Party) => {
  const { name, phone, street, region, postalCode, country } = party;
  return {
    full_name: name,
    tel: phone,
    address: [street, region].filter(Boolean).join(', '),
    city: townOf(party),
    postal_code: postalCode,
    country_code: country,
  };
};

/** `1250` grams as `1.250`, without leaving integers. */
const kilograms = (grams: number): string => `${Math.floor(grams / 1000)}.${String(grams % 1000).padStart(3, '0')}`;

const reported = (scan: z.infer<typeof PostalScan> | undefined): Reported => ({
  step: scan?.code,
  at: scan?.at,
  place: scan?.office,
});
const stepOf = (word: string): ScanStep | Mishap | undefined => steps[word.toUpperCase() as keyof typeof steps];

const consignmentOf = (body: unknown): Consignment => {
  const { tracking_no: waybill, label, eta, scans } = read(PostalConsignment, body).consignment;
  return {
    waybill,
    labelUrl: label?.href,
    // A day means until its end.
    estimatedArrival: timeIn(z.iso.date().safeParse(eta).success ? `${String(eta)}T23:59:59.999Z` : eta),
    scans: scansFrom(scans.map((one) => reported(PostalScan.safeParse(one).data)), stepOf),
  };
};
