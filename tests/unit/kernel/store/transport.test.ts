/** The transport beside the SDK's own client: the same requests, signatures, answers, errors and retries. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { HttpRequest } from '@smithy/core/protocols';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import fc from 'fast-check';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTransport } from '../../../../shared/kernel/store/transport.ts';

type Turn = { status?: number; body?: string; headers?: Record<string, string>; cut?: true };
type Asked = { headers: IncomingHttpHeaders; body: string };

let turns: Turn[] = [];
let asked: Asked[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    asked.push({ headers: request.headers, body });
    const { status = 200, body: answer = '{}', headers = {}, cut } = turns[Math.min(asked.length, turns.length) - 1]
      ?? {};
    if (cut) request.socket.destroy();
    else response.writeHead(status, { 'x-amzn-requestid': 'r-1', ...headers }).end(answer);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const environment = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret/of+one',
    AWS_SESSION_TOKEN: 'token/of+a/session==',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
beforeEach(() => {
  turns = [];
  asked = [];
});
afterAll(() => server.close());

const ofSdk = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 3 }), {
    marshallOptions: { removeUndefinedValues: true },
  });
const both = { 'the transport': openTransport, 'the SDK': ofSdk };

/**
 * The SDK takes a field of the name `__proto__` for a prototype, which both lose, and refuses one that is called
 * `constructor` for a class: neither is in any schema.
 */
const name = (minLength: number) =>
  fc.string({ minLength }).filter((one) => one !== '__proto__' && one !== 'constructor');

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.maxSafeInteger().map(BigInt),
    fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }).map((all) => new Set(all)),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(name(0), tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;
const item = fc.dictionary(name(1), value, { maxKeys: 5, noNullPrototype: true });

const transaction = (one: Record<string, unknown>) =>
  new TransactWriteCommand({
    ClientRequestToken: 'one',
    TransactItems: [
      { Put: { TableName: 't', Item: one, ConditionExpression: 'a = :a', ExpressionAttributeValues: { ':a': 1 } } },
      {
        Update: {
          TableName: 't',
          Key: { pk: 'a', sk: 'b' },
          UpdateExpression: 'SET #a = :b',
          ExpressionAttributeNames: { '#a': 'Item' },
          ExpressionAttributeValues: { ':b': one },
        },
      },
    ],
  });

describe('a request', () => {
  it('is the same as the SDK makes it, whatever is written', async () => {
    const [ours, theirs] = [openTransport(), ofSdk()];
    await fc.assert(
      fc.asyncProperty(item, async (one) => {
        asked = [];
        await ours.send(transaction(one));
        await theirs.send(transaction(one));
        const [first, second] = asked as [Asked, Asked];
        expect(JSON.parse(first.body)).toEqual(JSON.parse(second.body));
        for (const name of ['x-amz-target', 'content-type', 'x-amz-security-token', 'host', 'amz-sdk-request']) {
          expect(first.headers[name]).toBe(second.headers[name]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is signed as the SDK signs it, whatever is in it', async () => {
    const ours = openTransport();
    const signer = await new DynamoDBClient({}).config.signer();
    await fc.assert(
      fc.asyncProperty(item, async (one) => {
        asked = [];
        await ours.send(transaction(one));
        const [{ headers: sent, body }] = asked as [Asked];
        const signedNames = /SignedHeaders=([^,]+)/.exec(sent.authorization!)![1]!.split(';');
        const headers = Object.fromEntries(signedNames.map((name) => [name, sent[name] as string]));
        const request = new HttpRequest({ method: 'POST', path: '/', headers, body });
        const signingDate = sent['x-amz-date'] as string;
        const again = await signer.sign(request, {
          signingDate: signingDate.replace(/(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)/, '$1-$2-$3:$4:$5'),
          signingService: 'dynamodb',
          unsignableHeaders: new Set(['x-amz-content-sha256']),
        });
        expect(sent.authorization).toBe(again.headers['authorization']);
        expect(signedNames).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-target']));
      }),
      { numRuns: 60 },
    );
  });

  it('carries its trace', async () => {
    vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-2-3');
    await openTransport().send(transaction({}));
    expect(asked[0]!.headers['x-amzn-trace-id']).toBe('Root=1-2-3');
    vi.stubEnv('_X_AMZN_TRACE_ID', undefined);
  });

  it('is refused for what no table can hold, before it is sent', async () => {
    for (const impossible of [Number.NaN, Infinity, 2 ** 60, new Date(0), new Set()]) {
      for (const open of Object.values(both)) await expect(open().send(transaction({ impossible }))).rejects.toThrow();
    }
    expect(asked).toEqual([]);
  });

  it('of a transaction has one token for all its attempts, and another for each transaction', async () => {
    turns = [{ status: 500 }, {}, {}];
    const { send } = openTransport();
    const command = (): TransactWriteCommand => new TransactWriteCommand({ TransactItems: [] });
    await send(command());
    await send(command());
    const tokens = asked.map(({ body }) => (JSON.parse(body) as { ClientRequestToken: string }).ClientRequestToken);
    expect(tokens[0]).toBe(tokens[1]);
    expect(new Set(tokens).size).toBe(2);
  });
});

it('an answer is read as the SDK reads it', async () => {
  const [ours, theirs] = [openTransport(), ofSdk()];
  await fc.assert(
    fc.asyncProperty(item, async (one) => {
      asked = [];
      await ours.send(transaction(one));
      const [{ Put }] = (JSON.parse(asked[0]!.body) as { TransactItems: [{ Put: { Item: object } }] }).TransactItems;
      turns = [{
        body: JSON.stringify({
          Responses: { t: [Put.Item, { n: { N: '12345678901234567890' }, m: { L: [{ NS: ['1', '2'] }] } }] },
          UnprocessedKeys: { t: { Keys: [{ pk: { S: 'a' } }], ConsistentRead: true } },
          ConsumedCapacity: [{ TableName: 't', CapacityUnits: 1.5 }],
        }),
      }];
      const command = (): BatchGetCommand => new BatchGetCommand({ RequestItems: { t: { Keys: [{ pk: 'a' }] } } });
      const [mine, { $metadata, ...other }] = [await ours.send(command()), await theirs.send(command())];
      const { $metadata: told, ...rest } = mine;
      expect(rest).toEqual(other);
      expect(told).toMatchObject({ httpStatusCode: 200, requestId: 'r-1', attempts: $metadata.attempts });
      turns = [];
    }),
    { numRuns: 40 },
  );
});

const failure = (type: string, more: object = {}): string =>
  JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: `Told: ${type}`, ...more });

describe('a failure', () => {
  const reasons = {
    CancellationReasons: [{ Code: 'None' }, {
      Code: 'ConditionalCheckFailed',
      Item: { pk: { S: 'a' }, n: { N: '1' } },
    }],
  };
  it.each<[string, Turn, number]>([
    ['a failed condition', {
      status: 400,
      body: failure('ConditionalCheckFailedException', { Item: { pk: { S: 'a' } } }),
    }, 1],
    ['a cancelled transaction', { status: 400, body: failure('TransactionCanceledException', reasons) }, 1],
    ['what is malformed', { status: 400, body: failure('ValidationException') }, 1],
    ['what is not allowed', { status: 400, body: failure('AccessDeniedException') }, 1],
    ['a table that is not there', { status: 400, body: failure('ResourceNotFoundException') }, 1],
    ['throttling', { status: 400, body: failure('ThrottlingException') }, 3],
    ['too many requests for the table', { status: 400, body: failure('ProvisionedThroughputExceededException') }, 3],
    ['too many requests for the account', { status: 400, body: failure('RequestLimitExceeded') }, 3],
    ['a transaction that is under way', { status: 400, body: failure('TransactionInProgressException') }, 3],
    ['a name that nobody knows', { status: 400, body: failure('SomethingNewException') }, 1],
    ['a fault of the service', { status: 500, body: failure('InternalServerError') }, 3],
    ['a page of somebody in between', { status: 503, body: '<html>down</html>' }, 3],
    ['a broken connection', { cut: true }, 3],
  ])("of %s is the SDK's, and as often tried", async (_, turn, attempts) => {
    const known = await Promise.all(
      Object.values(both).map(async (open) => {
        turns = [turn];
        const error = await open().send(new UpdateCommand({ TableName: 't', Key: { pk: 'a' } })).then(
          () => expect.unreachable(),
          (reason: unknown) => reason as Error & Record<string, unknown>,
        );
        const { CancellationReasons, Item, $fault, $metadata } = error;
        const { httpStatusCode, attempts: tried } = $metadata as { httpStatusCode?: number; attempts?: number };
        return {
          ...(turn.cut || !turn.body!.startsWith('{') ? {} : { name: error.name, message: error.message, $fault }),
          ...{ CancellationReasons, Item, httpStatusCode, tried },
          throttled: isThrottlingError(error as never),
          transient: isTransientError(error as never),
          ofServer: isServerError(error as never),
        };
      }),
    );
    expect(known[0]).toEqual(known[1]);
    expect(known[0]!.tried).toBe(attempts);
    expect(asked).toHaveLength(2 * attempts);
  });

  it.each(Object.entries(both))('that passes is waited for with pauses: %s', async (_, open) => {
    turns = [{ status: 400, body: failure('ThrottlingException') }, { cut: true }, {}];
    const { $metadata } = await open().send(transaction({}));
    expect($metadata).toMatchObject({ attempts: 3, httpStatusCode: 200 });
  });

  it.each(Object.entries(both))(
    'for a clock that is wrong is signed again by the clock of the service: %s',
    async (_, open) => {
      const date = new Date(Date.now() + 3_600_000);
      turns = [{ status: 400, body: failure('InvalidSignatureException'), headers: { date: date.toUTCString() } }, {
        headers: { date: date.toUTCString() },
      }];
      await open().send(transaction({}));
      expect(asked).toHaveLength(2);
      const second = (asked[1]!.headers['x-amz-date'] as string).slice(0, 13);
      expect(
        [-1000, 0, 1000].map((ms) => new Date(date.getTime() + ms).toISOString().replaceAll(/[-:]/g, '').slice(0, 13)),
      )
        .toContain(second);
    },
  );
});
