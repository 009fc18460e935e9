import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { JobContract } from '../../shared/kernel/contract.ts';
import type { Declaration } from '../declarations.ts';
import { deadLetterQueue, platformQueue } from './queue.ts';
import { patternsFor, queueOn } from './rule.ts';
import { type UseCaseProps, UseCaseFunction } from './use-case-function.ts';

/** Works through a queue of its own; a message that fails too often is parked in that queue's dead-letter queue. */
export class Job extends UseCaseFunction {
  constructor(scope: Construct, props: UseCaseProps<Declaration<JobContract>>, undelivered: () => IQueue) {
    const {
      declaration: { id, contract },
      platform,
    } = props;
    const { name, arn } = platform.at.queue(id);
    super(scope, props, {
      also: [{ actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], resources: [arn] }],
    });
    const deadLetters = deadLetterQueue(this, 'DeadLetters', platform, {
      queueName: `${name}-dead`,
      impact: `Given up until a person redrives it: ${contract.summary.replace(/\.$/, '')}.`,
    });
    const queue: Queue = platformQueue(this, 'Queue', platform, {
      queueName: name,
      // AWS's advice: room for a batch that is throttled and tried again.
      visibilityTimeout: Duration.seconds(6 * this.timeout.toSeconds()),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: contract.attempts },
    });
    new EventSourceMapping(this, 'Mapping', {
      target: this.lambda,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: Math.max(2, contract.concurrency),
    });
    // What EventBridge parks is the whole event: not among the messages of the job, which go back to its queue as they are.
    if (contract.on.length > 0) {
      queueOn(this, queue, { platform, patterns: patternsFor(contract.on), deadLetters: undelivered() });
    }
  }
}
