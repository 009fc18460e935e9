import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { event } from '../kernel/events.ts';
import { Money } from '../kernel/money.ts';

/** The books do not sum to zero: stop paying out and find the entry. */
export const trialBalanceBroken = event(
  'trial-balance-broken',
  1,
  z.object({ at: Instant, currencies: z.array(Money) }),
  { at: '2026-11-22T08:30:00.000Z', currencies: [{ amount: 1, currency: 'BRL' }] },
);
