import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { AccountId } from '../kernel/values/ids.ts';
import type { Correction } from './correction.ts';

export const correctionDesk = desk('corrections', {
  summary: 'Entries by hand that wait for a second person: whoever did not propose them decides.',
  roles: ['finance', 'admin'],
  shows: z.object({
    corrects: z.string(),
    reason: z.string(),
    proposedBy: AccountId,
    lapsesAt: Instant.meta({ description: 'Until when it can be approved' }),
  }),
  sample: {
    corrects: 'dis_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    reason: 'The bank kept it',
    proposedBy: '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11',
    lapsesAt: '2026-11-29T08:00:00.000Z',
  },
  clock: { firstAnswer: 'PT24H', resolution: 'P3D' },
  escalate: 'admin',
  actions: ['ledger/approve-correction', 'ledger/refuse-correction'],
});

export const correctionWaits = waitsAt(
  correctionDesk,
  ({ state, proposedAt, corrects, reason, proposedBy, lapsesAt }: Correction) =>
    state === 'proposed' ? { since: proposedAt, shows: { corrects, reason, proposedBy, lapsesAt } } : undefined,
);
