import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import {
  closePicking,
  PickingId,
  pickingOf,
  PickingView,
  pickingView,
} from '../../../shared/inventory/picking/picking.ts';
import { pickings, release } from '../../../shared/inventory/picking/picking-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Ends a round through a warehouse: what was not picked comes on another.',
  route: 'POST /v1/pickings/{pickingId}/closure',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ pickingId: PickingId }),
  answer: { 200: PickingView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [pickings.need, pickings.save, release],
}, async ({ input: { pickingId }, caller, commit }) => {
  const change = closePicking(pickingOf(await pickings.need(pickingId), await shopOf(caller)));
  return commit({
    writes: [pickings.save(change), await release(change.after)],
    answer: pickingView(change.after),
  });
});
