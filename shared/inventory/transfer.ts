import * as z from 'zod';
import { SkuId } from '../catalogue/public.ts';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { Instant } from '../kernel/values/clock.ts';
import { id, MerchantId, type Id } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { prose } from '../kernel/values/text.ts';
import { transferDispatched, transferReceived } from './events.ts';
import { mostTransferLines } from './policy.ts';
import { Quantity, WarehouseId, type Movement } from './stock.ts';
import type { Shift } from './placement.ts';

export type TransferId = Id<'transfer'>;
export const TransferId = id('transfer');

export type TransferState = z.infer<typeof TransferState>;
export const TransferState = z.enum(['in-transit', 'received']);

/** The life of a transfer: what has left one warehouse arrives at the other, if perhaps not all of it. */
export const transferSteps = {
  receive: { from: ['in-transit'], to: 'received' },
} as const satisfies Steps<TransferState>;

/** Units of a SKU that are sent, and what became of them. */
export interface TransferLine {
  readonly skuId: SkuId;
  readonly sent: number;
  readonly good?: number;
  readonly damaged?: number;
  /** Neither arrived. */
  readonly missing?: number;
}

/** Goods on their way from one warehouse of a shop to another. Nobody can buy them meanwhile. */
export interface Transfer extends Versioned {
  readonly id: TransferId;
  readonly merchantId: MerchantId;
  readonly from: WarehouseId;
  readonly to: WarehouseId;
  readonly state: TransferState;
  readonly lines: readonly TransferLine[];
  readonly note?: string | undefined;
  readonly dispatchedAt: Instant;
  readonly receivedAt?: Instant;
}

/** What a shop asks for. */
export const TransferTerms = z.strictObject({
  from: WarehouseId,
  to: WarehouseId,
  lines: z.array(z.strictObject({ skuId: SkuId, sent: Quantity.min(1) })).min(1).max(mostTransferLines)
    .refine((lines) => new Set(lines.map(({ skuId }) => skuId)).size === lines.length, 'must name each SKU once'),
  note: prose(500).optional(),
}).refine(({ from, to }) => from !== to, { path: ['to'], message: 'must be another warehouse' });

/** What has arrived of each SKU; of one that is not named, nothing has. */
export const Receipt = z.array(z.strictObject({ skuId: SkuId, good: Quantity, damaged: Quantity.default(0) }))
  .max(mostTransferLines);

/** Goods leave for another warehouse. */
export const dispatchTransfer = (
  transferId: TransferId,
  merchantId: MerchantId,
  terms: z.infer<typeof TransferTerms>,
  now: Instant,
): Change<Transfer> =>
  created<Transfer>(
    { id: transferId, merchantId, state: 'in-transit', ...terms, dispatchedAt: now },
    transferDispatched({ transferId, merchantId }),
  );

/**
 * Goods have arrived; what was neither good nor damaged is missing.
 * @throws Problem illegal-step; invalid-input when more arrives than was sent, or another SKU
 */
export const receiveTransfer = (
  transfer: Transfer,
  receipt: z.infer<typeof Receipt>,
  now: Instant,
): Change<Transfer> => {
  const faults = receipt.flatMap(({ skuId, good, damaged }, i) => {
    const sent = transfer.lines.find((line) => line.skuId === skuId)?.sent ?? 0;
    const twice = receipt.findIndex((other) => other.skuId === skuId) < i;
    return good + damaged > sent || twice ? [{ path: `lines.${i}.good`, message: `${sent} were sent` }] : [];
  });
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const lines = transfer.lines.map(({ skuId, sent }): TransferLine => {
    const { good = 0, damaged = 0 } = receipt.find((line) => line.skuId === skuId) ?? {};
    return { skuId, sent, good, damaged, missing: sent - good - damaged };
  });
  const missing = lines.reduce((sum, line) => sum + line.missing!, 0);
  const { id: transferId, merchantId } = transfer;
  return move<TransferState, typeof transferSteps, Transfer>(
    transferSteps,
    transfer,
    'receive',
    { lines, receivedAt: now },
    transferReceived({ transferId, merchantId, missing }),
  );
};

/** What a transfer's step means for a SKU: where its units lie, what can be bought, and what else its book has to know. */
export interface TransferEffect {
  readonly skuId: SkuId;
  readonly shifts: readonly Shift[];
  readonly movement: Movement;
  readonly notes: readonly Movement[];
}

/** A dispatch, if nothing has been received yet, or the receipt. */
export const effectsOf = ({ id: reason, from, to, lines, receivedAt, dispatchedAt }: Transfer): TransferEffect[] =>
  lines.map(({ skuId, sent, good = 0, damaged = 0, missing = 0 }) => {
    const at = receivedAt ?? dispatchedAt;
    const entry = (kind: Movement['kind'], quantity: number): Movement => ({ kind, quantity, reason, at });
    if (!receivedAt) {
      const shifts = [{ warehouseId: from, onHand: -sent }, { warehouseId: to, inTransit: sent }];
      return { skuId, shifts, movement: entry('dispatch', sent), notes: [] };
    }
    return {
      skuId,
      shifts: [{ warehouseId: to, inTransit: -sent, onHand: good, damaged }],
      movement: entry('receive', good),
      notes: [
        ...(damaged > 0 ? [entry('spoil', damaged)] : []),
        ...(missing > 0 ? [entry('loss', missing)] : []),
      ],
    };
  });

/** The shop's own. @throws Problem not-found */
export const transferOf = (transfer: Transfer, merchantId: MerchantId): Transfer => {
  if (transfer.merchantId !== merchantId) throw new Problem('not-found');
  return transfer;
};

export const TransferView = z.object({
  transferId: TransferId,
  state: TransferState,
  from: WarehouseId,
  to: WarehouseId,
  lines: z.array(z.object({
    skuId: SkuId,
    sent: z.int(),
    good: z.int().optional(),
    damaged: z.int().optional(),
    missing: z.int().optional(),
  })),
  note: z.string().optional(),
  dispatchedAt: Instant,
  receivedAt: Instant.optional(),
});

export const transferView = (
  { id: transferId, state, from, to, lines, note, dispatchedAt, receivedAt }: Transfer,
): z.input<typeof TransferView> => ({
  transferId,
  state,
  from,
  to,
  lines: [...lines],
  note,
  dispatchedAt,
  receivedAt,
});
