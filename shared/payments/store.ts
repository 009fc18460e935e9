import { aggregate } from '../kernel/aggregate.ts';
import type { Payment } from './payment.ts';

/** Partitions over which what waits for the provider is spread. */
export const waitingShards = 4;

const shardOf = (id: string): number => id.charCodeAt(id.length - 1) % waitingShards;

const paymentStore = aggregate<Payment, Pick<Payment, 'id' | 'version' | 'since'>>({
  name: 'payment',
  prefix: 'PAYMENT',
  indexes: {
    gsi1: ({ id, state, since }) =>
      (state === 'created' || state === 'pending' ? [`WAITING-PAYMENTS#${shardOf(id)}`, `${since}#${id}`] : undefined),
  },
  summary: ({ id, version, since }) => ({ id, version, since }),
});

export const payments = {
  ...paymentStore,
  /** What waits for the provider, longest first. */
  waiting: paymentStore.list('payment.waiting', 'gsi1', 'WAITING-PAYMENTS#*'),
};
export const waitingPayments = (shard: number): string => `WAITING-PAYMENTS#${shard}`;
