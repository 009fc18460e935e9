import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ReportContract } from '../../shared/kernel/doors/contract.ts';
import type { Declaration } from '../declarations.ts';
import { triedThenParked } from './parking.ts';
import { callOn } from './rule.ts';
import { type UseCaseProps, UseCaseFunction } from './use-case-function.ts';

/** Called when a service of AWS reports on the account's own bus, where all of them do. */
export class Report extends UseCaseFunction {
  constructor(scope: Construct, props: UseCaseProps<Declaration<ReportContract>>, deadLetters: IQueue) {
    super(scope, props, triedThenParked(deadLetters));
    const { source, kinds } = props.declaration.contract;
    const patterns = [{ source: [source], 'detail-type': [...kinds] }];
    callOn(this, { platform: props.platform, patterns, deadLetters, bus: 'default' });
  }
}
