/** DynamoDB behind the gate. This is the hot path: the body is read once for the decision and goes on as it came. */
import { request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DynamoDb } from './dynamodb.ts';
import { localAuthorization } from './dynamodb.ts';
import { dynamoDbAccess } from './dynamodb-access.ts';
import type { DynamoDbRequest, KeyNames } from './dynamodb-access.ts';
import type { Gate } from '../gate.ts';
import { answerError, passedOn, readAll } from '../http-answers.ts';
import type { Place } from '../types.ts';

/** What the door needs; `onWrite` is told of each table that a successful request wrote to. */
export interface DynamoDbDoor {
  readonly db: Pick<DynamoDb, 'url' | 'agent'>;
  readonly gate: Gate;
  readonly place: Place;
  readonly tables: ReadonlyMap<string, KeyNames>;
  readonly onWrite: (tableName: string) => void;
  readonly onFault: (message: string, cause: unknown) => void;
}

/** Serves one request of DynamoDB or its streams. */
export const serveDynamoDb = async (
  { db, gate, place, tables, onWrite, onFault }: DynamoDbDoor,
  request: IncomingMessage,
  response: ServerResponse,
  accessKeyId: string,
  operation: string,
): Promise<void> => {
  const body = await readAll(request);
  const input = JSON.parse(body.toString()) as DynamoDbRequest;
  const { accesses, writes } = dynamoDbAccess(operation, input, tables, place);
  if (gate.refuses(response, { accessKeyId, service: 'dynamodb', operation }, accesses)) return;

  const { 'content-type': type, 'x-amz-target': target } = request.headers;
  const outgoing = httpRequest(
    db.url,
    {
      method: 'POST',
      agent: db.agent,
      headers: {
        'content-type': type,
        'x-amz-target': target,
        authorization: localAuthorization,
        'content-length': body.length,
      },
    },
    (answer) => {
      answer.on('error', () => response.destroy());
      response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
      const succeeded = answer.statusCode === 200;
      if (succeeded) writes.forEach(onWrite);
      if (!succeeded || input.ReturnConsumedCapacity === undefined) {
        gate.count(accessKeyId, 'dynamodb', operation);
        answer.pipe(response);
        return;
      }
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const whole = Buffer.concat(chunks);
        response.end(whole);
        gate.count(accessKeyId, 'dynamodb', operation, { capacityUnits: capacityIn(whole.toString()) });
      });
    },
  );
  outgoing.on('error', (error) => {
    onFault('DynamoDB Local did not answer', error);
    if (response.headersSent) response.destroy();
    else answerError(response, 500, 'InternalServerError', 'DynamoDB Local did not answer');
  });
  outgoing.end(body);
};

/** The partition keys of a table and its indexes, from its resolved properties. */
export const keyNames = (properties: Readonly<Record<string, unknown>>): KeyNames => {
  type Keyed = { KeySchema?: readonly { AttributeName: string; KeyType: string }[]; IndexName?: string };
  const partitionKeyOf = ({ KeySchema = [] }: Keyed): string =>
    KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  const indexes = [properties.GlobalSecondaryIndexes, properties.LocalSecondaryIndexes].flatMap(
    (list) => (list ?? []) as Keyed[],
  );
  return {
    partitionKey: partitionKeyOf(properties),
    indexes: Object.fromEntries(indexes.map((index) => [index.IndexName ?? '', partitionKeyOf(index)])),
  };
};

/** The total in `"ConsumedCapacity":{...}` or `[...]`, found without parsing the items around it. */
const capacityIn = (answer: string): number => {
  const name = '"ConsumedCapacity":';
  const start = answer.indexOf(name);
  if (start < 0) return 0;
  const open = start + name.length;
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
