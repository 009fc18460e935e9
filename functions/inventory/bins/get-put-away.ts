import * as z from 'zod';
import { putAways } from '../../../shared/inventory/bins/bin-store.ts';
import { ownList, PutAwayId, putAwayView, PutAwayView } from '../../../shared/inventory/bins/put-away.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint(
  {
    summary: 'Shows a round of putting away: which units go into which bin, and why there.',
    route: 'GET /v1/put-aways/{putAwayId}',
    audience: 'merchant',
    callers: ['merchant'],
    input: z.strictObject({ putAwayId: PutAwayId }),
    answer: { 200: PutAwayView },
    problems: ['no-shop', 'not-found'],
    touches: [putAways.need],
  },
  async ({ input: { putAwayId }, caller }) =>
    putAwayView(ownList(await putAways.need(putAwayId), await shopOf(caller))),
);
