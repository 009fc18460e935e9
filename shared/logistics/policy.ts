import * as z from 'zod';
import { days, type Duration, type Instant } from '../kernel/values/clock.ts';
import { nextLook as lookAgain } from '../kernel/store/waiting.ts';

/** What a shipment waits for: to be booked, to be picked up, to arrive. */
export type Phase = z.infer<typeof Phase>;
export const Phase = z.enum(['opened', 'booked', 'travelling']);

/**
 * Why a person has to look at a shipment. `refused`: by the carrier, or it is more than any is asked to carry.
 * `label-missing`: it is booked, and its carrier names no label that a browser can open.
 * `unwanted`: it travels although it was called off. `unknown-report`: its carrier says something that we do not
 * understand. `no-scan`: nothing has been heard of it for long; `delayed`: it was to be there long ago; `lost`, `damaged`
 * and `not-taken` (by whom it was for): its carrier says so.
 */
export type TroubleReason = z.infer<typeof TroubleReason>;
export const TroubleReason = z.enum([
  'dispatch-missing',
  'refused',
  'label-missing',
  'carrier-exception',
  'unwanted',
  'overdue',
  'unknown-report',
  'no-scan',
  'delayed',
  'lost',
  'damaged',
  'not-taken',
]);

/**
 * Why a person has to read a carrier's notice: it does not say which parcel it is about; it names one that is not ours; or
 * one that goes by another carrier.
 */
export type UnreadReason = z.infer<typeof UnreadReason>;
export const UnreadReason = z.enum(['names-no-parcel', 'unknown-parcel', 'another-carrier']);

/** How long before a carrier's contract ends somebody hears of it. */
export const remindBeforeEnd = days(30);

/** When a parcel is first looked at once it has left; from then on by the rules in force. */
export const firstLook = days(1);

/** Attempts at bringing a parcel of which the scans are kept, beside the present one. */
export const keptAttempts = 3;

/** How long a carrier's notice is kept, whatever became of it: what it told of a parcel is kept with the parcel. */
export const noticeKept = days(180);

/** Characters that are kept of what a carrier sends. */
export const keptOfNotice = 4000;

/** When a carrier that says nothing is asked again: ever more seldom, and at least every three days. */
export const nextLook = (heardAt: Instant, now: Instant, soonest: Duration): Instant =>
  lookAgain(heardAt, now, { soonest, latest: Math.max(soonest, days(3)) });

/** Of how many quiet shipments one run has each partition asked about: as many as keep up with 1,000 orders a second. */
export const carriersPerRun = 4000;

/** Scans that are kept of one shipment, some 130 kB at the very most: it is one item, of at most 400 kB. */
export const maxScans = 100;

/**
 * How far a scan's time may be before its shipment was opened, and ahead of us. Clocks and zones go wrong by hours; what is
 * further off is no time (1970, or another year by a slip).
 */
export const strayScan = { before: days(365), ahead: days(30) };

/** Shipments that an order goes in, with those that were split again. */
export const maxShipments = 12;

/** Grams that one package weighs, at the most: what the carriers that we book with take. Another carrier is a release anyhow. */
export const parcelLimit = 30_000;

/**
 * Packages that a carrier is asked to carry at once: 30 t, a lorry full. They are kept with their shipment and named
 * one by one in its booking, some 20 kB of either; tens of thousands would fit neither an item nor a request.
 */
export const maxParcels = 1000;

/**
 * The most that a kilogram's freight costs, in minor units: so the heaviest cart comes to a sum that can be paid
 * (shared/ordering/policy.ts).
 */
export const maxRatePerKg = 1e6;
/** The same of a piece. */
export const maxRatePerPiece = 1e6;
