import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/page.ts';
import { payoutList, payoutsIn } from '../../shared/settlement/store.ts';
import { PayoutRow } from '../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists payouts that are under way, oldest first; those that failed or came back wait at a desk.',
  route: 'GET /v1/payouts',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ state: z.enum(['requested', 'sent']).default('sent'), ...pageInput }),
  answer: { 200: page(PayoutRow) },
  problems: ['invalid-cursor'],
  touches: [payoutList],
}, ({ input }) => payoutList(payoutsIn(input.state), input));
