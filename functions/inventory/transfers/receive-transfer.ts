import * as z from 'zod';
import { availabilityCounted, transferReceived } from '../../../shared/inventory/events.ts';
import {
  Receipt,
  receiveTransfer,
  TransferId,
  transferOf,
  transferView,
  TransferView,
} from '../../../shared/inventory/transfer.ts';
import { carryOut, transfers } from '../../../shared/inventory/transfer-store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Says what has arrived of a transfer: what is good can be bought again, and the difference is in the books.',
  route: 'POST /v1/transfers/{transferId}/receipt',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ transferId: TransferId, lines: Receipt }),
  answer: { 200: TransferView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [transfers.need, carryOut, transfers.save],
  emits: [availabilityCounted, transferReceived],
}, async ({ input: { transferId, lines }, caller, now, commit }) => {
  const [transfer, merchantId] = await Promise.all([transfers.need(transferId), shopOf(caller)]);
  const change = receiveTransfer(transferOf(transfer, merchantId), lines, now);
  return commit({ writes: [transfers.save(change), await carryOut(change.after)], answer: transferView(change.after) });
});
