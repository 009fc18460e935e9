import type * as z from 'zod';
import { aggregate } from '../kernel/aggregate.ts';
import { files } from '../kernel/bucket.ts';
import type { Application } from './application.ts';
import { shardedList } from '../kernel/sharded-list.ts';
import type { Merchant } from './merchant.ts';
import { payoutSummaryOf, queueEntryOf, type PayoutSummary, type QueueEntry } from './views.ts';

/** Where every shop stands, by its state. */
export const allShops = shardedList('SHOPS');

export const merchants = aggregate<Merchant, z.infer<typeof PayoutSummary>>({
  name: 'merchant',
  prefix: 'MERCHANT',
  indexes: {
    gsi1: ({ id, payoutAccount }) => (payoutAccount?.verified === false ? [payoutsToVerify, id] : undefined),
    gsi2: ({ id, state }) => [allShops.place(id), `${state}#${id}`],
  },
  summary: payoutSummaryOf,
});

/** Where finance finds the payout accounts that nobody has verified yet. */
export const payoutsToVerify = 'PAYOUT-ACCOUNTS#unverified';
export const unverifiedPayouts = merchants.list('merchants.unverified-payouts', 'gsi1', payoutsToVerify);

/** Every shop, by its state: `active#<shop>`. */
export const shopList = merchants.list('merchants.all', 'gsi2', allShops.keys);

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
