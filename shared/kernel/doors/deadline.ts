import middy from '@middy/core';
import type { EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod';
import type { Access } from './access.ts';
import type { Instant } from '../values/clock.ts';
import { unlessFinal } from './consumer.ts';
import { modestConcurrency } from './concurrency.ts';
import type { DeadlineContract } from './contract.ts';
import type { Deadline } from '../store/due.ts';
import type { EventDeclaration } from '../events.ts';
import type { FinalCode } from '../problems.ts';
import { commitWith, runner, type Given, type Handler, type Outcome } from './run.ts';

interface Spec<P extends z.ZodType> {
  summary: string;
  payload: P;
  /** The problems that mean that nobody waits any more; none unless said. */
  final?: readonly FinalCode[];
  touches: readonly Access[];
  emits?: readonly EventDeclaration[];
  /** Runs at the same time; 10 unless said otherwise. */
  concurrency?: number;
  timeout?: number;
  memory?: number;
}

interface DeadlineGiven<P> extends Given {
  readonly payload: P;
  /** The time that was set. Where it can be set anew, the state keeps the one that counts: for any other, do nothing. */
  readonly dueAt: Instant;
  readonly commit: (outcome: Outcome<void>) => Promise<void>;
}

type Event = EventBridgeEvent<string, Deadline>;

/**
 * A use case that runs when a deadline passes: some time after it, perhaps twice, perhaps when nobody waits any more.
 * It looks at the state, and the state's version keeps the second run from having an effect. The problems that it
 * declares as `final` mean that nothing is to be done; anything else is tried again, then parked.
 */
export const deadline = <P extends z.ZodType>(
  { concurrency = modestConcurrency, final = [], ...spec }: Spec<P>,
  handle: (given: DeadlineGiven<z.output<P>>) => Promise<void>,
): { contract: DeadlineContract; handler: Handler<Event, void> } => {
  const contract: DeadlineContract = { ...spec, door: 'deadline', concurrency, final };
  const run = runner(contract);

  const receive = ({ detail }: Event): Promise<void> =>
    run(
      { correlationId: detail.id, causationId: detail.id },
      (given) =>
        unlessFinal(
          { id: detail.id, final, needsNothing: 'deadline-needs-nothing', failed: 'deadline-failed' },
          () =>
            handle({
              ...given,
              payload: spec.payload.parse(detail.payload),
              dueAt: detail.dueAt,
              commit: commitWith(() => []),
            }),
        ),
    );

  return { contract, handler: middy<Event, void>().handler(receive) as Handler<Event, void> };
};
