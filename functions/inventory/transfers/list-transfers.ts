import * as z from 'zod';
import { TransferView } from '../../../shared/inventory/transfer.ts';
import { transfers, transfersOf } from '../../../shared/inventory/transfer-store.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint(
  {
    summary: "Lists the shop's transfers between its warehouses, newest first.",
    route: 'GET /v1/transfers',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject(pageInput),
    answer: { 200: page(TransferView) },
    problems: ['no-shop', 'invalid-cursor'],
    touches: [transfers.ofMerchant],
  },
  async ({ input, caller }) => transfers.ofMerchant(transfersOf(await shopOf(caller)), { ...input, newestFirst: true }),
);
