import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { PickingId, pickingOf, PickingView, pickingView } from '../../../shared/inventory/picking/picking.ts';
import { pickings } from '../../../shared/inventory/picking/picking-store.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Shows a round through a warehouse: what is taken from which bin, for which shipment.',
    route: 'GET /v1/pickings/{pickingId}',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject({ pickingId: PickingId }),
    answer: { 200: PickingView },
    problems: ['no-shop', 'not-found'],
    touches: [pickings.need],
  },
  async ({ input: { pickingId }, caller }) =>
    pickingView(pickingOf(await pickings.need(pickingId), await shopOf(caller))),
);
