/** What each door makes of each kind of error: who nobody waits for is done, or is tried again and counted. */
import * as z from 'zod';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Broken, Overtaken, Problem, type ProblemCode } from '../../../../shared/kernel/problems.ts';
import { problemTable } from '../../../../shared/kernel/registered.ts';
import { deadline } from '../../../../shared/kernel/doors/deadline.ts';
import { endpoint } from '../../../../shared/kernel/doors/endpoint.ts';
import { event, type Envelope } from '../../../../shared/kernel/events.ts';
import { job } from '../../../../shared/kernel/doors/job.ts';
import { add, zero } from '../../../../shared/kernel/values/money.ts';
import { Handled } from '../../../../shared/kernel/store/once.ts';
import { Unanswered } from '../../../../shared/kernel/outside.ts';
import { schedule } from '../../../../shared/kernel/doors/schedule.ts';
import { subscriber } from '../../../../shared/kernel/doors/subscriber.ts';
import { Unavailable } from '../../../../shared/kernel/unavailable.ts';
import { mustBalance } from '../../../../shared/ledger/entry.ts';
import { calling, linesOf, stubFunction } from '../../../support/handlers.ts';

beforeEach(stubFunction);
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const happened = event('thing-happened', 1, z.object({}), {});
const envelope = {
  id: 'THING#1@1.0',
  type: 'thing-happened',
  schemaVersion: 1,
  aggregate: 'THING#1',
  aggregateVersion: 1,
  occurredAt: '2026-11-22T08:00:00.000Z',
  correlationId: 'correlation',
  causationId: 'causation',
  actor: 'somebody',
  data: {},
} as unknown as Envelope;
const context = {} as never;

/** Each door around a handler that throws: resolves when the door says that the work is done. */
const doors = {
  subscriber: (fail: () => never) =>
    subscriber({ summary: 'S.', on: happened, final: ['illegal-step'], touches: [] }, async () => fail())
      .handler({ detail: envelope } as never, context),
  job: async (fail: () => never) => {
    const { batchItemFailures } = await job({
      queue: 'house',
      summary: 'J.',
      message: z.object({}),
      final: ['illegal-step'],
      touches: [],
    }, async () => fail()).handler({
      Records: [{
        messageId: 'm1',
        body: JSON.stringify({ job: 'j/j', message: { key: 'THING#1@1.0', correlationId: 'c', message: {} } }),
      }],
    } as never, context);
    if (batchItemFailures.length) throw new Error('handed back');
  },
  deadline: (fail: () => never) =>
    deadline({ summary: 'D.', payload: z.object({}), final: ['illegal-step'], touches: [] }, async () => fail())
      .handler({ detail: { id: 'THING#1@1.0', payload: {} } } as never, context),
  schedule: (fail: () => never) =>
    schedule({ summary: 'S.', every: 'hour', touches: [] }, async () => fail()).handler({}, context),
};

const throwing = (error: () => Error) => (): never => {
  throw error();
};
const mixed = (): never => add(zero('CNY'), zero('USD')) as never;
const unbalanced = (): never =>
  mustBalance({
    id: 'e',
    at: '2026-11-22T08:00:00.000Z' as never,
    kind: 'earn',
    postings: [{ account: 'x' as never, amount: { amount: 1, currency: 'CNY' } }],
  }) as never;

/** Kinds of errors: what comes of one behind the scenes, whether it is counted for the alarm, what an endpoint says. */
const kinds: [string, () => never, { declared?: 'done'; counted: boolean; status: number }][] = [
  ['a problem that is declared', throwing(() => new Problem('illegal-step')), {
    declared: 'done',
    counted: false,
    status: 409,
  }],
  ['a problem that nobody has declared', throwing(() => new Problem('not-found')), { counted: true, status: 404 }],
  ['more than one transaction holds', throwing(() => new Problem('too-much-at-once')), { counted: true, status: 422 }],
  ['a posting that does not balance', unbalanced, { counted: true, status: 500 }],
  ['amounts of two currencies', mixed, { counted: true, status: 500 }],
  ['an invariant that does not hold', throwing(() => new Broken('there are two')), { counted: true, status: 500 }],
  ['a mistake in the code', throwing(() => new TypeError('x is undefined')), { counted: true, status: 500 }],
  ['somebody who keeps being faster', throwing(() => new Overtaken()), { counted: false, status: 409 }],
  ['too little capacity', throwing(() => new Unavailable('no room')), { counted: false, status: 503 }],
  ['no answer from the outside', throwing(() => new Unanswered('silence')), { counted: false, status: 503 }],
  [
    'throttling',
    throwing(() => Object.assign(new Error('slow down'), { name: 'ThrottlingException' })),
    { counted: false, status: 503 },
  ],
];

const counted = (lines: readonly Record<string, unknown>[]): boolean =>
  lines.some(({ unexpectedErrors }) => unexpectedErrors === 1);

describe.each(Object.entries(doors))('a %s', (door, run) => {
  it.each(kinds)('that meets %s is done only if it says so', async (_, fail, { declared, counted: isCounted }) => {
    const done = declared === 'done' && door !== 'schedule';
    const lines = linesOf();
    const outcome = await run(fail).then(() => 'done', () => 'again');
    expect(outcome).toBe(done ? 'done' : 'again');
    expect(counted(lines())).toBe(done ? false : isCounted || door === 'schedule' && declared === 'done');
  });

  it('names in its log what the run was about', async () => {
    for (const [code, fail] of [['failed', kinds[1]![1]], ['needs-nothing', kinds[0]![1]]] as const) {
      if (door === 'schedule' && code === 'needs-nothing') continue;
      const lines = linesOf();
      await run(fail).catch(() => undefined);
      const written = lines().find(({ message, id }) => /^(event|job|deadline|schedule)-/.test(String(message)) && id);
      expect(written?.['id']).toMatch(door === 'schedule' ? /^[0-9a-f-]{36}$/ : 'THING#1@1.0');
    }
  });
});

it.each(['subscriber', 'job'] as const)('a %s whose message has had its effect is done', async (door) => {
  await expect(doors[door](throwing(() => new Handled()))).resolves.toBeUndefined();
});

it('a message that cannot be read is handed back, counted, and named in the log', async () => {
  const lines = linesOf();
  const { handler } = job(
    { queue: 'house', summary: 'J.', message: z.object({ a: z.string() }), touches: [] },
    async () => undefined,
  );
  const answer = await handler({ Records: [{ messageId: 'm7', body: '{"message":{}}' }] } as never, context);
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm7' }]);
  expect(counted(lines())).toBe(true);
  expect(lines().find(({ message }) => message === 'message-unreadable')).toMatchObject({ id: 'm7' });
});

describe('an endpoint', () => {
  it.each(kinds)('that meets %s says so by a code that is known, and nothing of what it was [MON-15]', async (
    _,
    fail,
    { status },
  ) => {
    const lines = linesOf();
    const { handler } = endpoint({
      summary: 'E.',
      route: 'GET /v1/things',
      audience: 'shop',
      callers: 'anyone',
      answer: { 200: z.object({}) },
      problems: ['illegal-step', 'not-found', 'too-much-at-once', 'conflict'],
      touches: [],
    }, async () => fail());
    const answer = await calling(handler);
    expect(answer.statusCode).toBe(status);
    expect(counted(lines())).toBe(status === 500);
    expect(answer.headers?.['retry-after'] === undefined).toBe(status !== 503);
    expect(answer.headers?.['content-type']).toBe('application/problem+json');
    const { code, ...body } = JSON.parse(answer.body!) as { code: ProblemCode };
    expect(body).toEqual({
      type: `https://jishi.dev/problems/${code}`,
      title: problemTable[code].title,
      status,
      instance: 'request-1',
    });
    if (status >= 500) expect(code).toBe(status === 503 ? 'unavailable' : 'internal');
  });
});
