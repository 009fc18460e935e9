/**
 * The one AWS address of the laptop: takes every request, finds out which function calls, refuses what its role does
 * not allow, and hands the rest to the service. `types.ts` describes what goes in and what comes out.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { openBucketDoor } from './bucket/bucket-door.ts';
import { createCounters } from './counters.ts';
import { createTable, startDynamoDb } from './dynamodb/dynamodb.ts';
import type { KeyNames } from './dynamodb/dynamodb-access.ts';
import { keyNames, serveDynamoDb } from './dynamodb/dynamodb-door.ts';
import { openEventBus } from './events/event-bus.ts';
import { serveEvents } from './events/event-door.ts';
import { openGate } from './gate.ts';
import { answerError, answerJson } from './http-answers.ts';
import { openInbox } from './messages/inbox.ts';
import { openState } from './kept-state.ts';
import { functionAsked, serveInvocation } from './invocation-door.ts';
import { serveMail } from './messages/mail-door.ts';
import { physicalName } from './names.ts';
import { openPushService } from './messages/push-service.ts';
import { serveQueue } from './queues/queue-door.ts';
import { openQueues } from './queues/queues.ts';
import { openQueuesAndBuckets } from './queues/queues-and-buckets.ts';
import { accessKeyOf } from './signed-requests.ts';
import { readTableStream } from './dynamodb/streams.ts';
import { serveText } from './messages/text-door.ts';
import type { AwsServices, AwsServicesOptions, Place, Resource, StreamReader } from './types.ts';
import { openUserPools } from './user-pool/user-pool.ts';
import { serveUserPool } from './user-pool/user-pool-door.ts';

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Starts everything, with no resources and nobody who may use them yet. Resolves once both can be given. Rejects, and
 * leaves nothing running, when a port is taken or Java is missing.
 */
export const startAwsServices = async (options: AwsServicesOptions): Promise<AwsServices> => {
  const closing: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    return { ...(await openServices(options, closing)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** `closing` gets, in the order of opening, how to close what was opened. */
const openServices = async (
  options: AwsServicesOptions,
  closing: (() => unknown)[],
): Promise<Omit<AwsServices, 'stop'>> => {
  const { dataDir, ports, clock, onRefusal = () => undefined, onFault = reportFault } = options;
  const now = (): Date => new Date(Date.now() + clock.offsetMs());
  const opened = <T>(service: T, close: (service: T) => unknown): T => {
    closing.push(() => close(service));
    return service;
  };

  // Queue addresses and token issuers contain the port, so it is taken first; nobody knows it before all is ready.
  let serve: Serve = async (_request, response) => answerError(response, 503, 'ServiceUnavailable', 'Starting');
  const server = opened(
    createServer({ noDelay: true, keepAliveTimeout: 120_000 }, (request, response) => {
      // The SDK sets its clock by the answers; a client that several functions share would sign with another time.
      response.setHeader('date', now().toUTCString());
      serve(request, response).catch((error: unknown) => {
        onFault(`${request.method} ${request.url} failed in the local cloud`, error);
        if (response.headersSent) response.destroy();
        else answerError(response, 500, 'InternalFailure', String(error));
      });
    }),
    close,
  );
  const url = await listen(server, ports.endpoint);
  const place: Place = { region: options.region, accountId: options.accountId, endpointUrl: url };

  const state = opened(openState(dataDir), (kept) => kept.close());
  const [db, queuesAndBuckets] = await Promise.all([
    startDynamoDb({
      port: ports.dynamodb,
      dataDir: dataDir === undefined ? undefined : join(dataDir, 'dynamodb'),
    }).then((started) => opened(started, (process) => process.stop())),
    openQueuesAndBuckets({ place, dataDir }).then((started) => opened(started, (both) => both.stop())),
  ]);
  const { app, buckets, queues: store, createMessage } = queuesAndBuckets;
  const inbox = openInbox(state.map('inbox'), now);
  const push = openPushService(url, inbox);
  const userPools = openUserPools({ state, place, now, inbox });
  const bus = opened(
    openEventBus({ place, now, pending: state.map('pending-events'), deliver: options.deliver, onFault }),
    (started) => started.stop(),
  );

  const counters = createCounters();
  const gate = openGate(counters, onRefusal);
  const tables = new Map<string, KeyNames>();
  const tableWrites = listeners<string>();
  const queueSends = listeners<string>();
  const bucketDoor = openBucketDoor({ app, buckets, gate, place, now, versions: state.map('object-versions') });
  const dynamoDbDoor = { db, gate, place, tables, onWrite: tableWrites.tell, onFault };
  const queueDoor = { app, gate, place, onSend: queueSends.tell };

  const serveTarget = (
    target: string,
    request: IncomingMessage,
    response: ServerResponse,
    caller: string | undefined,
  ): Promise<void> | void => {
    const [service = '', operation = ''] = target.split('.', 2);
    if (service === 'AWSCognitoIdentityProviderService') {
      return serveUserPool({ gate, place, userPools }, request, response, caller, operation);
    }
    if (caller === undefined || !gate.knows(caller)) {
      request.resume();
      return answerError(
        response,
        403,
        'UnrecognizedClientException',
        'The security token included in the request is invalid',
      );
    }
    switch (service) {
      case 'DynamoDB_20120810':
      case 'DynamoDBStreams_20120810':
        return serveDynamoDb(dynamoDbDoor, request, response, caller, operation);
      case 'AmazonSQS':
        return serveQueue(queueDoor, request, response, caller, operation);
      case 'PinpointSMSVoiceV2':
        return serveText({ gate, inbox, bus }, request, response, caller, operation);
      case 'AWSEvents':
        return serveEvents({ gate, place, bus }, request, response, caller, operation);
      default:
        request.resume();
        return answerError(response, 400, 'UnknownOperationException', `The local cloud has no service for ${target}`);
    }
  };
  serve = async (request, response) => {
    const credential = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
    const caller = credential === undefined ? undefined : accessKeyOf(credential);
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string') return serveTarget(target, request, response, caller);
    if (request.method === 'POST' && request.url === '/v2/email/outbound-emails' && caller !== undefined) {
      return serveMail({ gate, place, inbox, bus }, request, response, caller);
    }
    const functionName = functionAsked(request);
    if (functionName !== undefined && caller !== undefined) {
      return serveInvocation(
        { gate, place, invoke: options.invoke, invokeLater: options.invokeLater },
        request,
        response,
        caller,
        functionName,
      );
    }
    if (push.serve(request, response)) return;
    const [, userPoolId, document] =
      /^\/([^/]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(request.url ?? '') ?? [];
    if (userPoolId !== undefined && request.method === 'GET') {
      const issuer = userPools.issuer(userPoolId);
      return answerJson(
        response,
        200,
        document === 'jwks.json'
          ? userPools.jwks
          : {
            issuer,
            jwks_uri: `${issuer}/.well-known/jwks.json`,
            id_token_signing_alg_values_supported: ['RS256'],
          },
      );
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

  const readers = opened(new Set<StreamReader>(), (all) => Promise.all([...all].map((reader) => reader.stop())));
  return {
    url,
    place,
    inbox,
    push,
    bus,
    userPools,
    queues: openQueues({ store, createMessage, region: place.region, onSend: queueSends.tell }),
    counters,
    addResources,
    setPolicies: gate.setPolicies,
    onTableWrite: tableWrites.listen,
    onQueueSend: queueSends.listen,
    readStream: (streamOptions) => {
      const checkpoints = state.map<{ sequenceNumber?: string; done?: true }>(`stream-${streamOptions.reader}`);
      const reader = readTableStream({ db, place, checkpoints, onWrite: tableWrites.listen, onFault }, streamOptions);
      readers.add(reader);
      return reader;
    },
  };
};

const listeners = <T>() => {
  const all = new Set<(value: T) => void>();
  return {
    tell: (value: T): void => all.forEach((listener) => listener(value)),
    listen: (listener: (value: T) => void): () => void => {
      all.add(listener);
      return () => all.delete(listener);
    },
  };
};

const reportFault = (message: string, cause: unknown): void => console.error(message, cause);

const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new Error(`Port ${port} for the AWS endpoint is taken. End what listens there, or start with a port offset.`, {
          cause,
        }),
      ));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
