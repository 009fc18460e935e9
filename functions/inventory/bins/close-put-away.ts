import * as z from 'zod';
import { putAways } from '../../../shared/inventory/bins/bin-store.ts';
import { closePutAway, ownList, PutAwayId, putAwayView, PutAwayView } from '../../../shared/inventory/bins/put-away.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Ends a round of putting away: what is left of it stays loose, and comes on another list.',
  route: 'POST /v1/put-aways/{putAwayId}/closure',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ putAwayId: PutAwayId }),
  answer: { 200: PutAwayView },
  problems: ['no-shop', 'not-found', 'illegal-step'],
  touches: [putAways.need, putAways.save],
}, async ({ input: { putAwayId }, caller, commit }) => {
  const change = closePutAway(ownList(await putAways.need(putAwayId), await shopOf(caller)));
  return commit({ writes: [putAways.save(change)], answer: putAwayView(change.after) });
});
