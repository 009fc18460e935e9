import * as z from 'zod';
import { askAgain } from '../../shared/kernel/doors/dead-letters.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { seconds } from '../../shared/kernel/values/clock.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Asks again for what was given up for one reason, once what was wrong is mended; what has had its effect '
    + 'already is left alone. Of the queue, the first 500 messages are looked at.',
  route: 'POST /v1/dead-letters/{queue}/{group}/redrive',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({
    queue: z.string().regex(/^[a-z-]{1,40}$/),
    group: z.string().regex(/^[0-9a-f]{16}$/),
    reason: prose(500, 3),
  }),
  answer: { 200: z.object({ triedAgain: z.int() }) },
  problems: ['not-found'],
  touches: [askAgain],
  timeout: seconds(28),
}, async ({ input: { queue, group }, commit }) => {
  const triedAgain = await askAgain({ queue, group });
  if (triedAgain === 0) throw new Problem('not-found');
  return commit({ writes: [], answer: { triedAgain } });
});
