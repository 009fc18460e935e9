import middy from '@middy/core';
import type { EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod';
import type { Access } from './access.ts';
import { unlessFinal } from './consumer.ts';
import { modestConcurrency } from './concurrency.ts';
import type { ReportContract } from './contract.ts';
import type { EventDeclaration } from '../events.ts';
import { commitWith, runner, type Given, type Handler, type Outcome } from './run.ts';

interface Spec<D extends z.ZodType> {
  summary: string;
  /** The service: `aws.ses`. */
  source: string;
  /** The kinds of report, as the service names them. */
  kinds: readonly string[];
  /** What is read of a report; the service may say more. */
  detail: D;
  touches: readonly Access[];
  emits?: readonly EventDeclaration[];
  /** Runs at the same time; 10 unless said otherwise. */
  concurrency?: number;
  timeout?: number;
  memory?: number;
}

interface ReportGiven<D> extends Given {
  readonly detail: D;
  readonly commit: (outcome: Outcome<void>) => Promise<void>;
}

type Event = EventBridgeEvent<string, unknown>;

/**
 * A use case that follows what a service of AWS reports on the account's own bus. It may come twice, late and out of
 * order: the state that it is about decides whether it still means anything. An error is tried again, then parked.
 */
export const report = <D extends z.ZodType>(
  { concurrency = modestConcurrency, ...spec }: Spec<D>,
  handle: (given: ReportGiven<z.output<D>>) => Promise<void>,
): { contract: ReportContract; handler: Handler<Event, void> } => {
  const contract: ReportContract = { ...spec, door: 'report', concurrency };
  const run = runner(contract);

  const receive = ({ id, detail }: Event): Promise<void> =>
    run({ correlationId: id, causationId: id }, (given) =>
      unlessFinal(
        { id, final: [], needsNothing: 'report-needs-nothing', failed: 'report-failed' },
        () => handle({ ...given, detail: spec.detail.parse(detail), commit: commitWith(() => []) }),
      ));

  return { contract, handler: middy<Event, void>().handler(receive) as Handler<Event, void> };
};
