import middy from '@middy/core';
import type { EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod';
import type { Access } from './access.ts';
import { decided } from './commit.ts';
import type { DeadlineContract } from './contract.ts';
import type { Deadline } from './due.ts';
import type { EventDeclaration } from './events.ts';
import { log } from './log.ts';
import { Problem } from './problems.ts';
import { commitWith, runner, type Given, type Handler, type Outcome } from './run.ts';

interface Spec<P extends z.ZodType> {
  summary: string;
  payload: P;
  touches: readonly Access[];
  emits?: readonly EventDeclaration[];
  timeout?: number;
  memory?: number;
}

interface DeadlineGiven<P> extends Given {
  readonly payload: P;
  readonly commit: (outcome: Outcome<void>) => Promise<void>;
}

type Event = EventBridgeEvent<string, Deadline>;

/**
 * A use case that runs when a deadline passes: some time after it, perhaps twice, perhaps when nobody waits any more.
 * It looks at the state, and the state's version keeps the second run from having an effect. A `Problem` means that
 * nothing is to be done.
 */
export const deadline = <P extends z.ZodType>(
  spec: Spec<P>,
  handle: (given: DeadlineGiven<z.output<P>>) => Promise<void>,
): { contract: DeadlineContract; handler: Handler<Event, void> } => {
  const contract: DeadlineContract = { ...spec, door: 'deadline' };
  const run = runner(contract);

  const receive = ({ detail }: Event): Promise<void> =>
    run({ correlationId: detail.id, causationId: detail.id }, async (given) => {
      try {
        const payload = spec.payload.parse(detail.payload);
        await decided(() => handle({ ...given, payload, commit: commitWith(() => []) }));
      } catch (error) {
        if (!(error instanceof Problem) || error.code === 'conflict') throw error;
        log.info('deadline-needs-nothing', { deadline: detail.id, problem: error.code });
      }
    });

  return { contract, handler: middy<Event, void>().handler(receive) as Handler<Event, void> };
};
