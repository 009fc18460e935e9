/** Parcels on their way that nobody complains of, and that are missed all the same. */
import { changed, type Change } from '../../kernel/store/change.ts';
import { after, type Instant } from '../../kernel/values/clock.ts';
import { Problem } from '../../kernel/problems.ts';
import { shipmentException } from '../events.ts';
import type { TroubleReason } from '../policy.ts';
import { plannedArrival } from '../promises/promise.ts';
import type { ParcelTroubles } from '../rulebooks.ts';
import { about, phaseOf, type Shipment } from '../shipment.ts';

const later = (a: Instant, b: Instant | undefined): Instant => (b && b > a ? b : a);

/** From when a parcel is missed, by each reason. What a person has settled meanwhile begins anew. */
const missedFrom = (shipment: Shipment, rules: ParcelTroubles): readonly (readonly [TroubleReason, Instant])[] => {
  const planned = plannedArrival(shipment);
  const { heardAt, settledAt } = shipment;
  return [
    ['no-scan', after(later(heardAt, settledAt), rules.silentAfter)],
    ...(planned ? [['delayed', after(later(planned, settledAt), rules.delayedAfter)] as const] : []),
  ];
};

/**
 * Brings a parcel before a person of which nothing has been heard for long, or that should have been there long ago.
 * @returns nothing while it is not missed
 * @throws Problem illegal-step when it is not on its way, or a person looks at it already
 */
export const missed = (shipment: Shipment, rules: ParcelTroubles, now: Instant): Change<Shipment> | undefined => {
  if (phaseOf(shipment) !== 'travelling') {
    throw new Problem('illegal-step', `It does not travel while ${shipment.state}`);
  }
  if (shipment.trouble) throw new Problem('illegal-step', 'A person looks at it already');
  const found = missedFrom(shipment, rules).find(([, from]) => from <= now);
  if (!found) return undefined;
  const [reason] = found;
  return changed<Shipment>(
    shipment,
    { trouble: { reason, since: now } },
    shipmentException({ ...about(shipment), at: now, reason }),
  );
};

/** When a parcel that is not missed is to be looked at again. */
export const lookAgainAt = (shipment: Shipment, rules: ParcelTroubles): Instant =>
  missedFrom(shipment, rules).map(([, from]) => from).reduce((a, b) => (a < b ? a : b));
