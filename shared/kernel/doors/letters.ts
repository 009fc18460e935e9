/** What has been given up, as it lies in a dead-letter queue: what it asked for, why it is there, and how it can be asked again. */
import { createHash } from 'node:crypto';
import type { Message } from '@aws-sdk/client-sqs';
import { dueSource } from '../store/due.ts';
import { instant, type Instant } from '../values/clock.ts';
import type { Queued } from './queues.ts';

/** What somebody was asked to do: a job's message, an event, a deadline, a schedule; or facts that were not told. */
export const letterKinds = ['job', 'event', 'deadline', 'schedule', 'facts', 'unreadable'] as const;

export interface Letter {
  readonly kind: (typeof letterKinds)[number];
  /** Who was to do it: `payments/check-payment`. None where the message names nobody. */
  readonly useCase?: string;
  /** What the last attempt failed with, in one line. None where the queue itself has given it up: the log has it. */
  readonly why?: string;
  readonly correlationId?: string;
  readonly since: Instant;
  /** How it is asked again: as it is, in the queue that has given it up, or by calling the function anew. */
  readonly again?: 'queue' | { readonly call: unknown };
}

/** The attribute of a message that says why its job has given it up. */
export const whyAttribute = 'why';

/** An error in one line of at most 300 characters, which is what SQS takes and a person reads. */
export const whyOf = (error: unknown): string => {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return said.replace(/[\s\u0000-\u001f\ufffe\uffff]+/g, ' ').trim().slice(0, 300) || 'unknown';
};

/** Letters that are alike are sent again or closed together: of the same use case, given up for the same reason. */
export const groupOf = ({ kind, useCase, why }: Letter): string =>
  createHash('sha256').update(JSON.stringify([kind, useCase, why])).digest('hex').slice(0, 16);

/**
 * Reads a message of a dead-letter queue. There are four forms: what a job's queue held, as it was there; an invocation that
 * failed, with its error; an event or a schedule that could not be delivered, with the reason in its attributes; and a part
 * of the table's stream, of which there is only the place.
 * @param prefix what the names of the stage's functions begin with: `jishi-dev-`
 * @param context whose queue it is; none where it is one of jobs
 */
export const letterIn = (
  { Body = '', Attributes, MessageAttributes = {} }: Message,
  { prefix, context }: { prefix: string; context?: string },
): Letter => {
  const since = instant(Number(Attributes!.SentTimestamp));
  const attribute = (name: string): string | undefined => MessageAttributes[name]?.StringValue;
  const useCaseOf = (arn = ''): string | undefined =>
    new RegExp(`:function:${prefix}(${context})-([a-z0-9-]+)`).exec(arn)?.slice(1).join('/');
  let body: Partial<Parked & Sent & Queued> | null;
  try {
    body = JSON.parse(Body) as typeof body;
  } catch {
    body = null;
  }
  if (typeof body !== 'object' || body === null) return { kind: 'unreadable', since };
  if (context === undefined) {
    const why = attribute(whyAttribute);
    return {
      kind: 'job',
      ...(typeof body.job === 'string' && { useCase: body.job, again: 'queue' }),
      ...(why && { why }),
      ...correlated(body.message),
      since,
    };
  }
  if (body.requestContext) {
    const { requestContext: { functionArn, condition }, requestPayload: call, responsePayload: failed } = body;
    return {
      kind: call ? kindOf(call) : 'facts',
      useCase: useCaseOf(functionArn),
      why: whyOf(failed ? `${failed.errorType ?? 'Error'}: ${failed.errorMessage ?? ''}` : condition),
      ...correlated(call?.detail),
      since,
      ...(call && { again: { call } }),
    };
  }
  const useCase = useCaseOf(attribute('TARGET_ARN'));
  return {
    kind: kindOf(body),
    ...(useCase && { useCase, again: { call: body } }),
    why: whyOf(`${attribute('ERROR_CODE') ?? 'NOT_DELIVERED'}: ${attribute('ERROR_MESSAGE') ?? ''}`),
    ...correlated(body.detail),
    since,
  };
};

/** An invocation that failed, as Lambda describes it to a destination. */
interface Parked {
  readonly requestContext: { readonly functionArn: string; readonly condition: string };
  /** What the function was called with; none where it read a stream. */
  readonly requestPayload?: Sent;
  readonly responsePayload?: { readonly errorType?: string; readonly errorMessage?: string };
}

/** What EventBridge calls a function with. */
interface Sent {
  readonly source?: string;
  readonly detail?: unknown;
}

const kindOf = ({ source, detail }: Sent): Letter['kind'] =>
  detail === undefined || source === 'aws.scheduler' ? 'schedule' : source === dueSource ? 'deadline' : 'event';

const correlated = (within: unknown): Pick<Letter, 'correlationId'> => {
  const { correlationId } = (within ?? {}) as { correlationId?: unknown };
  return typeof correlationId === 'string' ? { correlationId } : {};
};
