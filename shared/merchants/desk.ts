import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { ApplicationState, type Application } from './application.ts';
import type { Merchant } from './merchant.ts';

export const payoutAccountDesk = desk('payout-accounts', {
  summary: 'Bank accounts of shops that finance has to verify before anything is paid there.',
  roles: ['finance', 'admin'],
  shows: z.object({
    company: z.string(),
    token: z.string(),
    changedAt: Instant.optional().meta({ description: 'When it took the place of another account' }),
  }),
  sample: { company: 'Blue Teapot Ltd', token: 'acct_1' },
  clock: { firstAnswer: 'PT24H', resolution: 'PT72H' },
  escalate: 'admin',
  actions: ['merchants/verify-payout-account'],
});

export const payoutAccountWaits = waitsAt(
  payoutAccountDesk,
  ({ payoutAccount, company }: Merchant) =>
    payoutAccount && !payoutAccount.verified
      ? {
        since: payoutAccount.setAt,
        shows: { company: company.name, token: payoutAccount.token, changedAt: payoutAccount.changedAt },
      }
      : undefined,
);

export const heldPayoutDesk = desk('held-payouts', {
  summary: 'Shops whose payouts somebody holds: they are looked into, and released or kept.',
  roles: ['finance', 'admin'],
  shows: z.object({ company: z.string(), reason: z.string() }),
  sample: { company: 'Blue Teapot Ltd', reason: 'Buyers report empty parcels' },
  clock: { firstAnswer: 'PT24H', resolution: 'P7D' },
  escalate: 'admin',
  actions: ['merchants/release-payouts'],
});

export const heldPayoutWaits = waitsAt(
  heldPayoutDesk,
  ({ payoutReview, company }: Merchant) =>
    payoutReview && { since: payoutReview.since, shows: { company: company.name, reason: payoutReview.reason } },
);

export const suspendedShopDesk = desk('suspended-shops', {
  summary: 'Shops that sell nothing and are paid nothing for the time being, until somebody decides.',
  roles: ['operator', 'admin'],
  watch: ['finance'],
  shows: z.object({ company: z.string(), reason: z.string() }),
  sample: { company: 'Blue Teapot Ltd', reason: 'Buyers report empty parcels' },
  clock: { firstAnswer: 'P7D', resolution: 'P30D' },
  escalate: 'admin',
  actions: ['merchants/reinstate-merchant'],
});

export const suspendedShopWaits = waitsAt(
  suspendedShopDesk,
  ({ suspension, company }: Merchant) =>
    suspension && { since: suspension.since, shows: { company: company.name, reason: suspension.reason } },
);

export const applicationDesk = desk('applications', {
  summary: 'Applications of merchants that wait for their review.',
  roles: ['reviewer', 'admin'],
  shows: z.object({ company: z.string(), state: ApplicationState, round: z.int() }),
  sample: { company: 'Blue Teapot Ltd', state: 'submitted', round: 1 },
  clock: { firstAnswer: 'P2D', resolution: 'P7D' },
  escalate: 'admin',
  actions: [
    'merchants/take-application',
    'merchants/judge-application',
    'merchants/ask-supplement',
    'merchants/approve-application',
    'merchants/reject-application',
  ],
});

export const applicationWaits = waitsAt(
  applicationDesk,
  ({ state, submittedAt, items, round }: Application) =>
    state === 'submitted' || state === 'in-review'
      ? { since: submittedAt!, shows: { company: items.company?.name ?? '', state, round } }
      : undefined,
);
