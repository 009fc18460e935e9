import * as z from 'zod';
import { changed, created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import type { Fact } from '../kernel/events.ts';
import type { AccountId, Id, MerchantId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import type { Chosen } from '../catalogue/public.ts';
import { legible, type LocalText } from '../kernel/values/text.ts';
import {
  CarrierName,
  type Booking,
  type Consignment,
  type Parcel,
  type Party,
  type Refusal,
} from './carriers/carrier.ts';
import type { CarrierChoice } from './contracts/score.ts';
import type { Dispatch } from './dispatch.ts';
import {
  bookingDropped,
  bookingWanted,
  shipmentBooked,
  shipmentCancelled,
  shipmentDelivered,
  shipmentException,
  shipmentLost,
  shipmentOpened,
  shipmentOverdue,
  shipmentPickedUp,
  shipmentResolved,
  shipmentReturned,
  shipmentSentAgain,
} from './events.ts';
import {
  keptAttempts,
  maxParcels,
  nextLook,
  parcelLimit,
  strayScan,
  type Phase,
  type TroubleReason,
} from './policy.ts';
import { furthest, latest, merged, pickUp, standing } from './progress.ts';
import type { ShipmentTimes } from './rulebooks.ts';
import type { Scan } from './scan.ts';

export type ShipmentState = z.infer<typeof ShipmentState>;
export const ShipmentState = z.enum([
  'opened',
  'booked',
  'picked-up',
  'in-transit',
  'out-for-delivery',
  'exception',
  'delivered',
  'returned',
  'lost',
  'cancelled',
]);

/**
 * The life of a shipment. Carriers report late, twice and out of order, so a report can lead from every earlier state
 * to its own, and none leads back; only an exception can pass.
 */
export const shipmentSteps = {
  book: { from: ['opened'], to: 'booked' },
  cancel: { from: ['opened', 'booked', 'exception'], to: 'cancelled' },
  'picked-up': { from: ['opened', 'booked', 'exception'], to: 'picked-up' },
  'in-transit': { from: ['opened', 'booked', 'picked-up', 'exception'], to: 'in-transit' },
  'out-for-delivery': { from: ['opened', 'booked', 'picked-up', 'in-transit', 'exception'], to: 'out-for-delivery' },
  exception: { from: ['opened', 'booked', 'picked-up', 'in-transit', 'out-for-delivery'], to: 'exception' },
  delivered: {
    from: ['opened', 'booked', 'picked-up', 'in-transit', 'out-for-delivery', 'exception'],
    to: 'delivered',
  },
  returned: {
    from: ['opened', 'booked', 'picked-up', 'in-transit', 'out-for-delivery', 'exception', 'delivered'],
    to: 'returned',
  },
  lose: { from: ['picked-up', 'in-transit', 'out-for-delivery', 'exception'], to: 'lost' },
} as const satisfies Steps<ShipmentState>;

/** Why a person has to look at a shipment, since when. */
export interface Trouble {
  readonly reason: TroubleReason;
  readonly since: Instant;
  readonly detail?: string;
  /** Who carries what is unwanted. */
  readonly carriers?: readonly Bearer[];
  /** What its carrier was asked about it. */
  readonly asked?: CarrierCase;
}

/** What a carrier was asked about a parcel: by whom, until when it has to answer, and what it said. */
export interface CarrierCase {
  /** Whom there, as our own people know them. */
  readonly contact: string;
  readonly question: string;
  readonly askedBy: AccountId;
  readonly askedAt: Instant;
  readonly replyDueAt: Instant;
  /** Since when it is late with its answer. */
  readonly silentSince?: Instant;
  readonly reply?: string;
  readonly repliedAt?: Instant;
}

/** An attempt at bringing a parcel that came to nothing. */
export interface Attempt {
  readonly carrier: string;
  readonly waybill: string;
  readonly reason: TroubleReason;
  readonly scans: readonly Scan[];
}

/** Who may have the parcel: a carrier that the platform books, or the merchant's own. */
export type Bearer = z.infer<typeof Bearer>;
export const Bearer = z.enum([...CarrierName.options, 'own']);

/** What sends an order, or the part of it that goes by itself, from its merchant to its buyer. */
export interface Shipment extends Versioned {
  readonly id: Id<'shipment'>;
  /** Of the first shipment of an order: all others that it was ever split into. */
  readonly parts?: readonly Id<'shipment'>[];
  /** The two that carry in its place what it was to carry; it is cancelled. */
  readonly into?: readonly Id<'shipment'>[];
  readonly orderId: Id<'order'>;
  readonly merchantId: MerchantId;
  readonly buyerId: AccountId;
  readonly state: ShipmentState;
  readonly to: Party;
  /** Its order goes before others. */
  readonly priority?: boolean | undefined;
  /** What is in it. */
  readonly lines: readonly ShippedLine[];
  /** By warehouse, the round on which its goods are or were gathered there. */
  readonly pickings?: Readonly<Record<string, Id<'picking'>>>;
  /** When all of it was scanned into its packages. */
  readonly packedAt?: Instant;
  /** None when they are too many for any carrier of the platform. */
  readonly parcels: readonly Parcel[];
  /**
   * Where the carrier picks it up, as it was when the carrier was chosen: a booking asked for again is the same
   * booking.
   */
  readonly from?: Party;
  readonly carrier?: Bearer;
  /** Carriers whose booking was taken back for another's: they may have the parcel all the same. */
  readonly givenUp?: readonly CarrierName[];
  /** How the carriers stood when its own was chosen. */
  readonly choice?: CarrierChoice;
  readonly carrierName?: string;
  readonly waybill?: string;
  readonly labelUrl?: string | undefined;
  readonly estimatedArrival?: Instant | undefined;
  /** When it was to be there, once that has passed or it came later. */
  readonly lateSince?: Instant;
  /** Every report, each once, by its time; of very many the first of each step and the newest. */
  readonly scans: readonly Scan[];
  /** Reports that are kept no more. */
  readonly scansDropped?: number;
  readonly trouble?: Trouble | undefined;
  /** When a person last settled what was the matter: what had gone wrong until then is known. */
  readonly settledAt?: Instant;
  /** What was tried before the goods were sent again, the latest last. */
  readonly attempts?: readonly Attempt[];
  readonly openedAt: Instant;
  /** How long it may wait in each phase, as was in force when it was opened. */
  readonly times: ShipmentTimes;
  /** Until when it may wait in its present phase, before a person looks at it. */
  readonly overdueAt?: Instant;
  /** When its carrier last told something new. */
  readonly heardAt: Instant;
  /** From when its carrier is asked for news. */
  readonly askAgainAt: Instant;
}

/**
 * The first shipment of an order. Derived, so that opening it twice opens one and everybody who has the order finds it;
 * where the order goes in several, it names the others.
 */
export const shipmentOf = (orderId: string): Id<'shipment'> => orderId.replace(/^ord_/, 'shp_') as Id<'shipment'>;

/** What each event of a shipment says of it. */
export const about = ({ id, orderId, merchantId, buyerId }: Omit<Shipment, 'version'>) => ({
  shipmentId: id,
  orderId,
  merchantId,
  buyerId,
});

/** Which units of its order a shipment has; none where it has all of them. */
const partOf = ({ id, orderId, lines }: Shipment): { lines?: { lineId: Id<'orderLine'>; quantity: number }[] } =>
  id === shipmentOf(orderId) ? {} : { lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })) };

/** What a shipment is opened with, of the lines of an order. */
export const linesOf = (
  lines: readonly (Omit<ShippedLine, 'lineId' | 'chosen'> & {
    readonly id: Id<'orderLine'>;
    readonly made?: { readonly chosen: readonly Chosen[] } | undefined;
  })[],
): ShippedLine[] =>
  lines.map(({ id: lineId, skuId, code, title, specText, made, quantity, weight }) => ({
    lineId,
    skuId,
    code,
    title,
    specText,
    ...(made && { chosen: made.chosen }),
    quantity,
    weight,
  }));

/** Units of one line of the order, in one shipment. */
export interface ShippedLine {
  readonly lineId: Id<'orderLine'>;
  readonly skuId: Id<'sku'>;
  /** The shop's own code of the SKU, as it was when it was sold. */
  readonly code: string;
  readonly title: LocalText;
  readonly specText?: LocalText | undefined;
  /** What its buyer decided of what is made to order. */
  readonly chosen?: readonly Chosen[] | undefined;
  readonly quantity: number;
  /** Grams of one unit. */
  readonly weight: number;
}

type Goods = Pick<ShippedLine, 'weight' | 'quantity'>;

/** Grams of some goods. */
export const weightOf = (goods: readonly Goods[]): number =>
  goods.reduce((sum, { weight, quantity }) => sum + weight * quantity, 0);

/**
 * What is sent, in packages of at most 30 kg; none when a carrier cannot be asked for so many. Goods without a weight
 * count as a gram in all.
 */
export const parcelsOf = (goods: readonly Goods[]): readonly Parcel[] => {
  const grams = Math.max(1, weightOf(goods));
  const count = Math.ceil(grams / parcelLimit);
  return Array.from(
    { length: count > maxParcels ? 0 : count },
    (_, i) => ({ weight: Math.min(parcelLimit, grams - i * parcelLimit) }),
  );
};

const tooMany = `These are more than ${maxParcels} packages of ${parcelLimit / 1000} kg, too many for one booking`;

/**
 * The carrier that the merchant prefers, the faster one that it has for orders with priority; else Swift within a country
 * and Postal across borders.
 */
export const carrierFor = (
  { carrier, priorityCarrier, address }: Dispatch,
  { to, priority }: Pick<Shipment, 'to' | 'priority'>,
): CarrierName =>
  (priority ? priorityCarrier : undefined) ?? carrier ?? (address.country === to.country ? 'swift' : 'postal');

type Delivery =
  & Pick<Shipment, 'orderId' | 'merchantId' | 'buyerId' | 'to' | 'lines' | 'priority'>
  & Partial<Pick<Shipment, 'id' | 'choice'>>;

/**
 * Opens a shipment of an accepted order, the first unless its id is given, and asks for a carrier, if the merchant has said where parcels are picked up.
 * What is too much for any carrier of the platform waits for the merchant as if one had refused it.
 */
export const openShipment = (
  delivery: Delivery,
  dispatch: Dispatch | undefined,
  times: ShipmentTimes,
  now: Instant,
): Change<Shipment> => {
  const bare: Omit<Shipment, 'version'> = {
    id: shipmentOf(delivery.orderId),
    ...delivery,
    state: 'opened',
    parcels: parcelsOf(delivery.lines),
    scans: [],
    openedAt: now,
    times,
    heardAt: now,
    askAgainAt: after(now, times.askCarrierAfter),
  };
  const opened = shipmentOpened({ ...about(bare), at: now });
  const waiting = (reason: TroubleReason, detail?: string): Change<Shipment> =>
    created<Shipment>({ ...bare, trouble: { reason, since: now, detail } }, opened, troubled(bare, reason, now));
  if (bare.parcels.length === 0) return waiting('refused', tooMany);
  if (!dispatch) return waiting('dispatch-missing');
  const carrier = carrierFor(dispatch, delivery);
  return created<Shipment>(
    { ...bare, from: dispatch.address, carrier },
    opened,
    bookingWanted({ ...about(bare), carrier }),
  );
};

/**
 * Asks for a carrier once more, after the reason of the refusal is gone. Where it is another than before, what that one
 * may have booked, for its answer can have been lost, is taken back.
 * @throws Problem dispatch-missing, illegal-step
 */
export const retryBooking = (shipment: Shipment, dispatch: Dispatch | undefined): Change<Shipment> => {
  if (shipment.parcels.length === 0) throw new Problem('illegal-step', tooMany);
  if (!dispatch) throw new Problem('dispatch-missing');
  if (shipment.state !== 'opened') throw new Problem('illegal-step', `A carrier is not wanted while ${shipment.state}`);
  const carrier = carrierFor(dispatch, shipment);
  const other = shipment.carrier !== carrier && shipment.carrier !== 'own' ? shipment.carrier : undefined;
  return changed<Shipment>(
    shipment,
    { from: dispatch.address, carrier, trouble: unwantedOf(shipment), ...(other && givingUp(shipment, other)) },
    bookingWanted({ ...about(shipment), carrier }),
    ...(other ? [bookingDropped({ ...about(shipment), carrier: other })] : []),
  );
};

/** What the carrier is asked for. @throws Problem illegal-step when no carrier of the platform was chosen */
export const bookingOf = ({ id, carrier, from, to, parcels }: Shipment): { carrier: CarrierName; booking: Booking } => {
  if (!from || !carrier || carrier === 'own') {
    throw new Problem('illegal-step', 'The platform books no carrier for this');
  }
  return { carrier, booking: { reference: id, from, to, parcels } };
};

/** Whether this carrier's answer is still waited for. */
export const waitsForBooking = (shipment: Shipment, carrier: CarrierName): boolean =>
  shipment.state !== 'cancelled' && shipment.waybill === undefined && shipment.carrier === carrier;

/**
 * Takes in what the carrier answered to a booking. One that is not wanted any more, because the order was cancelled or
 * goes another way meanwhile, is dropped; a refusal waits for the merchant. @throws Problem illegal-step when there is
 * nothing to take in
 */
export const settleBooking = (
  shipment: Shipment,
  carrier: CarrierName,
  outcome: Consignment | Refusal | undefined,
  now: Instant,
): Change<Shipment> => {
  const wanted = waitsForBooking(shipment, carrier);
  if (!outcome || (!wanted && ('refused' in outcome || outcome.waybill === shipment.waybill))) {
    throw new Problem('illegal-step', 'The booking has been settled');
  }
  if (!wanted) {
    return changed<Shipment>(shipment, givingUp(shipment, carrier), bookingDropped({ ...about(shipment), carrier }));
  }
  if ('refused' in outcome) {
    const refused = { reason: 'refused', since: now, detail: legible(outcome.refused, 200) } as const;
    return changed<Shipment>(
      shipment,
      { trouble: unwantedOf(shipment) ?? refused },
      troubled(shipment, 'refused', now),
    );
  }
  const { waybill, labelUrl, estimatedArrival } = outcome;
  const unlabelled = labelUrl ? undefined : { reason: 'label-missing', since: now } as const;
  const fields = {
    waybill,
    labelUrl,
    estimatedArrival,
    ...heard(shipment, now),
    trouble: unwantedOf(shipment) ?? unlabelled,
  };
  const told = [
    shipmentBooked({ ...about(shipment), at: now, carrier, waybill, estimatedArrival }),
    ...(unlabelled ? [troubled(shipment, unlabelled.reason, now)] : []),
  ];
  // A scan may have come before the answer to the booking.
  return shipment.state === 'opened'
    ? move(shipmentSteps, shipment, 'book', fields, ...told)
    : changed<Shipment>(shipment, fields, ...told);
};

/** Ends a shipment that has not begun. @throws Problem illegal-step once the parcel is on its way */
export const cancelShipment = (shipment: Shipment, now: Instant): Change<Shipment> => {
  const { carrier } = shipment;
  // An exception can come before the pick-up, and after it.
  if (pickUp(shipment.scans)) throw new Problem('illegal-step', 'The parcel is on its way');
  return withFacts(
    move<ShipmentState, typeof shipmentSteps, Shipment>(
      shipmentSteps,
      shipment,
      'cancel',
      { trouble: unwantedOf(shipment) },
      shipmentCancelled({ ...about(shipment), at: now }),
    ),
    carrier && carrier !== 'own' ? [bookingDropped({ ...about(shipment), carrier })] : [],
  );
};

/** What the bookings of a shipment come to when one is taken back for another. */
const givingUp = ({ givenUp = [] }: Shipment, carrier: CarrierName): Pick<Shipment, 'givenUp'> => ({
  givenUp: [...new Set([...givenUp, carrier])],
});

/** The trouble of what travels although it was called off: whatever else becomes of the shipment, it lasts. */
const unwantedOf = ({ trouble }: Shipment): Trouble | undefined => trouble?.reason === 'unwanted' ? trouble : undefined;

/** Whether a carrier is not to carry a shipment: another does, or none. The merchant may have chosen it anew since. */
export const isCalledOff = ({ state, carrier }: Shipment, by: Bearer): boolean =>
  state === 'cancelled' || state === 'lost' || by !== carrier;

/** Whether a person knows already that this carrier has what was called off. */
const knownUnwanted = (shipment: Shipment, by: Bearer): boolean => {
  const unwanted = unwantedOf(shipment);
  return unwanted !== undefined && (unwanted.carriers?.includes(by) ?? true);
};

/**
 * What was called off travels all the same: a person has to stop it.
 * @throws Problem illegal-step when one has been told already
 */
export const unwantedUnderway = (shipment: Shipment, by: Bearer, now: Instant): Change<Shipment> => {
  if (knownUnwanted(shipment, by)) throw new Problem('illegal-step', 'A person knows of it');
  const { since = now, carriers = [] } = unwantedOf(shipment) ?? {};
  return changed<Shipment>(
    shipment,
    { trouble: { reason: 'unwanted', since, carriers: [...carriers, by] } },
    troubled(shipment, 'unwanted', now),
  );
};

/**
 * The order was cancelled: so is its shipment, or a person hears that its carrier was faster. What others report who
 * were given up for it is another matter.
 * @throws Problem illegal-step when nothing is left to call off: it is cancelled, back at the shop, or known to travel
 */
export const callOff = (shipment: Shipment, now: Instant): Change<Shipment> => {
  const { state, scans, carrier } = shipment;
  if (state === 'returned' || state === 'lost') throw new Problem('illegal-step', 'Nothing is left to call off');
  return carrier && pickUp(scans) ? unwantedUnderway(shipment, carrier, now) : cancelShipment(shipment, now);
};

/** Whether there is anything to call off: it is not cancelled, not back at the shop, and not known to travel all the same. */
export const isLeftToCallOff = (shipment: Shipment): boolean =>
  shipment.state !== 'cancelled' && shipment.state !== 'returned' && shipment.state !== 'lost'
  && !(shipment.carrier && pickUp(shipment.scans) && knownUnwanted(shipment, shipment.carrier));

const heard = ({ times }: Shipment, now: Instant): Pick<Shipment, 'heardAt' | 'askAgainAt'> => ({
  heardAt: now,
  askAgainAt: after(now, times.askCarrierAfter),
});
const lookLater = ({ heardAt, times }: Shipment, now: Instant): Pick<Shipment, 'askAgainAt'> => ({
  askAgainAt: nextLook(heardAt, now, times.askCarrierAfter),
});

/**
 * Takes in what a carrier answers that was asked for news: whatever it lists, and the label, where there was none.
 * @throws Problem illegal-step when the shipment does not go by it
 */
export const answered = (
  shipment: Shipment,
  { scans, labelUrl }: Pick<Consignment, 'scans' | 'labelUrl'>,
  by: CarrierName,
  now: Instant,
): Change<Shipment> => {
  if (shipment.labelUrl || !labelUrl) return report(shipment, scans, by, now);
  const { trouble } = shipment;
  const labelled = { ...shipment, labelUrl, trouble: trouble?.reason === 'label-missing' ? undefined : trouble };
  return { ...report(labelled, scans, by, now), before: shipment };
};

/** Its carrier was asked, and has not answered: it is asked again later, and others come first. */
export const askLater = (shipment: Shipment, now: Instant): Change<Shipment> =>
  changed<Shipment>(shipment, lookLater(shipment, now));

/** Who reports: who has the parcel, or somebody of the staff. */
export type Reporter = Bearer | 'staff';

/** Whether somebody has a say about a shipment: it goes by him, or was to. Of what others tell, nothing is believed. */
export const hasSay = ({ carrier, givenUp = [] }: Shipment, by: Reporter): boolean =>
  by === 'staff' || by === carrier || givenUp.some((one) => one === by);

/**
 * Takes in reports of a parcel, in any order and as often as they come: the timeline keeps each once, the state is the
 * furthest that they tell of. That a carrier has it which was given up, or any when the shipment is cancelled, is
 * trouble, and no news of the shipment. @throws Problem illegal-step when the reporter has no say about it
 */
export const report = (shipment: Shipment, scans: readonly Scan[], by: Reporter, now: Instant): Change<Shipment> => {
  if (!hasSay(shipment, by)) throw new Problem('illegal-step', 'It does not go by this carrier');
  if (by !== 'staff' && isCalledOff(shipment, by)) {
    return reportCalledOff(shipment, scans, by, now);
  }
  const { scans: timeline, dropped } = merged(
    { scans: shipment.scans, dropped: shipment.scansDropped ?? 0 },
    scans.map((scan) => believable(scan, shipment, now)),
  );
  const asked = timeline === shipment.scans ? lookLater(shipment, now) : heard(shipment, now);
  const fields = { scans: timeline, ...asked, ...(dropped > 0 && { scansDropped: dropped }) };
  const isOver = shipment.state === 'cancelled' || shipment.state === 'lost';
  const state = isOver ? shipment.state : standing(timeline) ?? shipment.state;
  const worse = state === 'exception' ? mishapOf(timeline) : 'carrier-exception';
  const strange = timeline.find((scan) => scan.step === 'unknown' && !shipment.scans.includes(scan));
  const unknown = strange && notUnderstood(strange, now);
  if (state === shipment.state) {
    const facts = milestoneFacts(shipment, timeline);
    if (shipment.trouble?.reason === 'carrier-exception' && worse !== 'carrier-exception') {
      const trouble = { ...shipment.trouble, reason: worse };
      return changed<Shipment>(shipment, { ...fields, trouble }, ...facts, troubled(shipment, worse, now));
    }
    // There is news of what nothing was heard of.
    if (shipment.trouble?.reason === 'no-scan' && timeline !== shipment.scans) {
      return changed<Shipment>(shipment, { ...fields, trouble: unknown }, ...facts);
    }
    return unknown && !shipment.trouble
      ? changed<Shipment>(shipment, { ...fields, trouble: unknown }, ...facts, troubled(shipment, unknown.reason, now))
      : changed<Shipment>(shipment, fields, ...facts);
  }
  const trouble = state === 'exception' && shipment.trouble?.reason !== 'unwanted'
    ? { reason: worse, since: now } as const
    : lasting(shipment, state) ?? unknown;
  return move<ShipmentState, typeof shipmentSteps, Shipment>(
    shipmentSteps,
    shipment,
    state as keyof typeof shipmentSteps,
    { ...fields, trouble },
    ...milestoneFacts(shipment, timeline),
    ...(trouble && trouble === unknown ? [troubled(shipment, trouble.reason, now)] : []),
  );
};

/** What an exception means, by the last word of the carrier. */
const mishapOf = (timeline: readonly Scan[]): TroubleReason => {
  const mishap = latest(timeline)?.mishap;
  return mishap === 'refused' ? 'not-taken' : mishap ?? 'carrier-exception';
};

/**
 * A scan with a time at which it may have been. One from long before the parcel or from far ahead has that of the parcel's
 * beginning: the same whenever it is told again, and it stands before all that is true.
 */
const believable = (scan: Scan, { openedAt }: Shipment, now: Instant): Scan =>
  scan.at < after(openedAt, -strayScan.before) || scan.at > after(now, strayScan.ahead)
    ? { ...scan, at: openedAt }
    : scan;

const notUnderstood = ({ said }: Scan, since: Instant): Trouble => ({ reason: 'unknown-report', since, detail: said });

/** What its carrier tells of a parcel that was called off there. */
const reportCalledOff = (
  shipment: Shipment,
  scans: readonly Scan[],
  by: Bearer,
  now: Instant,
): Change<Shipment> => {
  // What was told before it was given up is no news of it.
  const news = merged({ scans: shipment.scans, dropped: 0 }, scans).scans.filter((one) =>
    !shipment.scans.includes(one)
  );
  const moves = shipment.state === 'lost' ? news : scans;
  if (pickUp(moves) && !knownUnwanted(shipment, by)) return unwantedUnderway(shipment, by, now);
  const strange = scans.find(({ step }) => step === 'unknown');
  return strange && !shipment.trouble
    ? changed<Shipment>(
      shipment,
      { trouble: notUnderstood(strange, now) },
      troubled(shipment, 'unknown-report', now),
    )
    : changed<Shipment>(shipment, {});
};

/**
 * The trouble that a new state does not end by itself: goods that nobody wants any more are lost to the shop when they
 * are delivered, and found when they come back; and what nobody has understood, a person has to read.
 */
const lasting = (shipment: Shipment, state: ShipmentState): Shipment['trouble'] => {
  const phase = phaseOf({ state });
  const lasts = shipment.trouble?.reason === 'unwanted'
    ? state !== 'returned' || shipment.trouble.carriers?.some((one) => one !== shipment.carrier) === true
    : ((shipment.trouble?.reason === 'overdue' || shipment.trouble?.reason === 'delayed') && phase !== undefined
      && phase === phaseOf(shipment))
      || shipment.trouble?.reason === 'unknown-report';
  return lasts ? shipment.trouble : undefined;
};

/** What a report may tell. */
export const reportFacts = [shipmentPickedUp, shipmentDelivered, shipmentReturned, shipmentException] as const;

/**
 * What scans tell that was not known before: each milestone once. Of what goes by the shop's own carrier, whoever reports it
 * has it from the shop.
 */
const milestoneFacts = (shipment: Shipment, timeline: readonly Scan[]): Fact[] => {
  const [pickedUp, end, exception] = [
    pickUp(timeline),
    furthest(timeline),
    standing(timeline) === 'exception' ? latest(timeline) : undefined,
  ];
  const ended = end && end.step !== furthest(shipment.scans)?.step ? end : undefined;
  return [
    ...(pickedUp && !pickUp(shipment.scans)
      ? [shipmentPickedUp({ ...about(shipment), ...partOf(shipment), at: pickedUp.at })]
      : []),
    ...(ended?.step === 'delivered'
      ? [shipmentDelivered({
        ...about(shipment),
        ...partOf(shipment),
        at: ended.at,
        by: shipment.carrier === 'own' ? 'shop' : 'carrier',
      })]
      : []),
    ...(ended?.step === 'returned'
      ? [shipmentReturned({ ...about(shipment), ...partOf(shipment), at: ended.at })]
      : []),
    ...(exception && shipment.state !== 'exception' ? [troubled(shipment, mishapOf(timeline), exception.at)] : []),
  ];
};

/** The merchant has handed the parcel over to the carrier that was booked. @throws Problem illegal-step */
export const handOver = (shipment: Shipment, now: Instant): Change<Shipment> => {
  if (shipment.state !== 'booked' || !shipment.carrier) {
    throw new Problem('illegal-step', `Nothing can be handed over while ${shipment.state}`);
  }
  return report(shipment, [{ step: 'picked-up', at: now, place: '' }], shipment.carrier, now);
};

/**
 * The merchant sends the parcel by a carrier of its own; what the platform booked is dropped.
 * @throws Problem illegal-step once the parcel is on its way
 */
export const shipByOwnCarrier = (
  shipment: Shipment,
  own: { carrierName: string; waybill: string },
  now: Instant,
): Change<Shipment> => {
  const { carrier, state, scans } = shipment;
  if (state === 'cancelled' || carrier === 'own' || pickUp(scans)) {
    throw new Problem('illegal-step', `The carrier cannot be changed while ${state}`);
  }
  const given = carrier && givingUp(shipment, carrier);
  const change = report(
    { ...shipment, ...own, ...given, carrier: 'own' },
    [{ step: 'picked-up', at: now, place: '' }],
    'own',
    now,
  );
  const { labelUrl: _, estimatedArrival: __, ...after } = change.after;
  return withFacts(
    { before: shipment, after, facts: change.facts },
    carrier ? [bookingDropped({ ...about(shipment), carrier })] : [],
  );
};

/**
 * The merchant reports what its own carrier does.
 * @throws Problem illegal-step for any other carrier, which reports itself
 */
export const markOwn = (shipment: Shipment, scan: Scan, now: Instant): Change<Shipment> => {
  if (shipment.carrier !== 'own') throw new Problem('illegal-step', 'The carrier reports this itself');
  return report(shipment, [scan], 'own', now);
};

export type Resolution = z.infer<typeof Resolution>;
export const Resolution = z.enum(['delivered', 'returned', 'lost', 'settled']);

/**
 * A person settles what the carrier could not; a shipment that goes on gets a new deadline, and the buyer of what is lost or
 * came to harm the money back.
 * @throws Problem illegal-step when nothing is the matter, or when what is lost is not on its way
 */
export const resolve = (shipment: Shipment, outcome: Resolution, note: string, now: Instant): Change<Shipment> => {
  if (!shipment.trouble) throw new Problem('illegal-step', 'Nothing is the matter with this shipment');
  const resolved = shipmentResolved({ ...about(shipment), at: now, outcome, note });
  if (outcome === 'lost') {
    const lost = shipmentLost({ ...about(shipment), ...partOf(shipment), at: now });
    return move<ShipmentState, typeof shipmentSteps, Shipment>(
      shipmentSteps,
      shipment,
      'lose',
      { trouble: undefined, settledAt: now },
      lost,
      resolved,
    );
  }
  const scans = outcome === 'settled' ? [] : [{ step: outcome, at: now, place: '' }];
  const change = report(shipment, scans, 'staff', now);
  return withFacts(withState(change, { trouble: undefined, settledAt: now }), [resolved]);
};

/** Troubles after which the goods may be sent once more: what was sent first is not expected any more. */
export const missed = [
  'no-scan',
  'delayed',
  'lost',
  'damaged',
  'not-taken',
  'carrier-exception',
] as const satisfies readonly TroubleReason[];

/**
 * The shop sends the same goods once more, by a carrier of its own; for the order it is the same shipment. Should the first
 * carrier bring what it has lost all the same, a person hears of it.
 * @throws Problem illegal-step unless it is missed on its way
 */
export const sendAgain = (
  shipment: Shipment,
  own: { carrierName: string; waybill: string },
  now: Instant,
): Change<Shipment> => {
  const { carrier, carrierName, waybill, scans, trouble, attempts = [] } = shipment;
  if (
    phaseOf(shipment) !== 'travelling' || !carrier || !waybill || !missed.some((reason) => reason === trouble?.reason)
  ) {
    throw new Problem('illegal-step', 'It is not missed on its way');
  }
  const attempt = { carrier: carrierName ?? carrier, waybill, reason: trouble!.reason, scans };
  const again = {
    ...shipment,
    ...own,
    ...(carrier !== 'own' && givingUp(shipment, carrier)),
    carrier: 'own',
    state: 'exception',
    scans: [],
    attempts: [...attempts, attempt].slice(-keptAttempts),
  } as const;
  const change = report(again, [{ step: 'picked-up', at: now, place: '' }], 'own', now);
  const { labelUrl: _, estimatedArrival: __, trouble: ___, scansDropped: ____, ...after } = change.after;
  const told = shipmentSentAgain({ ...about(shipment), at: now, carrier: own.carrierName });
  return { before: shipment, after: { ...after, settledAt: now }, facts: [told] };
};

/** What a shipment waits for; nothing once it has come to an end. */
export const phaseOf = ({ state }: Pick<Shipment, 'state'>): Phase | undefined => {
  if (state === 'opened' || state === 'booked') return state;
  const ended = state === 'delivered' || state === 'returned' || state === 'lost' || state === 'cancelled';
  return ended ? undefined : 'travelling';
};

/**
 * A change with the deadline that it sets, where it sets one: of the phase that it leads into, or of the present one
 * after its trouble is over.
 */
export const timed = (change: Change<Shipment>, now: Instant): { change: Change<Shipment>; deadline?: Deadline } => {
  const { before, after: shipment } = change;
  const phase = phaseOf(shipment);
  if (!phase || (before && phaseOf(before) === phase && !(before.trouble && !shipment.trouble))) return { change };
  const overdueAt = after(now, shipment.times[limits[phase]]);
  return {
    change: withState(change, { overdueAt }),
    deadline: { at: overdueAt, payload: { shipmentId: shipment.id, phase } },
  };
};

interface Deadline {
  readonly at: Instant;
  readonly payload: { readonly shipmentId: Id<'shipment'>; readonly phase: Phase };
}

const limits = { opened: 'bookWithin', booked: 'pickUpWithin', travelling: 'deliverWithin' } as const satisfies Record<
  Phase,
  keyof ShipmentTimes
>;

/**
 * Brings a shipment that has waited too long before a person.
 * @param dueAt the deadline that has passed
 * @throws Problem illegal-step when it has moved on, or its wait has begun anew since
 */
export const flagOverdue = (shipment: Shipment, phase: Phase, dueAt: Instant, now: Instant): Change<Shipment> => {
  if (phaseOf(shipment) !== phase) {
    throw new Problem('illegal-step', `It does not wait for that while ${shipment.state}`);
  }
  if (shipment.overdueAt && shipment.overdueAt !== dueAt) {
    throw new Problem('illegal-step', `It may wait until ${shipment.overdueAt}`);
  }
  if (shipment.trouble) throw new Problem('illegal-step', 'A person looks at it already');
  return changed<Shipment>(
    shipment,
    { trouble: { reason: 'overdue', since: now } },
    shipmentOverdue({ ...about(shipment), at: now, phase }),
  );
};

const troubled = (shipment: Omit<Shipment, 'version'>, reason: TroubleReason, at: Instant): Fact =>
  shipmentException({ ...about(shipment), at, reason });

const withFacts = (change: Change<Shipment>, facts: readonly Fact[]): Change<Shipment> => ({
  ...change,
  facts: [...change.facts, ...facts],
});
const withState = (change: Change<Shipment>, fields: Partial<Shipment>): Change<Shipment> => ({
  ...change,
  after: { ...change.after, ...fields },
});
