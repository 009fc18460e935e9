import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { attempts, deadOf, queueNames, queues, type QueueName } from '../../shared/kernel/doors/queues.ts';
import type { Platform } from '../platform.ts';
import type { Statement } from '../permissions.ts';
import { accept } from './accept.ts';
import { type ImpactAlarmProps, raiseAlarm } from './alarm.ts';
import type { UseCaseFunction } from './use-case-function.ts';

/** Longer than the dispatcher may run: what a run leaves behind that has ended without an answer comes back then. */
const hidden = Duration.minutes(20);

type Encryption = Pick<QueueProps, 'encryption' | 'encryptionMasterKey' | 'dataKeyReuse'>;

/**
 * A queue that is encrypted at rest, is reached over TLS alone, and takes events from the rules of the platform's bus.
 */
export const platformQueue = (
  scope: Construct,
  id: string,
  { at, key }: Pick<Platform, 'at' | 'key'>,
  props: Omit<QueueProps, keyof Encryption>,
): Queue => {
  const encryption: Encryption = key
    ? { encryption: QueueEncryption.KMS, encryptionMasterKey: key, dataKeyReuse: Duration.hours(1) }
    : { encryption: QueueEncryption.SQS_MANAGED };
  const queue = new Queue(scope, id, { ...props, ...encryption, enforceSSL: true });
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnLike: { 'aws:SourceArn': at.busRules } },
    }),
  );
  return queue;
};

/** Keeps for 14 days what could not be done, until a person redrives it. */
export const deadLetterQueue = (
  scope: Construct,
  id: string,
  platform: Pick<Platform, 'stage' | 'at' | 'key'>,
  { queueName, impact }: { queueName: string } & Pick<ImpactAlarmProps, 'impact'>,
): Queue => {
  const queue = platformQueue(scope, id, platform, { queueName, retentionPeriod: Duration.days(14) });
  accept(queue, 'SQS3', 'It is a dead-letter queue itself');
  raiseAlarm(scope, `${id}Alarm`, platform, {
    impact,
    metric: new Metric({
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensionsMap: { QueueName: queueName },
      statistic: Stats.MAXIMUM,
      period: Duration.minutes(5),
    }),
    threshold: 1,
  });
  return queue;
};

/** Lets a function read these queues. */
export const reading = (queues: readonly QueueName[], { at }: Pick<Platform, 'at'>): Statement => ({
  actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  resources: queues.map((queue) => at.queue(queue).arn),
});

/** Has a function work through a queue, with as many batches at a time as the queue's neighbour bears. */
export const workThrough = (useCase: UseCaseFunction, queue: QueueName, { at }: Pick<Platform, 'at'>): void => {
  const { concurrency, batchSize } = queues[queue];
  new EventSourceMapping(useCase, `From-${queue}`, {
    target: useCase.lambda,
    eventSourceArn: at.queue(queue).arn,
    batchSize,
    reportBatchItemFailures: true,
    maxConcurrency: concurrency,
  });
};

/** The queues that jobs wait in, each with what it has given up. */
export const jobQueues = (scope: Construct, platform: Pick<Platform, 'stage' | 'at' | 'key'>): void => {
  for (const queue of queueNames) {
    const { name } = platform.at.queue(queue);
    const deadLetters = deadLetterQueue(scope, `DeadLetters-${queue}`, platform, {
      queueName: deadOf(name),
      impact: `Given up until a person redrives it: work on ${
        queues[queue].what
      }. Which: Jobs given up in the console, or npx node infra/commands/dead-letters.ts --stage ${platform.stage.name}.`,
    });
    raiseAlarm(scope, `Behind-${queue}`, platform, {
      impact: `Work on ${queues[queue].what} falls behind: it waits longer than it may.`,
      // What has failed three times is left out by SQS: it waits for its next attempt, not for us.
      metric: new Metric({
        namespace: 'AWS/SQS',
        metricName: 'ApproximateAgeOfOldestMessage',
        dimensionsMap: { QueueName: name },
        statistic: Stats.MAXIMUM,
        period: Duration.minutes(5),
      }),
      threshold: queues[queue].mayWait / 1000,
      evaluationPeriods: 2,
    });
    platformQueue(scope, `Queue-${queue}`, platform, {
      queueName: name,
      visibilityTimeout: hidden,
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: attempts },
    });
  }
};
