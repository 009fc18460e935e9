import { Duration } from 'aws-cdk-lib';
import type { FunctionProps, IDestination } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Statement } from '../permissions.ts';

/** Lets a function's role put into the queue what it could not do. */
export const mayPark = (queue: IQueue): Statement => ({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] });

/** The queue as a destination. The permission is the role's own affair (`mayPark`). */
export const parkIn = (queue: IQueue): IDestination => ({ bind: () => ({ destination: queue.queueArn }) });

/** How a run that nobody waits for is tried: three times within six hours, then parked for a person. */
export const triedThenParked = (
  deadLetters: IQueue,
): { also: Statement[] } & Pick<FunctionProps, 'onFailure' | 'retryAttempts' | 'maxEventAge'> => ({
  also: [mayPark(deadLetters)],
  onFailure: parkIn(deadLetters),
  retryAttempts: 2,
  maxEventAge: Duration.hours(6),
});
