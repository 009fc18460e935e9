import * as z from 'zod';
import { closeLetters } from '../../shared/kernel/doors/dead-letters.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { seconds } from '../../shared/kernel/values/clock.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary:
    'Closes what was given up for one reason, and says why nobody will do it any more; the log keeps what it belonged to. '
    + 'Of the queue, the first 500 messages are looked at.',
  route: 'POST /v1/dead-letters/{queue}/{group}/close',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({
    queue: z.string().regex(/^[a-z-]{1,40}$/),
    group: z.string().regex(/^[0-9a-f]{16}$/),
    reason: prose(500, 3),
  }),
  answer: { 200: z.object({ closed: z.int() }) },
  problems: ['not-found'],
  touches: [closeLetters],
  timeout: seconds(28),
}, async ({ input: { queue, group }, commit }) => {
  const closed = await closeLetters({ queue, group });
  if (closed === 0) throw new Problem('not-found');
  return commit({ writes: [], answer: { closed } });
});
