import * as z from 'zod';
import { deadLetters } from '../../shared/kernel/doors/dead-letters.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { queueNames } from '../../shared/kernel/doors/queues.ts';
import { Instant, seconds } from '../../shared/kernel/values/clock.ts';

export const { contract, handler } = endpoint({
  summary: 'What jobs have given up after all their attempts, how much of each and since when, until somebody has it '
    + 'tried again. Of each queue, the first 500 messages are looked at.',
  route: 'GET /v1/dead-letters',
  audience: 'operator',
  callers: ['operator', 'admin'],
  answer: {
    200: z.object({
      items: z.array(
        z.object({
          queue: z.enum(queueNames),
          job: z.string().optional().meta({ description: 'None where the messages name no job: nobody can do them' }),
          messages: z.int(),
          since: Instant,
        }),
      ),
    }),
  },
  touches: [deadLetters],
  timeout: seconds(28),
}, async () => ({ items: await deadLetters() }));
