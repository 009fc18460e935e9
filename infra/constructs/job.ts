import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { JobContract } from '../../shared/kernel/doors/contract.ts';
import type { Declaration } from '../declarations.ts';
import { reading, workThrough } from './queue.ts';
import { patternsFor, queueOn } from './rule.ts';
import { type UseCaseProps, UseCaseFunction } from './use-case-function.ts';

/** Works through a queue of its own, or through what the dispatcher brings it from one that it shares. */
export class Job extends UseCaseFunction {
  constructor(scope: Construct, props: UseCaseProps<Declaration<JobContract>>, undelivered: () => IQueue) {
    const {
      declaration: { id, contract: { queue, on } },
      platform,
    } = props;
    const isAlone = !platform.shared.has(queue);
    super(scope, props, { also: isAlone ? [reading([queue], platform)] : [] });
    if (isAlone) workThrough(this, queue, platform);
    // What EventBridge parks is the whole event: not among the messages of the queue, which go back to it as they are.
    if (on.length > 0) {
      queueOn(this, { queue, job: id }, { platform, patterns: patternsFor(on), deadLetters: undelivered() });
    }
  }
}
