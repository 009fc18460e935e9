/** Goods of several shipments that somebody gathers in one round through a warehouse. */
import * as z from 'zod';
import { SkuId } from '../../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { Instant } from '../../kernel/values/clock.ts';
import { id, MerchantId, type Id } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { isRead, localText, type LocalText } from '../../kernel/values/text.ts';
import { pickedShort } from '../events.ts';
import type { Shipment } from '../../logistics/public.ts';
import type { Lying } from '../bins/gather-store.ts';
import { BinCode } from '../bins/shelves-view.ts';
import { WarehouseId } from '../stock.ts';

export type PickingId = Id<'picking'>;
export const PickingId = id('picking');

/** Shipments of one round: what fits on a trolley. */
export const mostShipments = 10;

/** Lines of one round, at the most. */
export const mostLines = 100;

/** `short`: fewer were found than are wanted. `dropped`: the shipment is not sent any more. */
export type LineState = z.infer<typeof LineState>;
export const LineState = z.enum(['open', 'picked', 'short', 'dropped']);

/** Units of a shipment that are to be picked. */
export interface Wanted {
  readonly shipmentId: Id<'shipment'>;
  readonly orderId: Id<'order'>;
  readonly skuId: SkuId;
  readonly code: string;
  readonly title: LocalText;
  readonly quantity: number;
}

/** Units that are to be taken from one place for one shipment. */
export interface PickLine extends Wanted {
  /** None where it has no bin. */
  readonly from?: BinCode | undefined;
  readonly walk: number;
  readonly picked: number;
  readonly state: LineState;
}

export type PickingState = z.infer<typeof PickingState>;
export const PickingState = z.enum(['open', 'done']);

export interface Picking extends Versioned {
  readonly id: PickingId;
  readonly merchantId: MerchantId;
  readonly warehouseId: WarehouseId;
  readonly state: PickingState;
  readonly lines: readonly PickLine[];
  readonly openedAt: Instant;
}

type Places = ReadonlyMap<SkuId, readonly Lying[]>;

const taken = (lies: readonly Lying[], from: string, units: number): Lying[] =>
  lies.map((one) => (one.from === from ? { ...one, units: Math.max(0, one.units - units) } : one));

/** What lies where, less what open rounds are to take from there. */
export const unclaimed = (places: Places, open: readonly Picking[]): Places => {
  const left = new Map(places);
  for (const { skuId, from, quantity } of open.flatMap(({ lines }) => lines.filter(({ state }) => state === 'open'))) {
    const lies = left.get(skuId);
    if (lies) left.set(skuId, taken(lies, from ?? 'loose', quantity));
  }
  return left;
};

/**
 * The round in which all of it is gathered, bin by bin as they are walked, and from none more than lies there. What lies
 * in none is sought where goods are received.
 */
export const planPicks = (wanted: readonly Wanted[], places: Places): PickLine[] => {
  const left = new Map(places);
  return wanted.flatMap((one) => {
    let missing = one.quantity;
    const from = (left.get(one.skuId) ?? []).flatMap((lies) => {
      const quantity = Math.min(missing, lies.units);
      missing -= quantity;
      return quantity > 0 ? [{ from: lies.from, walk: lies.walk, quantity }] : [];
    });
    for (const { from: place, quantity } of from) {
      left.set(one.skuId, taken(left.get(one.skuId)!, place, quantity));
    }
    return [...from, ...(missing > 0 ? [{ from: 'loose' as const, walk: 0, quantity: missing }] : [])]
      .map(({ from: place, ...pick }) => ({
        ...one,
        ...pick,
        from: place === 'loose' ? undefined : place,
        picked: 0,
        state: 'open' as const,
      }));
  }).sort((a, b) => a.walk - b.walk);
};

/** @throws Problem not-found when nothing is to be picked */
export const openPicking = (
  pickingId: PickingId,
  of: Pick<Picking, 'merchantId' | 'warehouseId'>,
  lines: readonly PickLine[],
  now: Instant,
): Change<Picking> => {
  if (lines.length === 0) throw new Problem('not-found', 'Nothing is to be picked');
  return created<Picking>({ id: pickingId, ...of, state: 'open', lines, openedAt: now });
};

/** The shop's own. @throws Problem not-found */
export const pickingOf = (picking: Picking, merchantId: MerchantId): Picking => {
  if (picking.merchantId !== merchantId) throw new Problem('not-found');
  return picking;
};

/** What a scanner has read before units were taken. */
export interface Read {
  readonly bin?: string | undefined;
  readonly code: string;
  readonly quantity: number;
}

/**
 * The line that somebody has before them, if it is the right bin, the right SKU and not too much of it.
 * @throws Problem not-found, illegal-step, scan-wrong naming what was read
 */
export const lineOf = ({ state, lines }: Picking, no: number, { bin = '', code, quantity }: Read): PickLine => {
  const line = lines[no];
  if (!line) throw new Problem('not-found');
  if (state !== 'open' || line.state !== 'open') throw new Problem('illegal-step', `The line is ${line.state}`);
  const faults = [
    ...(line.from && !isRead(bin, line.from) ? [{ path: 'bin', message: `is not ${line.from}` }] : []),
    ...(isRead(code, line.code, line.skuId) ? [] : [{ path: 'code', message: `is not ${line.code}` }]),
    ...(quantity > line.quantity ? [{ path: 'quantity', message: `${line.quantity} are wanted` }] : []),
  ];
  if (faults.length > 0) throw new Problem('scan-wrong', undefined, faults);
  return line;
};

const withLine = (
  picking: Picking,
  no: number,
  fields: Partial<PickLine>,
  more: readonly PickLine[] = [],
): Picking['lines'] => [
  ...picking.lines.map((line, i) => (i === no ? { ...line, ...fields } : line)),
  ...more,
];

const stateOf = (lines: Picking['lines']): PickingState =>
  lines.some(({ state }) => state === 'open') ? 'open' : 'done';

/**
 * Some units of a line were found. What is missing is sought where else the SKU lies, on the same round; what lies
 * nowhere else makes the shipment wait, and its shop is told.
 * @param others where else it lies
 */
export const confirmPick = (picking: Picking, no: number, found: number, others: readonly Lying[]): Change<Picking> => {
  const { shipmentId, orderId, skuId, code, title, quantity } = picking.lines[no]!;
  if (found === quantity) {
    const lines = withLine(picking, no, { picked: found, state: 'picked' });
    return changed<Picking>(picking, { lines, state: stateOf(lines) });
  }
  const claims = unclaimed(new Map([[skuId, others]]), [picking]);
  const rest = planPicks([{ shipmentId, orderId, skuId, code, title, quantity: quantity - found }], claims);
  const elsewhere = picking.lines.length < mostLines ? rest.filter(({ from }) => from !== undefined) : [];
  const lacking = quantity - found - elsewhere.reduce((units, line) => units + line.quantity, 0);
  const lines = withLine(
    picking,
    no,
    // What is sought elsewhere is wanted there.
    { quantity: found + lacking, picked: found, state: lacking > 0 ? 'short' : 'picked' },
    elsewhere,
  );
  const { id: pickingId, merchantId } = picking;
  const told = lacking > 0 ? [pickedShort({ pickingId, merchantId, shipmentId, orderId, skuId, lacking })] : [];
  return changed<Picking>(picking, { lines, state: stateOf(lines) }, ...told);
};

/** Nothing is picked for a shipment that is not sent any more. */
export const dropLine = (picking: Picking, no: number): Change<Picking> => {
  const lines = withLine(picking, no, { state: 'dropped' });
  return changed<Picking>(picking, { lines, state: stateOf(lines) });
};

/** Nobody walks on: what is left comes on another round. @throws Problem illegal-step */
export const closePicking = (picking: Picking): Change<Picking> => {
  if (picking.state !== 'open') throw new Problem('illegal-step', 'The round is done');
  return changed<Picking>(picking, { state: 'done' });
};

/** Shipments of a round of which something was not picked: another round is to take them. */
export const unfinished = ({ lines }: Picking): Id<'shipment'>[] => [
  ...new Set(lines.filter(({ state }) => state === 'open' || state === 'short').map(({ shipmentId }) => shipmentId)),
];

/** A shipment is on a round through a warehouse, and on no other there. */
export const takeUp = (shipment: Shipment, warehouseId: WarehouseId, pickingId: PickingId): Change<Shipment> =>
  changed<Shipment>(shipment, { pickings: { ...shipment.pickings, [warehouseId]: pickingId } });

/** It may go on another. Nothing when it is on another already. */
export const putBack = (shipment: Shipment, { id: pickingId, warehouseId }: Picking): Change<Shipment> | undefined => {
  if (shipment.pickings?.[warehouseId] !== pickingId) return undefined;
  const pickings = { ...shipment.pickings };
  delete pickings[warehouseId];
  return changed<Shipment>(shipment, { pickings });
};

/** Whether goods of a shipment may still be gathered. */
export const isGathered = ({ state, packedAt, carrier }: Shipment): boolean =>
  (state === 'opened' || state === 'booked') && !packedAt && carrier !== 'own';

export const PickingSummary = z.object({
  pickingId: PickingId,
  warehouseId: WarehouseId,
  state: PickingState,
  openedAt: Instant,
  left: z.int().meta({ description: 'Lines that are still to be picked' }),
  short: z.int().meta({ description: 'Lines of which too few were found' }),
});

export const PickingView = PickingSummary.extend({
  lines: z.array(z.object({
    bin: BinCode.optional(),
    code: z.string(),
    title: localText(255),
    quantity: z.int(),
    picked: z.int(),
    state: LineState,
    shipmentId: id('shipment'),
    orderId: id('order'),
    skuId: SkuId,
  })),
});

export const pickingSummary = (
  { id: pickingId, warehouseId, state, openedAt, lines }: Picking,
): z.input<typeof PickingSummary> => ({
  pickingId,
  warehouseId,
  state,
  openedAt,
  left: lines.filter((line) => line.state === 'open').length,
  short: lines.filter((line) => line.state === 'short').length,
});

export const pickingView = (picking: Picking): z.input<typeof PickingView> => ({
  ...pickingSummary(picking),
  lines: picking.lines.map(({ from, walk: _, ...line }) => ({ bin: from, ...line })),
});
