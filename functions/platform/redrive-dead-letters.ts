import * as z from 'zod';
import { redriveLetters } from '../../shared/kernel/doors/dead-letters.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { queueNames } from '../../shared/kernel/doors/queues.ts';
import { Problem } from '../../shared/kernel/problems.ts';
import { seconds } from '../../shared/kernel/values/clock.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Has a job try again what it has given up, with what was mended as the reason; what has had its effect '
    + 'already is left alone. Of the queue, the first 500 messages are looked at.',
  route: 'POST /v1/dead-letters/{queue}/redrive',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({
    queue: z.enum(queueNames),
    job: z.string().regex(/^[a-z-]{1,40}\/[a-z-]{1,60}$/),
    reason: prose(500, 3),
  }),
  answer: { 200: z.object({ triedAgain: z.int() }) },
  problems: ['not-found'],
  touches: [redriveLetters],
  timeout: seconds(28),
}, async ({ input: { queue, job }, commit }) => {
  const triedAgain = await redriveLetters(queue, job);
  if (triedAgain === 0) throw new Problem('not-found');
  return commit({ writes: [], answer: { triedAgain } });
});
