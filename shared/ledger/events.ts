import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { event } from '../kernel/events.ts';
import { AccountId, id } from '../kernel/values/ids.ts';
import { Currency, Money } from '../kernel/values/money.ts';

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

const aboutCorrection = { correctionId: id('correction'), at: Instant };
const correctionSample = { correctionId: 'cor_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', at: '2026-11-22T08:30:00.000Z' };
const by = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11';

/** Somebody proposes an entry by hand: another person decides about it. */
export const correctionProposed = event(
  'correction-proposed',
  1,
  z.object({ ...aboutCorrection, corrects: z.string(), by: AccountId }),
  { ...correctionSample, corrects: 'dis_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', by },
);
/** A second person has approved it: its entry is posted. */
export const correctionApproved = event(
  'correction-approved',
  1,
  z.object({ ...aboutCorrection, entryId: z.string(), by: AccountId }),
  { ...correctionSample, entryId: `correction:${correctionSample.correctionId}`, by },
);
export const correctionRefused = event(
  'correction-refused',
  1,
  z.object({ ...aboutCorrection, by: AccountId, note: z.string() }),
  { ...correctionSample, by, note: 'The provider has corrected it itself' },
);
/** Who has proposed it has taken it back. */
export const correctionWithdrawn = event(
  'correction-withdrawn',
  1,
  z.object({ ...aboutCorrection, by: AccountId }),
  { ...correctionSample, by },
);
/** Nobody has decided about it in time. */
export const correctionLapsed = event('correction-lapsed', 1, z.object(aboutCorrection), correctionSample);
