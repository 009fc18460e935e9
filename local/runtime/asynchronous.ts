/**
 * Asynchronous invocations: what a rule or a schedule sets off, tried again when it fails, then put into a dead-letter
 * queue.
 */
import { randomUUID } from 'node:crypto';
import type { FunctionSpec } from '../deployment/deployment.ts';
import type { Outcome } from './functions.ts';
import { functionNameOf } from '../deployment/identifiers.ts';
import type { BusEvent, Place, RuleTarget } from '../services/types.ts';

export interface AsynchronousOptions {
  readonly place: Place;
  readonly specOf: (functionName: string) => FunctionSpec | undefined;
  readonly invoke: (functionName: string, event: unknown, requestId: string) => Promise<Outcome>;
  readonly send: (queueArn: string, body: string) => void;
  /** Told when an invocation is given up. */
  readonly onGivenUp: (functionName: string, message: string) => void;
  /** Milliseconds before the next attempt, by how many there were. On AWS: one minute, then two. */
  readonly backoffMs?: (attempts: number) => number;
}

export interface Asynchronous {
  /**
   * Runs the function until it succeeds or its attempts are used up; then the event goes to its failure queue.
   * Rejects only when the local cloud stops meanwhile.
   */
  invoke(functionName: string, event: unknown): Promise<void>;
  /** Takes an event of the bus to a target of a rule: a function or a queue. */
  deliver(targetArn: string, event: BusEvent, target: RuleTarget): Promise<void>;
  /** Ends the waiting between attempts. */
  stop(): void;
}

export const createAsynchronous = ({
  place,
  specOf,
  invoke,
  send,
  onGivenUp,
  backoffMs = (attempts) => 200 * 4 ** (attempts - 1),
}: AsynchronousOptions): Asynchronous => {
  const stopping = new AbortController();

  const run = async (functionName: string, event: unknown): Promise<void> => {
    const spec = specOf(functionName);
    if (!spec) throw new Error(`There is no function ${functionName}`);
    const requestId = randomUUID();
    for (let attempts = 1;; attempts += 1) {
      const outcome = await invoke(functionName, event, requestId);
      if (outcome.ok) return;
      stopping.signal.throwIfAborted();
      if (attempts > spec.retries) {
        onGivenUp(functionName, `given up after ${attempts} attempts: ${outcome.error.errorMessage}`);
        if (spec.onFailure) {
          send(spec.onFailure, JSON.stringify(failureRecord(functionName, event, requestId, attempts, outcome.error)));
        }
        return;
      }
      await pause(backoffMs(attempts), stopping.signal);
    }
  };

  const failureRecord = (
    functionName: string,
    event: unknown,
    requestId: string,
    attempts: number,
    error: object,
  ): object => ({
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId,
      functionArn: `arn:aws:lambda:${place.region}:${place.accountId}:function:${functionName}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: error,
  });

  return {
    invoke: run,
    deliver: async (targetArn, event, target) => {
      const input = inputOf(event, target);
      const functionName = functionNameOf(targetArn);
      if (functionName) await run(functionName, input);
      else if (targetArn.includes(':sqs:')) send(targetArn, typeof input === 'string' ? input : JSON.stringify(input));
      else throw new Error(`The local cloud delivers to functions and queues, not to ${targetArn}`);
    },
    stop: () => stopping.abort(new Error('The local cloud stopped')),
  };
};

/** What a target gets of an event: a constant, a part of it, what a template makes of parts, or all. */
const inputOf = (event: BusEvent, { Input, InputPath = '$', InputTransformer }: RuleTarget): unknown => {
  if (Input !== undefined) return JSON.parse(Input) as unknown;
  if (InputTransformer === undefined) return partOf(event, InputPath);
  const { InputPathsMap = {}, InputTemplate } = InputTransformer;
  return JSON.parse(
    InputTemplate.replaceAll(/<([\w-]+)>/g, (whole, name: string) => {
      const path = InputPathsMap[name];
      return path === undefined ? whole : JSON.stringify(partOf(event, path));
    }),
  ) as unknown;
};

const partOf = (event: BusEvent, path: string): unknown =>
  path.split('.')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], event);

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal.addEventListener('abort', abort, { once: true });
  });
