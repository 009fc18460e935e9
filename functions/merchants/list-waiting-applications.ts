import * as z from 'zod';
import { between } from '../../shared/kernel/clock.ts';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/page.ts';
import { reviewQueue, waitingApplications } from '../../shared/merchants/store.ts';
import { QueueEntry } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the applications that wait for a decision, the oldest first, with their age.',
  route: 'GET /v1/applications',
  audience: 'operator',
  callers: ['reviewer', 'admin'],
  input: z.strictObject(pageInput),
  answer: { 200: page(QueueEntry.extend({ waitedSeconds: z.int() })) },
  problems: ['invalid-cursor'],
  touches: [waitingApplications],
}, async ({ input, now }) => {
  const { items, cursor } = await waitingApplications(reviewQueue, input);
  return {
    items: items.map((entry) => ({ ...entry, waitedSeconds: Math.floor(between(entry.submittedAt, now) / 1000) })),
    cursor,
  };
});
