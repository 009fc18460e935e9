import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { StreamContract } from '../../shared/kernel/doors/contract.ts';
import type { Declaration } from '../declarations.ts';
import { raiseAlarm } from './alarm.ts';
import { mayPark, parkIn } from './parking.ts';
import { type UseCaseProps, UseCaseFunction } from './use-case-function.ts';

/** Reads what is inserted into the table, in the order of each partition. */
export class Stream extends UseCaseFunction {
  constructor(scope: Construct, props: UseCaseProps<Declaration<StreamContract>>, deadLetters: IQueue) {
    const {
      declaration: { contract },
      platform,
    } = props;
    super(scope, props, {
      also: [
        {
          actions: [
            'dynamodb:DescribeStream',
            'dynamodb:GetRecords',
            'dynamodb:GetShardIterator',
            'dynamodb:ListStreams',
          ],
          resources: [platform.tableStreamArn],
        },
        mayPark(deadLetters),
      ],
    });
    new EventSourceMapping(this, 'Mapping', {
      target: this.lambda,
      eventSourceArn: platform.tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT'),
          dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(contract.sortKeyPrefix) } } },
        }),
      ],
      batchSize: 100,
      // Several batches of a shard at a time; Lambda keeps those of one partition in their order.
      parallelizationFactor: platform.stage.lanes.relay,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // Tried for as long as the stream keeps a record, one day: what is parked then is its place, not the record.
      onFailure: parkIn(deadLetters),
    });
    raiseAlarm(this, 'LagAlarm', platform, {
      impact: 'What happens in the shop reaches subscribers minutes late: mails, bookings and pages fall behind.',
      metric: this.lambda.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: Duration.minutes(1) }),
      threshold: 120_000,
      evaluationPeriods: 3,
    });
  }
}
