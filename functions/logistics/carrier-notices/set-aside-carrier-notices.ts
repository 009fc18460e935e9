import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { setAside, waitingIn } from '../../../shared/kernel/policy/pile.ts';
import { prose } from '../../../shared/kernel/values/text.ts';
import { carrierNoticesSetAside } from '../../../shared/logistics/events.ts';
import { PileId } from '../../../shared/logistics/notice-pile.ts';
import { noticePiles } from '../../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary:
    "Sets aside a carrier's notices that nothing could be done with, with the reason; what has come since stays.",
  route: 'POST /v1/carrier-notice-piles/{pileId}/set-aside',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({
    pileId: PileId,
    count: z.int().min(1).meta({ description: 'The `count` that the desk showed: what has come since stays' }),
    reason: prose(500, 3),
  }),
  answer: { 200: z.object({ pileId: PileId, waiting: z.int() }) },
  problems: ['illegal-step', 'taken-by-another'],
  touches: [noticePiles.get, noticePiles.save],
  emits: [carrierNoticesSetAside],
}, async ({ input: { pileId, count, reason }, now, commit }) => {
  const told = (notices: number) => carrierNoticesSetAside({ pileId, notices, reason, at: now });
  const change = setAside(await noticePiles.get(pileId), count, told, now);
  return commit({ writes: [noticePiles.save(change)], answer: { pileId, waiting: waitingIn(change.after) } });
});
