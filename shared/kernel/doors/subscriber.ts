import middy from '@middy/core';
import type { EventBridgeEvent } from 'aws-lambda';
import type { Access } from './access.ts';
import { commitOnce, unlessFinal, type CommitOnce } from './consumer.ts';
import { modestConcurrency } from './concurrency.ts';
import type { SubscriberContract } from './contract.ts';
import type { DataOf, Envelope, EventDeclaration } from '../events.ts';
import { inbox } from '../store/once.ts';
import type { FinalCode } from '../problems.ts';
import { runner, type Given, type Handler } from './run.ts';

interface Spec<E extends EventDeclaration> {
  summary: string;
  /** One event, or several that have the same effect. */
  on: E | readonly E[];
  /** The problems that mean that the event asks for nothing here, or for nothing any more; none unless said. */
  final?: readonly FinalCode[];
  touches: readonly Access[];
  emits?: readonly EventDeclaration[];
  /** Runs at the same time; 10 unless said otherwise. */
  concurrency?: number;
  timeout?: number;
  memory?: number;
}

interface SubscriberGiven<D> extends Given {
  readonly event: Envelope<D>;
  readonly commit: CommitOnce;
}

/**
 * A use case that follows an event. It may be called twice and late; what it commits happens once. The problems that it
 * declares as `final` end it quietly; anything else is tried again, then parked in the context's dead-letter queue.
 */
export const subscriber = <E extends EventDeclaration>(
  { on, concurrency = modestConcurrency, final = [], ...spec }: Spec<E>,
  handle: (given: SubscriberGiven<DataOf<E>>) => Promise<void>,
): { contract: SubscriberContract; handler: Handler<EventBridgeEvent<string, Envelope>, void> } => {
  const contract: SubscriberContract = {
    ...spec,
    door: 'subscriber',
    on: [on].flat() as E[],
    final,
    concurrency,
    touches: [inbox.handled, ...spec.touches],
  };
  const run = runner(contract);

  const receive = ({ detail }: EventBridgeEvent<string, Envelope>): Promise<void> =>
    run(
      { correlationId: detail.correlationId, causationId: detail.id },
      (given) =>
        unlessFinal(
          { id: detail.id, final, needsNothing: 'event-needs-nothing', failed: 'event-failed' },
          () => handle({ ...given, event: detail as Envelope<DataOf<E>>, commit: commitOnce(detail.id) }),
        ),
    );

  return {
    contract,
    handler: middy<EventBridgeEvent<string, Envelope>, void>().handler(receive) as Handler<
      EventBridgeEvent<string, Envelope>,
      void
    >,
  };
};
