import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { isUnderWay, PayoutStanding } from '../../../shared/settlement/payouts/payout.ts';
import { payoutList, payoutsIn } from '../../../shared/settlement/store.ts';
import { PayoutRow } from '../../../shared/settlement/views.ts';

export const { contract, handler } = endpoint({
  summary:
    'Lists payouts that stand so: those under way oldest first, those that have ended newest first. Held is what '
    + 'is requested and not sent, since something holds the payouts of its shop.',
  route: 'GET /v1/payouts',
  audience: 'operator',
  callers: ['finance', 'admin'],
  input: z.strictObject({ state: PayoutStanding.default('sent'), ...pageInput }),
  answer: { 200: page(PayoutRow) },
  problems: ['invalid-cursor'],
  touches: [payoutList],
}, ({ input: { state, ...page } }) => payoutList(payoutsIn(state), { ...page, newestFirst: !isUnderWay(state) }));
