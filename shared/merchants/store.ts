import type * as z from 'zod';
import { aggregate } from '../kernel/aggregate.ts';
import { files } from '../kernel/bucket.ts';
import type { Application } from './application.ts';
import type { Merchant } from './merchant.ts';
import { payoutSummaryOf, queueEntryOf, type PayoutSummary, type QueueEntry } from './views.ts';

export const merchants = aggregate<Merchant, z.infer<typeof PayoutSummary>>({
  name: 'merchant',
  prefix: 'MERCHANT',
  indexes: {
    gsi1: ({ id, payoutAccount }) => (payoutAccount?.verified === false ? [payoutsToVerify, id] : undefined),
  },
  summary: payoutSummaryOf,
});

/** Where finance finds the payout accounts that nobody has verified yet. */
export const payoutsToVerify = 'PAYOUT-ACCOUNTS#unverified';
export const unverifiedPayouts = merchants.list('merchants.unverified-payouts', 'gsi1', payoutsToVerify);

/** Applications share their shop's id, so that nobody can name another's. */
export const applications = aggregate<Application, z.infer<typeof QueueEntry>>({
  name: 'application',
  prefix: 'APPLICATION',
  indexes: {
    gsi1: ({ id, state, submittedAt }) =>
      state === 'submitted' || state === 'in-review' ? [reviewQueue, `${submittedAt}#${id}`] : undefined,
  },
  summary: queueEntryOf,
});

/** What waits for a decision, by the time of its submission. */
export const reviewQueue = 'REVIEW#applications';
export const waitingApplications = applications.list('applications.waiting', 'gsi1', reviewQueue);

/** The documents of applications, below `<merchant>/<item>/<document>`. */
export const papers = /* @__PURE__ */ files('documents', 'merchants');
export const paperPath = (merchant: string, item: string, document: string): string =>
  `${merchant}/${item}/${document}`;
