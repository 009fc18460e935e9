import { describe, expect, it } from 'vitest';
import { dynamoDbAccess } from '../../../../local/services/dynamodb/dynamodb-access.ts';
import type { DynamoDbRequest } from '../../../../local/services/dynamodb/dynamodb-access.ts';

const place = { region: 'eu-west-1', accountId: '000000000000', endpointUrl: 'http://127.0.0.1:4566' };
const tables = new Map([['main', { partitionKey: 'pk', indexes: { byOwner: 'owner' } }]]);
const arn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/main';
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });

const access = (action: string, keys: string[], resource = arn) => ({
  action: `dynamodb:${action}`,
  resource,
  ...(keys.length > 0 && { context: { 'dynamodb:LeadingKeys': keys } }),
});

const requests: [string, DynamoDbRequest, ReturnType<typeof access>[], string[]][] = [
  ['GetItem', { TableName: 'main', Key: key('A') }, [access('GetItem', ['A'])], []],
  ['PutItem', { TableName: arn, Item: key('A') }, [access('PutItem', ['A'])], ['main']],
  ['UpdateItem', { TableName: 'main', Key: key('A') }, [access('UpdateItem', ['A'])], ['main']],
  ['DeleteItem', { TableName: 'main', Key: key('A') }, [access('DeleteItem', ['A'])], ['main']],
  ['Scan', { TableName: 'main' }, [access('Scan', [])], []],
  [
    'Query',
    {
      TableName: 'main',
      KeyConditionExpression: '(#c0_1 = :c0_1) AND (begins_with(#c1_1, :c1_1))',
      ExpressionAttributeNames: { '#c0_1': 'pk', '#c1_1': 'sk' },
      ExpressionAttributeValues: { ':c0_1': { S: 'ORDER#1' }, ':c1_1': { S: 'EVENT#' } },
    },
    [access('Query', ['ORDER#1'])],
    [],
  ],
  [
    'Query',
    {
      TableName: 'main',
      KeyConditionExpression: 'sk = :s and pk = :p',
      ExpressionAttributeValues: { ':p': { S: 'P' }, ':s': { S: 'S' } },
    },
    [access('Query', ['P'])],
    [],
  ],
  [
    'Query',
    {
      TableName: 'main',
      IndexName: 'byOwner',
      KeyConditionExpression: 'owner=:o',
      ExpressionAttributeValues: { ':o': { N: '7' } },
    },
    [access('Query', ['7'], `${arn}/index/byOwner`)],
    [],
  ],
  [
    'BatchGetItem',
    { RequestItems: { main: { Keys: [key('A'), key('B'), key('A')] } } },
    [access('BatchGetItem', ['A', 'B'])],
    [],
  ],
  [
    'BatchWriteItem',
    { RequestItems: { main: [{ PutRequest: { Item: key('A') } }, { DeleteRequest: { Key: key('B') } }] } },
    [access('BatchWriteItem', ['A', 'B'])],
    ['main'],
  ],
  [
    'TransactGetItems',
    { TransactItems: [{ Get: { TableName: 'main', Key: key('A') } }] },
    [access('GetItem', ['A'])],
    [],
  ],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'main', Item: key('A') } },
        { Update: { TableName: 'main', Key: key('B') } },
        { Delete: { TableName: 'main', Key: key('C') } },
        { ConditionCheck: { TableName: 'main', Key: key('D') } },
      ],
    },
    [
      access('PutItem', ['A']),
      access('UpdateItem', ['B']),
      access('DeleteItem', ['C']),
      access('ConditionCheckItem', ['D']),
    ],
    ['main'],
  ],
];

describe('what a DynamoDB request wants to do', () => {
  it.each(requests)('%s %j', (operation, request, accesses, writes) => {
    expect(dynamoDbAccess(operation, request, tables, place)).toEqual({ accesses, writes });
  });
});
