import type { Construct } from 'constructs';
import type { DispatcherContract } from '../../shared/kernel/doors/contract.ts';
import type { Declaration } from '../declarations.ts';
import { reading, workThrough } from './queue.ts';
import { type UseCaseProps, UseCaseFunction } from './use-case-function.ts';

/** Called by every queue that several jobs share. */
export class Dispatcher extends UseCaseFunction {
  constructor(scope: Construct, props: UseCaseProps<Declaration<DispatcherContract>>) {
    const { platform } = props;
    const queues = [...platform.shared.keys()];
    super(scope, props, { also: [reading(queues, platform)] });
    for (const queue of queues) workThrough(this, queue, platform);
  }
}
