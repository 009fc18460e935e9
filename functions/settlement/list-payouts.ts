import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/page.ts';
import { payoutList, payoutsIn } from '../../shared/settlement/store.ts';
import { PayoutRow } from '../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists payouts that are under way or need somebody, oldest first.',
  route: 'GET /v1/payouts',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ state: z.enum(['requested', 'sent', 'failed', 'returned']).default('failed'), ...pageInput }),
  answer: { 200: page(PayoutRow) },
  problems: ['invalid-cursor'],
  touches: [payoutList],
}, ({ input }) => payoutList(payoutsIn(input.state), input));
