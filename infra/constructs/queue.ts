import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Platform } from '../platform.ts';
import { accept } from './accept.ts';
import { type ImpactAlarmProps, raiseAlarm } from './alarm.ts';

type Encryption = Pick<QueueProps, 'encryption' | 'encryptionMasterKey' | 'dataKeyReuse'>;

/**
 * A queue that is encrypted at rest, is reached over TLS alone, and takes events from the rules of the platform's bus.
 */
export const platformQueue = (
  scope: Construct,
  id: string,
  { at, key }: Platform,
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
  platform: Platform,
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
