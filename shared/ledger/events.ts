import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { event } from '../kernel/events.ts';
import { Currency, Money } from '../kernel/money.ts';

/** The books do not sum to zero: stop paying out and find the entry. */
export const trialBalanceBroken = event(
  'trial-balance-broken',
  1,
  z.object({ at: Instant, currencies: z.array(Money) }),
  { at: '2026-11-22T08:30:00.000Z', currencies: [{ amount: 1, currency: 'BRL' }] },
);

/** Balances of guarded accounts are not what their entries come to: stop paying out of them and find out why. */
export const balancesOff = event(
  'balances-off',
  1,
  z.object({
    at: Instant,
    through: z.iso.date(),
    off: z.int(),
    /** The first of them. */
    faults: z.array(z.object({ account: z.string(), currency: Currency, balance: z.int(), entries: z.int() })),
  }),
  {
    at: '2026-11-22T08:30:00.000Z',
    through: '2026-11-21',
    off: 1,
    faults: [{
      account: 'merchant-released:mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
      currency: 'BRL',
      balance: 6631,
      entries: 6630,
    }],
  },
);
