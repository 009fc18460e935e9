import type { Message } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { groupOf, type Letter, letterIn, whyOf } from '../../../../shared/kernel/doors/letters.ts';
import { instant } from '../../../../shared/kernel/values/clock.ts';

const since = '2026-11-22T08:00:00.000Z';
const prefix = 'jishi-test-';
const message = (body: unknown, attributes: Record<string, string> = {}): Message => ({
  Body: typeof body === 'string' ? body : JSON.stringify(body),
  Attributes: { SentTimestamp: String(Date.parse(since)) },
  MessageAttributes: Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  ),
});
const arnOf = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:jishi-test-${name}`;
const failed = (name: string, requestPayload?: object, responsePayload?: object): object => ({
  version: '1.0',
  requestContext: { functionArn: `${arnOf(name)}:$LATEST`, condition: 'RetriesExhausted' },
  ...(requestPayload && { requestPayload }),
  ...(responsePayload && { responsePayload }),
});
const event = { source: 'jishi', 'detail-type': 'order-paid', detail: { id: 'e1', correlationId: 'c1' } };
const due = { source: 'jishi.deadlines', 'detail-type': 'ordering/close', detail: { id: 'd1' } };

describe('a letter', () => {
  it.each([
    [
      'of a job, with why its last attempt failed',
      undefined,
      message({ job: 'payments/look-up', message: { key: 'k', correlationId: 'c2' } }, { why: 'Error: no' }),
      { kind: 'job', useCase: 'payments/look-up', why: 'Error: no', correlationId: 'c2', again: 'queue' },
    ],
    [
      'of a job that its queue has given up',
      undefined,
      message({ job: 'payments/look-up', message: { key: 'k' } }),
      { kind: 'job', useCase: 'payments/look-up', again: 'queue' },
    ],
    ['that names no job, which nobody can do', undefined, message({ message: {} }), { kind: 'job' }],
    ['that is no JSON', undefined, message('x'), { kind: 'unreadable' }],
    ['that is null', 'ordering', message('null'), { kind: 'unreadable' }],
    [
      'of an event that a function could not deal with',
      'ordering',
      message(failed('ordering-on-payment-captured', event, { errorType: 'Problem', errorMessage: 'not\nfound' })),
      {
        kind: 'event',
        useCase: 'ordering/on-payment-captured',
        why: 'Problem: not found',
        correlationId: 'c1',
        again: { call: event },
      },
    ],
    [
      'of a deadline',
      'ordering',
      message(failed('ordering-close', due, { errorMessage: 'no' })),
      { kind: 'deadline', useCase: 'ordering/close', why: 'Error: no', again: { call: due } },
    ],
    [
      'of a schedule whose function did not even answer',
      'platform',
      message(failed('platform-sweep-deadlines', { lane: 0, lanes: 8 })),
      {
        kind: 'schedule',
        useCase: 'platform/sweep-deadlines',
        why: 'RetriesExhausted',
        again: { call: { lane: 0, lanes: 8 } },
      },
    ],
    [
      'of facts, of which there is only the place: a command tells them again',
      'platform',
      message(failed('platform-relay-events')),
      { kind: 'facts', useCase: 'platform/relay-events', why: 'RetriesExhausted' },
    ],
    [
      'of an event that could not be delivered to its function',
      'search',
      message(event, { TARGET_ARN: arnOf('search-on-order'), ERROR_CODE: 'THROTTLED', ERROR_MESSAGE: 'too many' }),
      {
        kind: 'event',
        useCase: 'search/on-order',
        why: 'THROTTLED: too many',
        correlationId: 'c1',
        again: { call: event },
      },
    ],
    [
      'of an event that could not be delivered to a queue: which job it was for, it does not say',
      'catalogue',
      message(event, { TARGET_ARN: 'arn:aws:sqs:us-east-1:0:jishi-test-jobs-house' }),
      { kind: 'event', why: 'NOT_DELIVERED:', correlationId: 'c1' },
    ],
    [
      'of a context of two words',
      'after-sales',
      message(failed('after-sales-close-return', due)),
      { kind: 'deadline', useCase: 'after-sales/close-return', why: 'RetriesExhausted', again: { call: due } },
    ],
  ])('%s', (_, context, given, expected) => {
    expect(letterIn(given, { prefix, ...(context && { context }) })).toEqual({ ...expected, since });
  });

  it('is alike another of the same use case and reason, and no other', () => {
    const one: Letter = { kind: 'event', useCase: 'a/b', why: 'no', since: instant(0) };
    expect(groupOf({ ...one, since: instant(1), correlationId: 'else' })).toBe(groupOf(one));
    const all: Letter[] = [one, { ...one, why: 'else' }, { ...one, useCase: 'a/c' }, { ...one, kind: 'job' }];
    expect(new Set(all.map(groupOf)).size).toBe(4);
  });

  it('says why in a line that SQS takes', () => {
    expect(whyOf(new Error(`a\u0000b\n${'c'.repeat(1000)}`))).toBe(`Error: a b ${'c'.repeat(289)}`);
    expect(whyOf('')).toBe('unknown');
  });
});
