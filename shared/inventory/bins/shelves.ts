/** Where in a warehouse the good units of a SKU lie. */
import { Problem } from '../../kernel/problems.ts';
import type { Id } from '../../kernel/values/ids.ts';

/** What is written on a bin, as a scanner reads it: `A-01`. */
export type BinCode = string;

/** The units of a SKU in one warehouse, by where they lie. Together they are those on hand; none is ever below zero. */
export interface Shelves {
  /** Received, returned or transferred in, and in no bin yet. */
  readonly loose: number;
  readonly bins: Readonly<Record<BinCode, number>>;
  /** Taken out of their bins, at the packing place, by the shipment for which they are. */
  readonly picked: Readonly<Record<Id<'shipment'>, number>>;
  /** Nobody found them where they ought to lie. A count takes them off, or they are found again. */
  readonly missing: number;
}

/** Where units lie that are in no bin. */
export type Floor = 'loose' | 'missing';

export const sum = (units: Readonly<Record<string, number>>): number =>
  Object.values(units).reduce((all, one) => all + one, 0);

/** All units that lie somewhere: as many as are on hand. */
export const lying = ({ loose, bins, picked, missing }: Shelves): number => loose + sum(bins) + sum(picked) + missing;

/** As long as nobody has given them a bin, all of them are loose. */
export const unsorted = (onHand: number): Shelves => ({ loose: onHand, bins: {}, picked: {}, missing: 0 });

const set = <K extends string>(units: Readonly<Record<K, number>>, key: K, to: number): Record<K, number> => {
  const after: Record<K, number> = { ...units, [key]: to };
  if (to === 0) delete after[key];
  return after;
};

type Take = (shelves: Shelves, most: number) => readonly [left: Shelves, taken: number];

const fromFloor = (floor: Floor): Take => (shelves, most) => {
  const taken = Math.min(most, shelves[floor]);
  return [{ ...shelves, [floor]: shelves[floor] - taken }, taken];
};

const fromEach = (part: 'bins' | 'picked'): Take => (shelves, most) => {
  const all: Readonly<Record<string, number>> = shelves[part];
  let missing = most;
  const left = Object.entries(all).sort(([, a], [, b]) => a - b).flatMap(([key, units]) => {
    const here = Math.min(missing, units);
    missing -= here;
    return units > here ? [[key, units - here] as const] : [];
  });
  return [{ ...shelves, [part]: Object.fromEntries(left) }, most - missing];
};

const ofShipment = (shipmentId: Id<'shipment'>): Take => (shelves, most) => {
  const units = shelves.picked[shipmentId] ?? 0;
  const taken = Math.min(most, units);
  return [{ ...shelves, picked: set(shelves.picked, shipmentId, units - taken) }, taken];
};

/**
 * Units come to a warehouse, and are loose; or leave it. Those of a shipment leave as they were picked; what nobody has
 * picked, from where it is loose, then from the bins with the fewest. What is written off is first what nobody found.
 */
export const stirred = (shelves: Shelves, by: number, shipmentId?: Id<'shipment'>): Shelves => {
  if (by >= 0) return { ...shelves, loose: shelves.loose + by };
  const places: Take[] = shipmentId
    ? [ofShipment(shipmentId), fromFloor('loose'), fromEach('bins'), fromFloor('missing'), fromEach('picked')]
    : [fromFloor('missing'), fromFloor('loose'), fromEach('bins'), fromEach('picked')];
  return places.reduce<readonly [Shelves, number]>(([left, missing], take) => {
    const [after, taken] = take(left, missing);
    return [after, missing - taken];
  }, [shelves, -by])[0];
};

/** Bins in which units of one SKU can lie in one warehouse. */
export const mostBinsOfSku = 50;

/** Units go from one place of a warehouse to another. @throws Problem bin-short, bin-unfit */
export const carried = (shelves: Shelves, from: BinCode | Floor, to: BinCode | Floor, units: number): Shelves => {
  const there = unitsAt(shelves, from);
  if (there < units) throw new Problem('bin-short', `${there} are in ${from}`);
  const after = put(
    put(shelves, from, there - units),
    to,
    (from === to ? there - units : unitsAt(shelves, to)) + units,
  );
  if (Object.keys(after.bins).length > mostBinsOfSku) {
    throw new Problem('bin-unfit', `Units of one SKU lie in ${mostBinsOfSku} bins at the most`);
  }
  return after;
};

const isFloor = (place: BinCode | Floor): place is Floor => place === 'loose' || place === 'missing';

/** How many units lie in a place. */
export const unitsAt = (shelves: Shelves, place: BinCode | Floor): number =>
  isFloor(place) ? shelves[place] : shelves.bins[place] ?? 0;

const put = (shelves: Shelves, place: BinCode | Floor, units: number): Shelves =>
  isFloor(place) ? { ...shelves, [place]: units } : { ...shelves, bins: set(shelves.bins, place, units) };

/**
 * Units are taken out of their place for a shipment. Whoever finds fewer than were wanted has emptied the bin: what its
 * book still has there is missing.
 * @throws Problem bin-short when more are said to be taken than can lie there
 */
export const gathered = (
  shelves: Shelves,
  from: BinCode | 'loose',
  shipmentId: Id<'shipment'>,
  { wanted, found }: { readonly wanted: number; readonly found: number },
): Shelves => {
  const there = unitsAt(shelves, from);
  if (there < found) throw new Problem('bin-short', `${there} are in ${from}`);
  const picked = set(shelves.picked, shipmentId, (shelves.picked[shipmentId] ?? 0) + found);
  const left = put({ ...shelves, picked }, from, there - found);
  return found < wanted ? carried(left, from, 'missing', there - found) : left;
};

/** What was picked for a shipment that is not sent is loose again, until it is put away. */
export const ungathered = (shelves: Shelves, shipmentId: Id<'shipment'>): Shelves => ({
  ...shelves,
  loose: shelves.loose + (shelves.picked[shipmentId] ?? 0),
  picked: set(shelves.picked, shipmentId, 0),
});
