/** What buyers were promised of their parcels, and what became of it. */
import * as z from 'zod';
import { changed, type Change } from '../../kernel/store/change.ts';
import { after, between, hours, Instant } from '../../kernel/values/clock.ts';
import { id, MerchantId } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { shipmentLate } from '../events.ts';
import { pickUp } from '../progress.ts';
import { about, phaseOf, ShipmentState, type Shipment } from '../shipment.ts';

/**
 * When a parcel is to be there: when its carrier said so as it was booked, else as long after it left as a parcel may travel.
 * Nothing is promised before it has a waybill.
 */
export const plannedArrival = (shipment: Shipment): Instant | undefined => {
  const { waybill, estimatedArrival, scans, openedAt, times } = shipment;
  if (!waybill) return undefined;
  return estimatedArrival ?? after(pickUp(scans)?.at ?? openedAt, times.deliverWithin);
};

/** When it was there, whatever became of it since. */
export const arrivedAt = ({ scans }: Pick<Shipment, 'scans'>): Instant | undefined =>
  scans.find(({ step }) => step === 'delivered')?.at;

/**
 * A change with what it means for the promise. What has arrived is late by the time of its scan, not by when that was
 * told: it may turn out to have been there in time. Whoever sends by another carrier what is late already stays late.
 */
export const judged = (change: Change<Shipment>): Change<Shipment> => {
  const arrived = arrivedAt(change.after);
  const planned = change.after.lateSince ?? plannedArrival(change.after);
  if (!arrived || !planned) return change;
  const { lateSince: _, ...rest } = change.after;
  return { ...change, after: arrived > planned ? { ...rest, lateSince: planned } : rest };
};

/** The moment at which somebody has to look whether a parcel is there, where a change has set another. */
export const promiseSet = ({ before, after: shipment }: Change<Shipment>): Instant | undefined => {
  const planned = plannedArrival(shipment);
  const known = before ? plannedArrival(before) : undefined;
  return planned !== known && phaseOf(shipment) && !shipment.lateSince ? planned : undefined;
};

/**
 * The planned time of a parcel has passed.
 * @throws Problem illegal-step when it has come to an end, is known to be late, or is promised for later meanwhile
 */
export const flagLate = (shipment: Shipment, dueAt: Instant, now: Instant): Change<Shipment> => {
  const planned = plannedArrival(shipment);
  if (!phaseOf(shipment) || shipment.lateSince || !planned || planned > dueAt) {
    throw new Problem('illegal-step', 'Nobody waits for it since then');
  }
  return changed<Shipment>(
    shipment,
    { lateSince: planned },
    shipmentLate({ ...about(shipment), at: now, plannedAt: planned }),
  );
};

/** Whether what is late is waited for yet. */
export type Standing = z.infer<typeof Standing>;
export const Standing = z.enum(['under-way', 'ended']);
export const standingOf = (shipment: Shipment): Standing => (phaseOf(shipment) ? 'under-way' : 'ended');

/** A shipment that has not kept its promise, as the lists show it. */
export type LateShipment = z.infer<typeof LateShipment>;
export const LateShipment = z.object({
  shipmentId: id('shipment'),
  orderId: id('order'),
  merchantId: MerchantId,
  carrier: z.string().optional(),
  waybill: z.string().optional(),
  state: ShipmentState,
  plannedAt: Instant.meta({ description: 'When it was to be there' }),
  arrivedAt: Instant.optional().meta({ description: 'When it was there' }),
  lateHours: z.int().optional().meta({ description: 'How much later that was, in whole hours' }),
}).meta({ id: 'LateShipment' });

export const lateView = (shipment: Shipment): LateShipment => {
  const { id: shipmentId, orderId, merchantId, carrierName, carrier, waybill, state, lateSince } = shipment;
  const arrived = arrivedAt(shipment);
  return {
    shipmentId,
    orderId,
    merchantId,
    carrier: carrierName ?? carrier,
    waybill,
    state,
    plannedAt: lateSince!,
    ...(arrived && { arrivedAt: arrived, lateHours: Math.floor(between(lateSince!, arrived) / hours(1)) }),
  };
};
