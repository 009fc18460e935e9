import * as z from 'zod';
import { carry, putAways } from '../../../shared/inventory/bins/bin-store.ts';
import {
  confirmPutAway,
  lineRead,
  mostPutAway,
  ownList,
  PutAwayId,
  putAwayView,
  PutAwayView,
} from '../../../shared/inventory/bins/put-away.ts';
import { BinCode } from '../../../shared/inventory/bins/shelves-view.ts';
import { placements } from '../../../shared/inventory/placement-store.ts';
import { stock } from '../../../shared/inventory/store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { title } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary:
    'Confirms by what was scanned that units lie in a bin now: the one that was offered, or another that is free.',
  route: 'POST /v1/put-aways/{putAwayId}/lines/{line}/confirmation',
  audience: 'merchant',
  callers: ['merchant'],
  idempotent: true,
  input: z.strictObject({
    putAwayId: PutAwayId,
    line: z.coerce.number().int().min(0).max(mostPutAway).meta({ description: 'Its place on the list, from 0' }),
    bin: BinCode,
    code: title(64).meta({ description: 'The code of the SKU, or its id' }),
    quantity: z.int().min(1).max(1_000_000),
  }),
  answer: { 200: PutAwayView },
  problems: ['no-shop', 'not-found', 'illegal-step', 'scan-wrong', 'bin-short', 'bin-unfit'],
  touches: [putAways.need, stock.need, placements.get, carry, putAways.save],
}, async ({ input: { putAwayId, line: no, bin, code, quantity }, caller, now, commit }) => {
  const [found, merchantId] = await Promise.all([putAways.need(putAwayId), shopOf(caller)]);
  const list = ownList(found, merchantId);
  const { skuId } = lineRead(list, no, code);
  const change = confirmPutAway(list, no, quantity);
  const [counters, begun] = await Promise.all([stock.need(skuId, merchantId), placements.get(skuId)]);
  const carrying = { from: 'loose', to: bin, quantity, reason: `${bin} ${putAwayId}` } as const;
  return commit({
    writes: [putAways.save(change), await carry(counters, begun, list.warehouseId, carrying, now)],
    answer: putAwayView(change.after),
  });
});
