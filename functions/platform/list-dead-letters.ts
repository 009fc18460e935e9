import * as z from 'zod';
import { deadLetters } from '../../shared/kernel/doors/dead-letters.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { letterKinds } from '../../shared/kernel/doors/letters.ts';
import { Instant, seconds } from '../../shared/kernel/values/clock.ts';

export const { contract, handler } = endpoint({
  summary: 'What jobs, events, deadlines and schedules have given up after all their attempts, why and since when, '
    + 'until somebody asks again or closes it. Of each queue, the first 500 messages are looked at.',
  route: 'GET /v1/dead-letters',
  audience: 'operator',
  callers: ['operator', 'admin'],
  answer: {
    200: z.object({
      items: z.array(
        z.object({
          queue: z.string().meta({ description: 'Where it lies: the queue of the job, or the context' }),
          group: z.string().meta({ description: 'What is alike: of one use case, given up for the same reason' }),
          kind: z.enum(letterKinds),
          useCase: z.string().optional().meta({ description: 'None where the messages name none: nobody can do them' }),
          why: z.string().optional().meta({ description: 'None where the queue has given it up: the log has it' }),
          messages: z.int(),
          since: Instant,
          again: z.boolean().meta({ description: 'Whether it can be asked again from here' }),
          correlationIds: z.array(z.string()).readonly(),
        }),
      ),
    }),
  },
  touches: [deadLetters],
  timeout: seconds(28),
}, async () => ({ items: await deadLetters() }));
