/** An order that goes in several shipments. */
import { changed, joined, type Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { Id, NewId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import type { Dispatch } from './dispatch.ts';
import { shipmentSplit } from './events.ts';
import { maxShipments } from './policy.ts';
import type { ShipmentTimes } from './rulebooks.ts';
import { callOff, cancelShipment, isLeftToCallOff, openShipment, type Shipment, type ShippedLine } from './shipment.ts';

interface Split {
  /** The first shipment of the order. */
  readonly first: Shipment;
  readonly shipment: Shipment;
  /** What goes by itself. */
  readonly units: readonly { readonly lineId: Id<'orderLine'>; readonly quantity: number }[];
  readonly dispatch: Dispatch | undefined;
  readonly times: ShipmentTimes;
}

/**
 * Sends some units by themselves: a shipment that has not left becomes two, each with a carrier asked for anew, and what
 * was booked for it is taken back. Every unit is in exactly one of the two.
 * @returns the changes, the two new ones last
 * @throws Problem illegal-step once it has left or there are too many, invalid-input when these are not some of its units
 */
export const splitShipment = (
  { first, shipment, units, dispatch, times }: Split,
  { now, newId }: { now: Instant; newId: NewId },
): Change<Shipment>[] => {
  const parts = first.parts ?? [];
  if (shipment.carrier === 'own') throw new Problem('illegal-step', 'The parcel is on its way');
  if (parts.length + 2 > maxShipments) {
    throw new Problem('illegal-step', `An order goes in ${maxShipments} shipments at the most`);
  }
  const [taken, rest] = divided(shipment.lines, units);
  const { orderId, merchantId, buyerId, to, priority } = shipment;
  const opened = [taken, rest].map((lines) =>
    openShipment({ id: newId('shipment'), orderId, merchantId, buyerId, to, priority, lines }, dispatch, times, now)
  );
  const into = opened.map(({ after }) => after.id);
  const cancelled = cancelShipment(shipment, now);
  const told = shipmentSplit({ shipmentId: shipment.id, orderId, merchantId, buyerId, at: now, into });
  const ended = changed<Shipment>(cancelled.after, { into }, told);
  const named = changed<Shipment>(shipment.id === first.id ? ended.after : first, { parts: [...parts, ...into] });
  return [...joined([cancelled, ended, named]), ...opened];
};

/** What is taken of some lines, and what stays. @throws Problem invalid-input unless both are something */
const divided = (
  lines: readonly ShippedLine[],
  units: Split['units'],
): [readonly ShippedLine[], readonly ShippedLine[]] => {
  const wanted = new Map(units.map(({ lineId, quantity }) => [lineId, quantity]));
  const faults = units.flatMap(({ lineId, quantity }, i) => {
    const line = lines.find((one) => one.lineId === lineId);
    return line && quantity <= line.quantity
      ? []
      : [{ path: `lines.${i}`, message: `${line?.quantity ?? 0} units of it are in this shipment` }];
  });
  const of = (quantityOf: (line: ShippedLine) => number): readonly ShippedLine[] =>
    lines.map((line) => ({ ...line, quantity: quantityOf(line) })).filter(({ quantity }) => quantity > 0);
  const taken = of(({ lineId }) => wanted.get(lineId) ?? 0);
  const rest = of(({ lineId, quantity }) => quantity - (wanted.get(lineId) ?? 0));
  if (faults.length > 0 || wanted.size < units.length || taken.length === 0 || rest.length === 0) {
    throw new Problem('invalid-input', 'These are not some of its units, with others left', faults);
  }
  return [taken, rest];
};

/**
 * Opens the shipment of an order that its shop has accepted; where its buyer had changed it, beside those that were recalled.
 * @param known all that were opened for it before
 * @throws Problem illegal-step while another one is to carry it
 */
export const openFor = (
  known: readonly Shipment[],
  delivery: Parameters<typeof openShipment>[0],
  dispatch: Dispatch | undefined,
  times: ShipmentTimes,
  { now, newId }: { now: Instant; newId: NewId },
): Change<Shipment>[] => {
  const [first] = known;
  if (!first) return [openShipment(delivery, dispatch, times, now)];
  if (known.some(({ state }) => state !== 'cancelled')) throw new Problem('illegal-step', 'It is being sent already');
  const opened = openShipment({ ...delivery, id: newId('shipment') }, dispatch, times, now);
  return [changed<Shipment>(first, { parts: [...(first.parts ?? []), opened.after.id] }), opened];
};

/**
 * The buyer changes the order: whatever was to carry it is called off, and its shop is asked anew.
 * @throws Problem illegal-step once any of it is on its way, or when it was changed too often
 */
export const recall = (shipments: readonly Shipment[], now: Instant): Change<Shipment>[] => {
  if (shipments.length >= maxShipments) throw new Problem('illegal-step', 'It was changed or divided too often');
  return shipments.filter(({ state }) => state !== 'cancelled').map((shipment) => cancelShipment(shipment, now));
};

/**
 * The order was cancelled: so is whatever of it has not left, and a person hears of what travels.
 * @throws Problem illegal-step when nothing is left to call off
 */
export const callOffAll = (shipments: readonly Shipment[], now: Instant): Change<Shipment>[] => {
  const changes = shipments.filter(isLeftToCallOff).map((shipment) => callOff(shipment, now));
  if (changes.length === 0) throw new Problem('illegal-step', 'Nothing is left to call off');
  return changes;
};
