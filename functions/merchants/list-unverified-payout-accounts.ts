import * as z from 'zod';
import { endpoint } from '../../shared/kernel/endpoint.ts';
import { page, pageInput } from '../../shared/kernel/page.ts';
import { payoutsToVerify, unverifiedPayouts } from '../../shared/merchants/store.ts';
import { PayoutSummary } from '../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists the payout accounts that finance has to verify.',
  route: 'GET /v1/payout-accounts',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject(pageInput),
  answer: { 200: page(PayoutSummary) },
  problems: ['invalid-cursor'],
  touches: [unverifiedPayouts],
}, ({ input }) => unverifiedPayouts(payoutsToVerify, input));
