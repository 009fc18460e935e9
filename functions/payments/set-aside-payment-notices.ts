import * as z from 'zod';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { setAside, waitingIn } from '../../shared/kernel/policy/pile.ts';
import { prose } from '../../shared/kernel/values/text.ts';
import { paymentNoticesSetAside } from '../../shared/payments/events.ts';
import { unreadPiles } from '../../shared/payments/store.ts';
import { ProviderName } from '../../shared/payments/provider/provider-name.ts';

export const { contract, handler } = endpoint({
  summary: 'Sets aside what a payment provider has signed and nobody here understood, with the reason; what has come '
    + 'since stays.',
  route: 'POST /v1/payment-notice-piles/{provider}/set-aside',
  audience: 'operator',
  callers: ['finance', 'admin'],
  audited: { reason: 'reason' },
  idempotent: true,
  input: z.strictObject({
    provider: ProviderName,
    count: z.int().min(1).meta({ description: 'The `count` that the desk showed: what has come since stays' }),
    reason: prose(500, 3),
  }),
  answer: { 200: z.object({ provider: ProviderName, waiting: z.int() }) },
  problems: ['illegal-step', 'taken-by-another'],
  touches: [unreadPiles.get, unreadPiles.save],
  emits: [paymentNoticesSetAside],
}, async ({ input: { provider, count, reason }, now, commit }) => {
  const told = (notices: number) => paymentNoticesSetAside({ provider, notices, reason, at: now });
  const change = setAside(await unreadPiles.get(provider), count, told, now);
  return commit({ writes: [unreadPiles.save(change)], answer: { provider, waiting: waitingIn(change.after) } });
});
