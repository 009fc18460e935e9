import type * as z from 'zod';
import { together } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { Write } from '../kernel/store/commit.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { placements, relocate, relocating } from './placement-store.ts';
import { stock } from './store.ts';
import { effectsOf, transferView, type Transfer, type TransferView } from './transfer.ts';

export const transfersOf = (merchantId: MerchantId): string => `TRANSFERS-OF#${merchantId}`;

const store = aggregate<Transfer, z.input<typeof TransferView>>({
  name: 'transfer',
  prefix: 'TRANSFER',
  indexes: { gsi1: ({ id, merchantId, dispatchedAt }) => [transfersOf(merchantId), `${dispatchedAt}#${id}`] },
  summary: transferView,
});

export const transfers = { ...store, ofMerchant: store.list('transfer.of-merchant', 'gsi1', 'TRANSFERS-OF#*') };

/**
 * Moves the goods of a transfer as its last step says.
 * @throws Problem not-found for a SKU that is not the shop's, warehouse-short
 */
export const carryOut = Object.assign(async (transfer: Transfer): Promise<Write[]> => {
  const effects = effectsOf(transfer);
  const read = await Promise.all(
    effects.map(({ skuId }) => Promise.all([stock.need(skuId, transfer.merchantId), placements.get(skuId)])),
  );
  return effects.flatMap(({ skuId, shifts, movement, notes }, i) => [
    ...relocate(...read[i]!, shifts, movement),
    ...notes.flatMap((one) => stock.note(skuId, one)),
  ]);
}, together('transfer.carry-out', stock.need, placements.get, relocating, stock.note));
