/**
 * The one AWS address of the laptop: takes every request, finds out which function calls, refuses what its role does not
 * allow, and hands the rest to the service. `types.ts` describes what goes in and what comes out.
 */
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { CognitoError } from 'cognito-local/lib/errors.js';
import { openBucketDoor } from './bucket-door.ts';
import { createCounters } from './counters.ts';
import { createTable, localAuthorization, startDynamoDb } from './dynamodb.ts';
import { dynamoDbAccess } from './dynamodb-access.ts';
import type { DynamoDbRequest, KeyNames } from './dynamodb-access.ts';
import { openEventBus } from './event-bus.ts';
import { createAuthorizer } from './iam.ts';
import type { Access, Refusal } from './iam.ts';
import { openInbox } from './inbox.ts';
import { openState } from './kept-state.ts';
import { BadMail, sendEmail } from './mail.ts';
import type { SendEmailRequest } from './mail.ts';
import { busArn, physicalName, queueArn, userPoolArn } from './names.ts';
import { openQueuesAndBuckets } from './queues-and-buckets.ts';
import { accessKeyOf } from './signed-requests.ts';
import { readTableStream } from './streams.ts';
import type { AwsServices, AwsServicesOptions, Place, PutEventsEntry, Resource, StreamReader } from './types.ts';
import { openUserPools, unsignedOperations } from './user-pool.ts';

/**
 * Starts everything and resolves once it can be used. Rejects, and leaves nothing running, when a port is taken, Java is
 * missing or a resource cannot be created.
 */
export const startAwsServices = async (options: AwsServicesOptions): Promise<AwsServices> => {
  const { dataDir, ports, clock, onRefusal = () => undefined, onFault = reportFault } = options;
  const now = (): Date => new Date(Date.now() + clock.offsetMs());
  const closing: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    let serve: (request: IncomingMessage, response: ServerResponse) => Promise<void> = async (_request, response) => {
      response.writeHead(503).end();
    };
    const server = createServer({ noDelay: true, keepAliveTimeout: 120_000 }, (request, response) => {
      serve(request, response).catch((error: unknown) => {
        onFault(`${request.method} ${request.url} failed in the local cloud`, error);
        if (response.headersSent) response.destroy();
        else response.writeHead(500, { 'content-type': 'application/json' }).end('{"__type":"InternalFailure"}');
      });
    });
    const url = await listen(server, ports.endpoint);
    closing.push(() => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }));
    const place: Place = { region: options.region, accountId: options.accountId, endpointUrl: url };

    const state = openState(dataDir);
    closing.push(() => state.close());
    const [db, { app, buckets, ...queuesAndBuckets }] = await Promise.all([
      startDynamoDb({ port: ports.dynamodb, ...(dataDir !== undefined && { dataDir: join(dataDir, 'dynamodb') }) })
        .then((started) => {
          closing.push(() => started.stop());
          return started;
        }),
      openQueuesAndBuckets({ place, ...(dataDir !== undefined && { dataDir }) }).then((opened) => {
        closing.push(() => opened.stop());
        return opened;
      }),
    ]);
    const inbox = openInbox(state.map('inbox'), now);
    const userPools = openUserPools({ state, place, now, inbox });
    const bus = openEventBus({ place, now, pending: state.map('pending-events'), deliver: options.deliver, onFault });
    closing.push(() => bus.stop());

    const counters = createCounters();
    let authorizer = createAuthorizer(options.policies);
    const tables = new Map<string, KeyNames>();
    const tableWrites = new Set<(tableName: string) => void>();
    const queueSends = new Set<(queueUrl: string) => void>();
    const subscribe = <T>(listeners: Set<T>, listener: T): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    const report = (accessKeyId: string, service: string, operation: string, refusal?: Refusal): void => {
      const name = authorizer.nameOf(accessKeyId) ?? '(unknown)';
      counters.count(name, service, operation, refusal === undefined ? {} : { refused: true });
      if (refusal !== undefined) onRefusal(refusal.message);
    };
    const bucketDoor = openBucketDoor({
      app, buckets, place, now,
      current: state.map('object-versions'),
      refusal: (accessKeyId, accesses) => authorizer.refusal(accessKeyId, accesses),
      onDecision: (accessKeyId, action, refusal) => report(accessKeyId, 's3', action, refusal),
    });
    /** Whether the caller was refused and has its answer. */
    const refuses = (
      response: ServerResponse, caller: string, service: string, operation: string, accesses: readonly Access[], status = 400,
    ): boolean => {
      const refusal = authorizer.refusal(caller, accesses);
      if (refusal === undefined) return false;
      report(caller, service, operation, refusal);
      answerError(response, status, 'AccessDeniedException', refusal.message);
      return true;
    };

    const dynamoDb = async (request: IncomingMessage, response: ServerResponse, caller: string, operation: string): Promise<void> => {
      const body = await readAll(request);
      const input = JSON.parse(body.toString()) as DynamoDbRequest;
      const { accesses, writes } = dynamoDbAccess(operation, input, tables, place);
      if (refuses(response, caller, 'dynamodb', operation, accesses)) return;
      const name = authorizer.nameOf(caller)!;
      const { 'content-type': type, 'x-amz-target': target } = request.headers;
      const outgoing = httpRequest(db.url, {
        method: 'POST',
        agent: db.agent,
        headers: { 'content-type': type, 'x-amz-target': target, authorization: localAuthorization, 'content-length': body.length },
      }, (answer) => {
        answer.on('error', () => response.destroy());
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        const succeeded = answer.statusCode === 200;
        if (succeeded) for (const table of writes) for (const tell of tableWrites) tell(table);
        if (!succeeded || input.ReturnConsumedCapacity === undefined) {
          counters.count(name, 'dynamodb', operation);
          answer.pipe(response);
          return;
        }
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const whole = Buffer.concat(chunks);
          response.end(whole);
          counters.count(name, 'dynamodb', operation, { capacityUnits: capacityIn(whole.toString()) });
        });
      });
      outgoing.on('error', (error) => {
        onFault('DynamoDB Local did not answer', error);
        if (response.headersSent) response.destroy();
        else answerError(response, 500, 'InternalServerError', 'DynamoDB Local did not answer');
      });
      outgoing.end(body);
    };

    const queues = async (request: IncomingMessage, response: ServerResponse, caller: string, operation: string): Promise<void> => {
      const payload = (await readAll(request)).toString();
      const input = JSON.parse(payload) as { QueueUrl?: string; QueueName?: string };
      const queueName = input.QueueUrl?.slice(input.QueueUrl.lastIndexOf('/') + 1) ?? input.QueueName ?? '';
      const action = `sqs:${operation.replace(/Batch$/, '')}`;
      if (refuses(response, caller, 'sqs', operation, [{ action, resource: queueArn(place, queueName) }], 403)) return;
      report(caller, 'sqs', operation);
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${operation}` };
      const answer = await app.inject({ method: 'POST', url: '/', headers, payload });
      response.writeHead(answer.statusCode, answer.headers as Record<string, string>).end(answer.rawPayload);
      if (answer.statusCode === 200 && action === 'sqs:SendMessage') {
        for (const tell of queueSends) tell(input.QueueUrl ?? '');
      }
    };

    const cognito = async (request: IncomingMessage, response: ServerResponse, caller: string | undefined, operation: string): Promise<void> => {
      const input = await readJson(request);
      if (!unsignedOperations.has(operation)) {
        const resource = userPoolArn(place, String(input.UserPoolId ?? ''));
        const accesses = [{ action: `cognito-idp:${operation}`, resource }];
        if (caller === undefined) return answerError(response, 400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
        if (refuses(response, caller, 'cognito-idp', operation, accesses)) return;
      }
      counters.count(caller === undefined ? '(unsigned)' : authorizer.nameOf(caller) ?? '(unknown)', 'cognito-idp', operation);
      try {
        answerJson(response, 200, await userPools.call(operation, input));
      } catch (error) {
        if (!(error instanceof CognitoError)) throw error;
        answerError(response, 400, error.code, error.message);
      }
    };

    const events = async (request: IncomingMessage, response: ServerResponse, caller: string, operation: string): Promise<void> => {
      const { Entries = [] } = await readJson(request) as { Entries?: PutEventsEntry[] };
      if (operation !== 'PutEvents') {
        return answerError(response, 400, 'UnknownOperationException', `The local event bus does not know ${operation}`);
      }
      const accesses = Entries.map((entry) => ({
        action: 'events:PutEvents',
        resource: entry.EventBusName?.startsWith('arn:') === true ? entry.EventBusName : busArn(place, entry.EventBusName ?? 'default'),
        context: { 'events:source': [entry.Source ?? ''], 'events:detail-type': [entry.DetailType ?? ''] },
      }));
      if (refuses(response, caller, 'events', operation, accesses)) return;
      report(caller, 'events', operation);
      if (Entries.length === 0 || Entries.length > 10) {
        return answerError(response, 400, 'ValidationException',
          "Value at 'entries' failed to satisfy constraint: Member must have length between 1 and 10");
      }
      answerJson(response, 200, bus.putEvents(Entries));
    };

    const mail = async (request: IncomingMessage, response: ServerResponse, caller: string): Promise<void> => {
      const input = await readJson(request) as SendEmailRequest;
      const from = /<([^>]+)>/.exec(input.FromEmailAddress ?? '')?.[1] ?? input.FromEmailAddress ?? '';
      // A grant names the verified identity, which is either the address or its domain.
      const refusals = [from, from.slice(from.indexOf('@') + 1)].map((identity) => authorizer.refusal(caller, [{
        action: 'ses:SendEmail',
        resource: `arn:aws:ses:${place.region}:${place.accountId}:identity/${identity}`,
        context: { 'ses:FromAddress': [from] },
      }]));
      const refusal = refusals.every((refused) => refused !== undefined) ? refusals[1] : undefined;
      report(caller, 'ses', 'SendEmail', refusal);
      if (refusal !== undefined) return answerError(response, 403, 'AccessDeniedException', refusal.message);
      try {
        answerJson(response, 200, sendEmail(inbox, input));
      } catch (error) {
        if (!(error instanceof BadMail)) throw error;
        answerError(response, 400, 'BadRequestException', error.message);
      }
    };

    serve = async (request, response) => {
      const credential = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
      const caller = credential === undefined ? undefined : accessKeyOf(credential);
      const target = request.headers['x-amz-target'];
      if (typeof target === 'string') {
        const [service = '', operation = ''] = target.split('.', 2);
        if (service === 'AWSCognitoIdentityProviderService') return cognito(request, response, caller, operation);
        if (caller === undefined || authorizer.nameOf(caller) === undefined) {
          request.resume();
          return answerError(response, 403, 'UnrecognizedClientException', 'The security token included in the request is invalid');
        }
        if (service === 'DynamoDB_20120810' || service === 'DynamoDBStreams_20120810') {
          return dynamoDb(request, response, caller, operation);
        }
        if (service === 'AmazonSQS') return queues(request, response, caller, operation);
        if (service === 'AWSEvents') return events(request, response, caller, operation);
        request.resume();
        return answerError(response, 400, 'UnknownOperationException', `The local cloud has no service for ${target}`);
      }
      if (request.method === 'POST' && request.url === '/v2/email/outbound-emails' && caller !== undefined) {
        return mail(request, response, caller);
      }
      const discovery = /^\/[^/]+\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(request.url ?? '');
      if (request.method === 'GET' && discovery !== null) {
        const issuer = url + request.url!.slice(0, request.url!.indexOf('/.well-known'));
        return answerJson(response, 200, discovery[1] === 'jwks.json' ? userPools.jwks : {
          issuer, jwks_uri: `${issuer}/.well-known/jwks.json`, id_token_signing_alg_values_supported: ['RS256'],
        });
      }
      return bucketDoor.serve(request, response, caller);
    };

    const addResources = async (resources: readonly Resource[]): Promise<void> => {
      for (const resource of resources) {
        if (resource.type !== 'AWS::DynamoDB::Table' && resource.type !== 'AWS::DynamoDB::GlobalTable') continue;
        const name = physicalName(resource, place);
        await createTable(db, name, resource.properties);
        tables.set(name, keyNames(resource.properties));
      }
      queuesAndBuckets.addResources(resources);
      bucketDoor.addResources(resources);
      await userPools.addResources(resources);
      bus.setRules(resources);
    };
    await addResources(options.resources);

    const readers = new Set<StreamReader>();
    closing.push(async () => {
      await Promise.all([...readers].map((reader) => reader.stop()));
    });
    const onTableWrite = (listener: (tableName: string) => void): (() => void) => subscribe(tableWrites, listener);
    return {
      url, place, inbox, bus, userPools, counters, addResources, onTableWrite, stop,
      setPolicies: (policies) => {
        authorizer = createAuthorizer(policies);
      },
      onQueueSend: (listener) => subscribe(queueSends, listener),
      readStream: (streamOptions) => {
        const reader = readTableStream(
          { db, place, checkpoints: state.map(`stream-${streamOptions.reader}`), onWrite: onTableWrite, onFault },
          streamOptions,
        );
        readers.add(reader);
        return {
          idle: () => reader.idle(),
          stop: async () => {
            readers.delete(reader);
            await reader.stop();
          },
        };
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

const reportFault = (message: string, cause: unknown): void => console.error(message, cause);

const listen = (server: Server, port: number): Promise<string> => new Promise((resolve, reject) => {
  server.once('error', (cause) => reject(new Error(
    `Port ${port} for the AWS endpoint is taken. End what listens there, or start with a port offset.`, { cause },
  )));
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    resolve(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`);
  });
});

const readAll = (request: IncomingMessage): Promise<Buffer> => new Promise((resolve, reject) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
  request.on('error', reject);
});

const readJson = async (request: IncomingMessage): Promise<Record<string, unknown>> =>
  JSON.parse((await readAll(request)).toString() || '{}') as Record<string, unknown>;

const answerJson = (response: ServerResponse, status: number, body: unknown): void => {
  // AWS's JSON has instants as seconds since 1970.
  const text = JSON.stringify(body, function (this: Record<string, unknown>, key: string, value: unknown) {
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : value;
  });
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(text);
};

const answerError = (response: ServerResponse, status: number, type: string, message: string): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type })
    .end(JSON.stringify({ __type: type, message, Message: message }));
};

const keyNames = (properties: Readonly<Record<string, unknown>>): KeyNames => {
  type Keyed = { KeySchema?: readonly { AttributeName: string; KeyType: string }[]; IndexName?: string };
  const partitionKeyOf = ({ KeySchema = [] }: Keyed): string =>
    KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  const indexes = [properties.GlobalSecondaryIndexes, properties.LocalSecondaryIndexes]
    .flatMap((list) => (list ?? []) as Keyed[]);
  return {
    partitionKey: partitionKeyOf(properties),
    indexes: Object.fromEntries(indexes.map((index) => [index.IndexName ?? '', partitionKeyOf(index)])),
  };
};

/** The total in `"ConsumedCapacity":{...}` or `[...]`, found without parsing the items around it. */
const capacityIn = (answer: string): number => {
  const start = answer.indexOf('"ConsumedCapacity":');
  if (start < 0) return 0;
  const open = start + '"ConsumedCapacity":'.length;
  let depth = 0;
  for (let at = open; at < answer.length; at += 1) {
    const character = answer[at];
    if (character === '{' || character === '[') depth += 1;
    if ((character === '}' || character === ']') && (depth -= 1) === 0) {
      const consumed = [JSON.parse(answer.slice(open, at + 1)) as unknown].flat() as { CapacityUnits?: number }[];
      return consumed.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    }
  }
  return 0;
};
