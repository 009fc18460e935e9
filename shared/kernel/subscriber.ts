import middy from '@middy/core';
import type { EventBridgeEvent } from 'aws-lambda';
import type { Access } from './access.ts';
import { commitOnce, unlessHandled, type CommitOnce } from './consumer.ts';
import type { SubscriberContract } from './contract.ts';
import type { DataOf, Envelope, EventDeclaration } from './events.ts';
import { log } from './log.ts';
import { inbox } from './once.ts';
import { Problem } from './problems.ts';
import { runner, type Given, type Handler } from './run.ts';

interface Spec<E extends EventDeclaration> {
  summary: string;
  /** One event, or several that have the same effect. */
  on: E | readonly E[];
  touches: readonly Access[];
  emits?: readonly EventDeclaration[];
  timeout?: number;
  memory?: number;
}

interface SubscriberGiven<D> extends Given {
  readonly event: Envelope<D>;
  readonly commit: CommitOnce;
}

/**
 * A use case that follows an event. It may be called twice and late; what it commits happens once. A `Problem` is
 * final: the event asks for nothing any more. Anything else is retried, then parked in the context's dead-letter queue.
 */
export const subscriber = <E extends EventDeclaration>(
  { on, ...spec }: Spec<E>,
  handle: (given: SubscriberGiven<DataOf<E>>) => Promise<void>,
): { contract: SubscriberContract; handler: Handler<EventBridgeEvent<string, Envelope>, void> } => {
  const contract: SubscriberContract = {
    ...spec,
    door: 'subscriber',
    on: [on].flat() as E[],
    touches: [inbox.handled, ...spec.touches],
  };
  const run = runner(contract);

  const receive = ({ detail }: EventBridgeEvent<string, Envelope>): Promise<void> =>
    run({ correlationId: detail.correlationId, causationId: detail.id }, async (given) => {
      try {
        await unlessHandled(() =>
          handle({ ...given, event: detail as Envelope<DataOf<E>>, commit: commitOnce(detail.id) })
        );
      } catch (error) {
        if (!(error instanceof Problem) || error.code === 'conflict') throw error;
        log.info('event-needs-nothing', { event: detail.id, problem: error.code });
      }
    });

  return {
    contract,
    handler: middy<EventBridgeEvent<string, Envelope>, void>().handler(receive) as Handler<
      EventBridgeEvent<string, Envelope>,
      void
    >,
  };
};
