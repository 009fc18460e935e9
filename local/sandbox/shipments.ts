import type { SandboxClock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import { Refusal } from './server.ts';

export const steps = [
  'picked-up',
  'in-transit',
  'out-for-delivery',
  'delivered',
  'exception',
  'lost',
  'damaged',
  'refused',
  'returned',
] as const;
export type Step = (typeof steps)[number];

/** One scan of a parcel. Scans of a shipment are numbered from 1 and never share an instant. */
export type Scan = { sequence: number; step: Step; at: string; place: string };

/** What a carrier keeps of a shipment, whatever the shape of its API. */
export type Shipment = {
  carrier: string;
  waybill: string;
  reference: string;
  /** The booking as it came, to tell a repetition from another booking under the same reference. */
  booking: string;
  recipient: { name: string; city: string; country: string };
  weightGrams: number;
  status: 'booked' | 'cancelled' | Step;
  bookedAt: string;
  estimatedArrival: string;
  scans: Scan[];
};

export type ShipmentBooks = {
  /** Books once per reference: the same booking again gives the same shipment, another one is refused (422). */
  book(booking: {
    reference: string;
    recipient: Shipment['recipient'];
    weightGrams: number;
    daysUnderway: number;
    original: unknown;
  }): { shipment: Shipment; isNew: boolean };
  byWaybill(waybill: string): Shipment;
  byReference(reference: string): Shipment[];
  /** Cancels a shipment that nobody has picked up. Repeating it changes nothing. */
  cancel(waybill: string): Shipment;
  /** Adds simulated scans in the order given and tells of each. */
  progress(waybill: string, made: Step[], place: string): Shipment;
};

const dayMs = 86_400_000;

/** The books of one carrier, whose waybill numbers begin with `prefix`. */
export const createShipmentBooks = ({
  carrier,
  prefix,
  clock,
  faults,
  journal,
  tell,
}: {
  carrier: string;
  prefix: string;
  clock: SandboxClock;
  faults: Faults;
  journal: Journal;
  tell: (shipment: Shipment, scan: Scan) => void;
}): ShipmentBooks => {
  const shipments = journal.collection<Shipment>(`shipments-${carrier}`, (shipment) => shipment.reference);
  const numbers = journal.collection<number>(`waybills-${carrier}`);

  const nextWaybill = () => {
    const number = numbers.put('last', (numbers.get('last') ?? 0) + 1);
    return `${prefix}${String(number).padStart(10, '0')}`;
  };

  const byWaybill = (waybill: string): Shipment => {
    const shipment = shipments.get(waybill);
    if (shipment === undefined) throw new Refusal(404, 'shipment-not-found', `There is no shipment ${waybill}.`);
    return shipment;
  };

  return {
    byWaybill,
    byReference: (reference) => shipments.by(reference),

    book: ({ reference, recipient, weightGrams, daysUnderway, original }) => {
      const booking = JSON.stringify(original);
      const [earlier] = shipments.by(reference);
      if (earlier) {
        if (earlier.booking === booking) return { shipment: earlier, isNew: false };
        throw new Refusal(422, 'reference-reused', 'This reference belongs to another booking.');
      }
      if (faults.take('decline', ['book', carrier, reference])) {
        throw new Refusal(422, 'not-served', 'This address is not served.');
      }
      const waybill = nextWaybill();
      const shipment = shipments.put(waybill, {
        carrier,
        waybill,
        reference,
        booking,
        recipient,
        weightGrams,
        status: 'booked',
        bookedAt: clock.iso(),
        estimatedArrival: new Date(clock.now() + daysUnderway * dayMs).toISOString(),
        scans: [],
      });
      return { shipment, isNew: true };
    },

    cancel: (waybill) => {
      const shipment = byWaybill(waybill);
      if (shipment.status === 'cancelled') return shipment;
      if (shipment.status !== 'booked') {
        throw new Refusal(409, 'shipment-underway', `This shipment is ${shipment.status}.`);
      }
      return shipments.put(waybill, { ...shipment, status: 'cancelled' });
    },

    progress: (waybill, made, place) => {
      const shipment = byWaybill(waybill);
      if (shipment.status === 'cancelled') throw new Refusal(409, 'shipment-cancelled', 'This shipment was cancelled.');
      const scans = [...shipment.scans];
      for (const step of made) {
        const last = scans.at(-1);
        const at = Math.max(clock.now(), last === undefined ? 0 : Date.parse(last.at) + 1);
        scans.push({ sequence: scans.length + 1, step, at: new Date(at).toISOString(), place });
      }
      const progressed = shipments.put(waybill, { ...shipment, status: made.at(-1) ?? shipment.status, scans });
      for (const scan of scans.slice(shipment.scans.length)) tell(progressed, scan);
      return progressed;
    },
  };
};
