import * as z from 'zod';
import type { PostalAddress } from '../../kernel/values/address.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { Scan } from '../scan.ts';

/** The carriers that the platform books itself. */
export type CarrierName = z.infer<typeof CarrierName>;
export const CarrierName = z.enum(['swift', 'postal', 'easypost']);

/** Who sends or gets a parcel, and where. */
export type Party = PostalAddress;

/** What carriers want for the town where an address has none, as in Singapore: its region, or its country. */
export const townOf = ({ city, region, country }: Party): string =>
  city || region || (new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country);

/** One package, by its weight in grams. */
export interface Parcel {
  readonly weight: number;
}

/** What a carrier is asked to carry. The same reference always asks for the same thing. */
export interface Booking {
  /** Our shipment's id. */
  readonly reference: string;
  readonly from: Party;
  readonly to: Party;
  readonly parcels: readonly Parcel[];
}

/** A shipment as its carrier knows it. */
export interface Consignment {
  readonly waybill: string;
  /** None where the carrier says none that a browser can open. */
  readonly labelUrl?: string | undefined;
  /** The moment by which it should have arrived, if the carrier says one that can be read. */
  readonly estimatedArrival?: Instant | undefined;
  readonly scans: readonly Scan[];
}

/** The carrier will not carry this, however often it is asked. */
export interface Refusal {
  readonly refused: string;
}

/** What a carrier tells by itself. */
export interface Notice {
  /** The carrier's own id of it, where it has one. */
  readonly id: string;
  readonly waybill: string;
  /** Ours; none where the carrier tells by its own waybill alone. */
  readonly reference?: string;
  readonly scan: Scan;
}

/**
 * A carrier, whatever its API looks like. Calls that may or may not have had their effect (no answer in time, a fault
 * at the other end) throw an Error; `find` then tells what is true.
 */
export interface Carrier {
  book(booking: Booking): Promise<Consignment | Refusal>;
  /** What the carrier has under our reference. */
  find(reference: string): Promise<Consignment | undefined>;
  /** Takes a booking back, unless the parcel has been picked up. */
  cancel(waybill: string): Promise<'cancelled' | 'underway'>;
  /**
   * Reads the body of a notice; nothing when it does not say which parcel it is about, and `no-news` where it tells of
   * something else than a parcel's way.
   */
  notice(body: unknown, heardAt: Instant): Notice | 'no-news' | undefined;
}
