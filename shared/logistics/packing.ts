/** Whether what lies in the packages is what belongs there: everything is scanned once more before it leaves. */
import { changed, type Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { Problem, type Fault } from '../kernel/problems.ts';
import { isRead } from '../kernel/values/text.ts';
import { shipmentPacked } from './events.ts';
import { pickUp } from './progress.ts';
import type { Shipment, ShippedLine } from './shipment.ts';

/** What a scanner has read, and how often. */
export interface Scanned {
  readonly code: string;
  readonly quantity: number;
}

/** The code of the SKU as its shop has it, or its id, as the packing list shows both. */
const isOf = ({ code, skuId }: ShippedLine, read: string): boolean => isRead(read, code, skuId);

/**
 * What is wrong with what was scanned: a code that does not belong into the shipment, by its place in `scans`; and a line
 * of which more or fewer units were scanned, by its code. Lines of one SKU are one.
 */
export const packingFaults = (lines: readonly ShippedLine[], scans: readonly Scanned[]): Fault[] => {
  const strange = scans.flatMap(({ code }, i) =>
    lines.some((line) => isOf(line, code)) ? [] : [{ path: `scans.${i}.code`, message: 'does not belong in here' }]
  );
  const off = [...Map.groupBy(lines, ({ skuId }) => skuId).values()].flatMap((alike) => {
    const [line] = alike as [ShippedLine, ...ShippedLine[]];
    const wanted = alike.reduce((all, { quantity }) => all + quantity, 0);
    const found = scans.reduce((all, { code, quantity }) => all + (isOf(line, code) ? quantity : 0), 0);
    return found === wanted ? [] : [{ path: line.code, message: `${found} were scanned, ${wanted} belong in here` }];
  });
  return [...strange, ...off];
};

/**
 * Confirms that a shipment is packed as it should be.
 * @throws Problem packing-wrong with each fault; illegal-step when it has been packed, has left or is cancelled
 */
export const pack = (shipment: Shipment, scans: readonly Scanned[], now: Instant): Change<Shipment> => {
  const { id: shipmentId, orderId, merchantId, buyerId, state, lines, packedAt, scans: reports } = shipment;
  if (state === 'cancelled' || packedAt || pickUp(reports)) {
    throw new Problem('illegal-step', 'It has been packed, has left or is cancelled');
  }
  const faults = packingFaults(lines, scans);
  if (faults.length > 0) throw new Problem('packing-wrong', undefined, faults);
  return changed<Shipment>(
    shipment,
    { packedAt: now },
    shipmentPacked({ shipmentId, orderId, merchantId, buyerId, at: now }),
  );
};

/**
 * Packs that shipment of an order in which exactly these units go, as the system of a warehouse tells it.
 * @returns nothing when that was told before
 * @throws Problem packing-wrong with what is wrong of the first; illegal-step when none is to be packed
 */
export const packAsTold = (
  shipments: readonly Shipment[],
  scans: readonly Scanned[],
  now: Instant,
): Change<Shipment> | undefined => {
  const sent = shipments.filter(({ state }) => state !== 'cancelled');
  const fits = sent.filter(({ lines }) => packingFaults(lines, scans).length === 0);
  const open = fits.find(({ packedAt }) => !packedAt);
  if (!open && fits.length > 0) return undefined;
  const [first] = sent;
  if (!open && !first) throw new Problem('illegal-step', 'It is not sent any more');
  return pack(open ?? first!, scans, now);
};
