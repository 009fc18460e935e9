/**
 * The way of the document client's commands to DynamoDB: what the SDK's client does for them, without the twenty layers
 * that it puts together anew for each call. Credentials, region, address, sockets, and when to try again are the SDK's
 * own. What it is worth: docs/decisions/transport.md.
 */
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { HttpRequest } from '@smithy/core/protocols';
import { isServerError, isThrottlingError, isTransientError, StandardRetryStrategy } from '@smithy/core/retry';
import aws4 from 'aws4';
import { randomUUID } from 'node:crypto';
import { read, written } from './wire.ts';

/** What the platform does with its table. A command of another kind is named here when it is first needed. */
const operations = new Map<unknown, string>([
  [BatchGetCommand, 'BatchGetItem'],
  [DeleteCommand, 'DeleteItem'],
  [QueryCommand, 'Query'],
  [TransactWriteCommand, 'TransactWriteItems'],
  [UpdateCommand, 'UpdateItem'],
]);

const maxAttempts = 3;

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What AWS's SDKs tell of an answer, and of the attempts before it. */
type Metadata = DynamoDBServiceException['$metadata'];

/** A document client for the commands above. Fails as the SDK's own does, under the same names, as often tried. */
export const openTransport = (): Pick<DynamoDBDocumentClient, 'send'> => {
  const { config } = new DynamoDBClient({ maxAttempts });
  const retries = new StandardRetryStrategy(maxAttempts);
  /** How far DynamoDB's clock is ahead of ours, in milliseconds: a request signed at another time is refused. */
  let ahead = 0;

  const attempt = async (operation: string, body: string, id: string, count: number): Promise<Answered> => {
    const [region, credentials, at] = await Promise.all([config.region(), config.credentials(), addressOf(config)]);
    const before = ahead;
    const { headers } = aws4.sign({
      service: 'dynamodb',
      region,
      method: 'POST',
      path: '/',
      headers: {
        'host': at.host,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'X-Amz-Date': new Date(Date.now() + ahead).toISOString().replaceAll(/[-:]|\.\d+/g, ''),
        'amz-sdk-invocation-id': id,
        'amz-sdk-request': `attempt=${count}; max=${maxAttempts}`,
      },
      body,
    }, credentials) as { headers: Record<string, string> };
    const trace = process.env['_X_AMZN_TRACE_ID'];
    const { response } = await config.requestHandler.handle(
      new HttpRequest({
        protocol: at.protocol,
        hostname: at.hostname,
        ...(at.port && { port: Number(at.port) }),
        method: 'POST',
        path: '/',
        headers: { ...headers, ...(trace && { 'x-amzn-trace-id': trace }) },
        body,
      }),
    );
    const answer = {
      status: response.statusCode,
      headers: response.headers,
      text: Buffer.from(await config.streamCollector(response.body)).toString(),
    };
    const told = Date.parse(answer.headers['date'] ?? '');
    if (Math.abs(told - Date.now() - ahead) >= skewed && !answer.headers['age']) ahead = told - Date.now();
    if (answer.status < 300) return answer;
    const error = errorOf(answer);
    if (ahead !== before) Object.assign(error.$metadata, { clockSkewCorrected: true });
    throw error;
  };

  const send = async (command: { readonly input: object }): Promise<object> => {
    const operation = operations.get(command.constructor);
    if (operation === undefined) {
      throw new Error(`shared/kernel/store/transport.ts does not know ${command.constructor.name}`);
    }
    const input = written(command.input);
    // The same for all attempts: a transaction whose answer was lost is not done twice.
    if (operation === 'TransactWriteItems') input['ClientRequestToken'] ??= randomUUID();
    const body = JSON.stringify(input);
    const id = randomUUID();
    let token = await retries.acquireInitialRetryToken('');
    for (let count = 1;; count += 1) {
      try {
        const answer = await attempt(operation, body, id, count);
        const output = read(JSON.parse(answer.text || '{}') as Record<string, unknown>);
        retries.recordSuccess(token);
        return { $metadata: { ...metadataOf(answer), attempts: count }, ...output };
      } catch (error) {
        const told = error as SdkError & { $metadata?: Metadata };
        try {
          // It waits, for longer each time.
          token = await retries.refreshRetryTokenForRetry(token, { error: told, errorType: kindOf(told) });
        } catch {
          told.$metadata = { ...told.$metadata, attempts: count };
          throw told;
        }
      }
    }
  };
  return { send: send as DynamoDBDocumentClient['send'] };
};

/** From so many milliseconds on the SDK takes a clock for wrong; DynamoDB refuses what is a minute further off. */
const skewed = 240_000;

type SdkError = Parameters<typeof isServerError>[0];

const kindOf = (error: SdkError) => {
  if (isThrottlingError(error)) return 'THROTTLING';
  if (isTransientError(error)) return 'TRANSIENT';
  return isServerError(error) ? 'SERVER_ERROR' : 'CLIENT_ERROR';
};

/** Where the table is: the address that the environment names, or the region's. */
const addressOf = async (config: DynamoDBClient['config']): Promise<URL> => {
  const named = process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? process.env['AWS_ENDPOINT_URL'];
  return named ? new URL(named) : config.endpointProvider({ Region: await config.region() }).url;
};

const metadataOf = ({ status, headers }: Answered): Metadata => ({
  httpStatusCode: status,
  ...(headers['x-amzn-requestid'] && { requestId: headers['x-amzn-requestid'] }),
});

const classes: Readonly<Record<string, new(options: never) => DynamoDBServiceException>> = {
  ConditionalCheckFailedException,
  TransactionCanceledException,
};

/** The error that an answer means, under the SDK's names. What is no JSON comes from somebody in between. */
const errorOf = (answer: Answered): DynamoDBServiceException => {
  let told: Record<string, string | undefined> = {};
  try {
    told = JSON.parse(answer.text) as typeof told;
  } catch {
    // The status says whether it passes by itself.
  }
  const { __type: type = 'Unknown', message, Message, ...fields } = told;
  const name = type.split('#').at(-1)!.split(':')[0]!;
  const options = {
    name,
    message: message ?? Message ?? 'UnknownError',
    $fault: answer.status < 500 ? 'client' as const : 'server' as const,
    $metadata: metadataOf(answer),
  };
  const error = new (classes[name] ?? DynamoDBServiceException)(options as never);
  return Object.assign(error, fields);
};
