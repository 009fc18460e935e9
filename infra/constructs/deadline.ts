import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { DeadlineContract } from '../../shared/kernel/doors/contract.ts';
import { dueSource } from '../../shared/kernel/store/due.ts';
import type { Declaration } from '../declarations.ts';
import { triedThenParked } from './parking.ts';
import { callOn } from './rule.ts';
import { type UseCaseProps, UseCaseFunction } from './use-case-function.ts';

/** Called when the sweeper tells the bus that a deadline of this use case has passed. */
export class Deadline extends UseCaseFunction {
  constructor(scope: Construct, props: UseCaseProps<Declaration<DeadlineContract>>, deadLetters: IQueue) {
    super(scope, props, triedThenParked(deadLetters));
    const patterns = [{ source: [dueSource], 'detail-type': [props.declaration.id] }];
    callOn(this, { platform: props.platform, patterns, deadLetters });
  }
}
