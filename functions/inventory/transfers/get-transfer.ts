import * as z from 'zod';
import { TransferId, transferOf, transferView, TransferView } from '../../../shared/inventory/transfer.ts';
import { transfers } from '../../../shared/inventory/transfer-store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Shows one of the shop's transfers, and what has arrived of it.",
  route: 'GET /v1/transfers/{transferId}',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ transferId: TransferId }),
  answer: { 200: TransferView },
  problems: ['no-shop', 'not-found'],
  touches: [transfers.need],
}, async ({ input: { transferId }, caller }) => {
  const [transfer, merchantId] = await Promise.all([transfers.need(transferId), shopOf(caller)]);
  return transferView(transferOf(transfer, merchantId));
});
