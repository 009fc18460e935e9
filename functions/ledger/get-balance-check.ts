import * as z from 'zod';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { BalanceFault, partsLeft, theCheck } from '../../shared/ledger/balance-check.ts';
import { balanceChecks } from '../../shared/ledger/balance-check-store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows up to where balances have been compared with their entries, and which of them were off.',
  route: 'GET /v1/ledger/balance-check',
  audience: 'operator',
  callers: ['finance', 'admin'],
  answer: {
    200: z.object({
      from: Instant,
      to: Instant,
      parts: z.int(),
      partsLeft: z.int(),
      off: z.int(),
      faults: z.array(BalanceFault),
    }),
  },
  problems: ['not-found'],
  touches: [balanceChecks.need],
}, async () => {
  const check = await balanceChecks.need(theCheck);
  const { from, to, parts, off, faults } = check;
  return { from, to, parts, partsLeft: partsLeft(check).length, off, faults: [...faults] };
});
