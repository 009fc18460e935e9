/**
 * The queues that jobs wait in: one for each neighbour at their other end, and two for work of the house itself. Lambda
 * polls each queue day and night, for $0.26 a month, so a job has none of its own.
 */
import { hours, minutes, type Duration } from '../values/clock.ts';
import { forOrders, modestConcurrency } from './concurrency.ts';

export const queues = {
  'payment-provider': {
    what: 'payments, refunds and payouts',
    concurrency: forOrders(5),
    batchSize: 10,
    mayWait: minutes(30),
  },
  carriers: {
    what: 'bookings and the tracking of parcels',
    concurrency: forOrders(8),
    batchSize: 10,
    mayWait: hours(1),
  },
  messages: { what: 'mails, text messages and pushes', concurrency: forOrders(3), batchSize: 10, mayWait: minutes(30) },
  'user-pool': {
    what: 'codes, sessions and roles of accounts',
    concurrency: modestConcurrency,
    batchSize: 10,
    mayWait: minutes(15),
  },
  house: {
    what: 'statements, product pages and announcements',
    concurrency: modestConcurrency,
    batchSize: 10,
    mayWait: hours(2),
  },
  /** Each takes minutes, and none waits for another. */
  parts: {
    what: 'parts of a day that are exported, reconciled or checked, invoices to shops, and product files',
    concurrency: modestConcurrency,
    batchSize: 1,
    mayWait: hours(6),
  },
} as const satisfies Record<string, Queue>;

interface Queue {
  /** What does not happen when its messages are given up. */
  readonly what: string;
  /** Batches at the same time, at the most: what the neighbour has to bear. */
  readonly concurrency: number;
  readonly batchSize: number;
  /** How long the oldest message may wait before somebody is woken. */
  readonly mayWait: Duration;
}

export type QueueName = keyof typeof queues;
export const queueNames = Object.keys(queues) as QueueName[];

/** The name, URL or ARN of the queue behind a queue, where what it has given up is kept. */
export const deadOf = (queue: string): string => `${queue}-dead`;

/** What lies in a queue: the message, and for which job it is. */
export interface Queued {
  /** `notices/send-message` */
  readonly job: string;
  readonly message: unknown;
}

/** The job that the text of a message names; undefined when it names none. */
export const jobNamedIn = (body: string): string | undefined => {
  try {
    const { job } = JSON.parse(body) as Partial<Queued>;
    return typeof job === 'string' ? job : undefined;
  } catch {
    return undefined;
  }
};

/** Deliveries before a message goes to the dead-letter queue: with these waits, five to nine hours after the first. */
export const attempts = 8;

/**
 * Seconds until a message that has failed so many times is tried again: 30 s, then three times as long each time, up to
 * six hours; of that a random part between half and all, so that what failed together does not come back together.
 * After the last attempt it comes back at once, which is when the queue gives it up.
 */
export const secondsUntilRetry = (failures: number, random: () => number = Math.random): number =>
  failures >= attempts ? 0 : Math.round(30 * 3 ** (failures - 1) * (0.5 + random() / 2));

/** The environment variable with a queue's URL: `QUEUE_PAYMENT_PROVIDER`. */
export const queueVariable = (queue: QueueName): string => `QUEUE_${queue.replaceAll('-', '_').toUpperCase()}`;
