import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { SubscriberContract } from '../../shared/kernel/doors/contract.ts';
import type { Declaration } from '../declarations.ts';
import { triedThenParked } from './parking.ts';
import { callOn, patternsFor } from './rule.ts';
import { type UseCaseProps, UseCaseFunction } from './use-case-function.ts';

/** Called by the bus itself: no queue is polled, so an idle subscriber costs nothing. */
export class Subscriber extends UseCaseFunction {
  constructor(scope: Construct, props: UseCaseProps<Declaration<SubscriberContract>>, deadLetters: IQueue) {
    super(scope, props, triedThenParked(deadLetters));
    callOn(this, { platform: props.platform, patterns: patternsFor(props.declaration.contract.on), deadLetters });
  }
}
