/** Throttling from wherever it comes: a caller is told to come back, and nothing is taken for a fault or a conflict. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item, string } from 'dynamodb-toolbox/schema';
import * as z from 'zod';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { signIn } from '../../../shared/identity/users.ts';
import { operation } from '../../../shared/kernel/doors/access.ts';
import { files } from '../../../shared/kernel/files/bucket.ts';
import { write } from '../../../shared/kernel/store/commit.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { sender } from '../../../shared/kernel/doors/job.ts';
import { bus } from '../../../shared/kernel/doors/relay.ts';
import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { get, table } from '../../../shared/kernel/store/table.ts';
import { calling, linesOf, stubFunction } from '../../support/handlers.ts';

/** What AWS answers to one request after the other; the last answer for good. */
type Turn = readonly [status: number, body: object | string, headers?: Record<string, string>];
let turns: Turn[];
let asked: number[];
let server: Server;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    await Array.fromAsync(request);
    const [status, body, headers = {}] = turns[Math.min(asked.push(performance.now()), turns.length) - 1]!;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());
beforeEach(() => {
  stubFunction();
  const aws = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL', aws);
  vi.stubEnv('QUEUE_HOUSE', `${aws}/0/work`);
  vi.stubEnv('BUCKET_MEDIA', 'media');
  vi.stubEnv('BUS_NAME', 'bus');
  vi.stubEnv('USER_POOL_ID', 'eu-central-1_test');
  vi.stubEnv('USER_POOL_CLIENT_ID', 'client');
  asked = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const Thing = new Entity({
  name: 'thing',
  table,
  timestamps: false,
  schema: item({ id: string().key() }),
  computeKey: ({ id }) => ({ pk: `THING#${id}`, sk: 'STATE' }),
});
const read = operation('thing.get', [], () => get(Thing.build(GetItemCommand).key({ id: '1' })));
const put = operation('thing.put', [], () => write(Thing.build(PutTransaction).item({ id: '1' })));
const send = sender('house', 'test/work', z.object({}));
const pictures = files('media', 'things');

const using = {
  read: async () => void await read(),
  commit: (commit: (outcome: { writes: ReturnType<typeof put>[]; answer: object }) => Promise<unknown>) =>
    commit({ writes: [put()], answer: {} }),
  send: () => send([{ key: '1', message: {} }]),
  picture: async () => void await pictures.size('1'),
  signIn: async () => void await signIn('ann@example.com' as never, 'Secret-2026'),
};

const asking = (how: keyof typeof using) =>
  endpoint({
    summary: 'Asks.',
    route: 'POST /v1/things',
    audience: 'shop',
    callers: 'anyone',
    answer: { 200: z.object({}) },
    problems: ['conflict', 'too-many-attempts', 'credentials-wrong'],
    touches: [read, put, send, pictures.size, signIn],
  }, async ({ commit }) => {
    await using[how](commit as never);
    return {};
  }).handler;

const json = (name: string): object => ({ __type: `com.amazonaws#${name}`, message: 'Slow down' });
const cancelled = (...codes: string[]): object => ({
  __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
  message: 'Transaction cancelled',
  CancellationReasons: codes.map((Code) => ({ Code })),
});
const unread = {
  Responses: { test: [] },
  UnprocessedKeys: { test: { Keys: [{ pk: { S: 'THING#1' }, sk: { S: 'STATE' } }] } },
};
const unsent = { Successful: [], Failed: [{ Id: '0', SenderFault: false, Code: 'ThrottlingException' }] };
const slowDown = '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Reduce your request rate</Message></Error>';

describe('throttling', () => {
  it.each<[string, keyof typeof using, Turn]>([
    ['keys that stay unread', 'read', [200, unread]],
    ['reads over the throughput', 'read', [400, json('ProvisionedThroughputExceededException')]],
    ['reads over the limit of the account', 'read', [400, json('RequestLimitExceeded')]],
    ['a throttled transaction', 'commit', [400, cancelled('ThrottlingError')]],
    ['a transaction over the throughput', 'commit', [400, cancelled('None', 'ProvisionedThroughputExceeded')]],
    ['a transaction that is throttled and collides', 'commit', [
      400,
      cancelled('TransactionConflict', 'ThrottlingError'),
    ]],
    ['writes over the limit of the account', 'commit', [400, json('ThrottlingException')]],
    ['messages that the queue does not take', 'send', [200, unsent]],
    ['a throttled queue', 'send', [400, json('ThrottlingException')]],
    ['a bucket that slows down', 'picture', [503, slowDown, { 'content-type': 'application/xml' }]],
    ['a user pool that is asked too much', 'signIn', [400, json('TooManyRequestsException')]],
  ])('of %s ends as 503, with a time to come back', async (_, how, turn) => {
    turns = [turn];
    const lines = linesOf();
    const { statusCode, headers, body } = await calling(asking(how));
    expect({ statusCode, ...JSON.parse(body!) as object }).toMatchObject({ statusCode: 503, code: 'unavailable' });
    expect(asked.length).toBeGreaterThan(1);
    expect(headers?.['retry-after']).toMatch(/^[1-5]$/);
    expect(lines().some(({ unexpectedErrors }) => unexpectedErrors === 1)).toBe(false);
  });

  it.each<[string, keyof typeof using, Turn, Turn]>([
    ['keys are read', 'read', [200, unread], [200, { Responses: { test: [] }, UnprocessedKeys: {} }]],
    ['a transaction goes through', 'commit', [400, cancelled('ThrottlingError')], [200, {}]],
    ['a queue takes the rest', 'send', [200, unsent], [200, { Successful: [] }]],
  ])('that passes is waited for, with pauses: %s', async (_, how, refused, taken) => {
    turns = [refused, refused, refused, refused, refused, taken];
    linesOf();
    expect((await calling(asking(how))).statusCode).toBe(200);
    expect(asked).toHaveLength(6);
    // Up to 620 ms in all, at random: none at all is out of the question.
    expect(asked.at(-1)! - asked[0]!).toBeGreaterThan(20);
  });

  it('of the bus leaves to the next attempt what it has not taken', async () => {
    turns = [[200, { FailedEntryCount: 1, Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException' }] }]];
    linesOf();
    const deadlines = [1, 2].map((id) => ({ id: String(id), useCase: 'a/b', dueAt: '', payload: {} }) as never);
    let fired: unknown;
    const { handler } = schedule({ summary: 'S.', every: 'hour', touches: [bus.fire] }, async () => {
      fired = await bus.fire(deadlines);
    });
    await handler({}, {} as never);
    expect(fired).toEqual([deadlines[0]]);
    turns = [[400, json('ThrottlingException')]];
    await handler({}, {} as never);
    expect(fired).toEqual([]);
  });

  it('is told from collisions: they end as a conflict, which the caller reads and settles', async () => {
    turns = [[400, cancelled('TransactionConflict')]];
    linesOf();
    expect(JSON.parse((await calling(asking('commit'))).body!)).toMatchObject({ status: 409, code: 'conflict' });
  });
});
