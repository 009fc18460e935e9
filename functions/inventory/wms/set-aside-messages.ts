import * as z from 'zod';
import { wmsMessagesSetAside } from '../../../shared/inventory/events.ts';
import { ConnectionId } from '../../../shared/inventory/wms/connection.ts';
import { piles } from '../../../shared/inventory/wms/message-store.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { setAside, waitingIn } from '../../../shared/kernel/policy/pile.ts';
import { prose } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Sets aside what a warehouse system has told and nothing could be done with; what has come since stays.',
  route: 'POST /v1/wms-connections/{connectionId}/set-aside',
  audience: 'operator',
  callers: ['operator', 'support', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({
    connectionId: ConnectionId,
    count: z.int().min(1).meta({ description: 'The `count` that the desk showed: what has come since stays' }),
    reason: prose(500, 3),
  }),
  answer: { 200: z.object({ connectionId: ConnectionId, waiting: z.int() }) },
  problems: ['illegal-step', 'taken-by-another'],
  touches: [piles.get, piles.save],
  emits: [wmsMessagesSetAside],
}, async ({ input: { connectionId, count, reason }, now, commit }) => {
  const told = (messages: number) => wmsMessagesSetAside({ connectionId, messages, reason, at: now });
  const change = setAside(await piles.get(connectionId), count, told, now);
  return commit({ writes: [piles.save(change)], answer: { connectionId, waiting: waitingIn(change.after) } });
});
