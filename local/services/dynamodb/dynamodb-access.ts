/**
 * What a DynamoDB request wants to do, as IAM sees it: an action on a table or index with the partition keys that it
 * names (`dynamodb:LeadingKeys`). Transactions ask for each item's own action; a transaction as such needs no grant.
 */
import type { Access } from '../iam.ts';
import { tableArn } from '../names.ts';
import type { Place } from '../types.ts';

/** The partition key's attribute, by table name, and below it by index name. */
export interface KeyNames {
  readonly partitionKey: string;
  readonly indexes: Readonly<Record<string, string>>;
}

type AttributeValue = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, AttributeValue>>;

/** The parts of DynamoDB's requests that decide about access. */
export interface DynamoDbRequest {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>>;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, DynamoDbRequest>>[];
  readonly ReturnConsumedCapacity?: string;
}

const transactActions: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** Every access that the request needs, and the tables that it writes to if it succeeds. */
export const dynamoDbAccess = (
  operation: string,
  request: DynamoDbRequest,
  tables: ReadonlyMap<string, KeyNames>,
  place: Place,
): { accesses: Access[]; writes: readonly string[] } => {
  const accessTo = (action: string, arnOrName = '', leadingKeys: readonly string[], index?: string): Access => {
    const arn = tableArn(place, tableName(arnOrName));
    return {
      action: `dynamodb:${action}`,
      resource: index === undefined ? arn : `${arn}/index/${index}`,
      ...(leadingKeys.length > 0 && { context: { 'dynamodb:LeadingKeys': leadingKeys } }),
    };
  };
  const partitionKeyOf = (table = ''): string | undefined => tables.get(tableName(table))?.partitionKey;
  const leadingKey = (table: string | undefined, item: Item | undefined): readonly string[] => {
    const name = partitionKeyOf(table);
    const value = name === undefined ? undefined : item?.[name];
    return value === undefined ? [] : [plain(value)];
  };
  const table = request.TableName;

  switch (operation) {
    case 'GetItem':
      return { accesses: [accessTo(operation, table, leadingKey(table, request.Key))], writes: [] };
    case 'PutItem':
      return { accesses: [accessTo(operation, table, leadingKey(table, request.Item))], writes: [tableName(table)] };
    case 'UpdateItem':
    case 'DeleteItem':
      return { accesses: [accessTo(operation, table, leadingKey(table, request.Key))], writes: [tableName(table)] };
    case 'Query': {
      const keys = tables.get(tableName(table));
      const name = request.IndexName === undefined ? keys?.partitionKey : keys?.indexes[request.IndexName];
      return { accesses: [accessTo(operation, table, queriedKeys(request, name), request.IndexName)], writes: [] };
    }
    case 'Scan':
      return { accesses: [accessTo(operation, table, [], request.IndexName)], writes: [] };
    case 'BatchGetItem': {
      const wanted = Object.entries(request.RequestItems ?? {}) as [string, { Keys?: readonly Item[] }][];
      return {
        accesses: wanted.map(([name, { Keys = [] }]) =>
          accessTo(operation, name, distinct(Keys.flatMap((key) => leadingKey(name, key))))
        ),
        writes: [],
      };
    }
    case 'BatchWriteItem': {
      const wanted = Object.entries(request.RequestItems ?? {}) as [
        string,
        readonly { PutRequest?: { Item?: Item }; DeleteRequest?: { Key?: Item } }[],
      ][];
      return {
        accesses: wanted.map(([name, writes]) =>
          accessTo(
            operation,
            name,
            distinct(writes.flatMap((write) => leadingKey(name, write.PutRequest?.Item ?? write.DeleteRequest?.Key))),
          )
        ),
        writes: wanted.map(([name]) => tableName(name)),
      };
    }
    case 'TransactGetItems':
    case 'TransactWriteItems': {
      const parts = (request.TransactItems ?? []).flatMap((item) => Object.entries(item));
      return {
        accesses: parts.map(([kind, part]) =>
          accessTo(transactActions[kind] ?? kind, part.TableName, leadingKey(part.TableName, part.Item ?? part.Key))
        ),
        writes: operation === 'TransactGetItems' ? [] : distinct(parts.map(([, part]) => tableName(part.TableName))),
      };
    }
    default:
      return { accesses: [accessTo(operation, table, [])], writes: [] };
  }
};

const tableName = (arnOrName = ''): string =>
  arnOrName.startsWith('arn:') ? (arnOrName.split('/')[1] ?? '') : arnOrName;

const plain = (value: AttributeValue): string => String(Object.values(value)[0]);

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** The partition key in `#pk = :pk AND begins_with(#sk, :sk)`; DynamoDB allows only equality for it. */
const queriedKeys = (request: DynamoDbRequest, partitionKey: string | undefined): readonly string[] => {
  if (partitionKey === undefined) return [];
  for (const [, name = '', value = ''] of (request.KeyConditionExpression ?? '').matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)) {
    const attribute = name.startsWith('#') ? request.ExpressionAttributeNames?.[name] : name;
    const bound = request.ExpressionAttributeValues?.[value];
    if (attribute === partitionKey && bound !== undefined) return [plain(bound)];
  }
  return [];
};
