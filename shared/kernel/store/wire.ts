/** DynamoDB's JSON: where the document client's inputs and answers hold items, in which each value has its type. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

type Fields = Record<string, unknown>;
type Item = Parameters<typeof unmarshall>[0];

/** Fields that are an item, a key or values. */
const ofOne = new Set([
  'Key',
  'Item',
  'ExpressionAttributeValues',
  'ExclusiveStartKey',
  'LastEvaluatedKey',
  'Attributes',
]);
/** Fields that are a list of them, and those that have a list for each table. */
const ofMany = new Set(['Keys', 'Items']);
const ofTables = 'Responses';

/** What a command asks for, as it travels: undefined fields are left out. @throws Error for what no table can hold */
export const written = (input: object): Fields =>
  translated(input, (item) => marshall(item, { removeUndefinedValues: true }));

/** What was answered, as the document client gives it. */
export const read = (answer: object): Fields => translated(answer, (item) => unmarshall(item as Item));

const translated = (fields: object, item: (fields: object) => object): Fields => {
  const found: Fields = {};
  for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
    if (ofOne.has(name)) found[name] = value && item(value);
    else if (ofMany.has(name)) found[name] = (value as object[]).map(item);
    else if (name === ofTables) {
      found[name] = Object.fromEntries(
        Object.entries(value as Record<string, object[]>).map(([table, items]) => [table, items.map(item)]),
      );
    } else found[name] = within(value, item);
  }
  return found;
};

const within = (value: unknown, item: (fields: object) => object): unknown => {
  if (Array.isArray(value)) return value.map((one) => within(one, item));
  return typeof value === 'object' && value !== null ? translated(value, item) : value;
};
