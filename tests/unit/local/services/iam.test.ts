import { describe, expect, it } from 'vitest';
import { createAuthorizer } from '../../../../local/services/iam.ts';
import type { Access } from '../../../../local/services/iam.ts';
import type { Statement } from '../../../../local/services/types.ts';
import { ADMIN_ACCESS_KEY } from '../../../../local/services/types.ts';

const table = 'arn:aws:dynamodb:eu-west-1:000000000000:table/main';
const allow = (more: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: table,
  ...more,
});
const get = (...keys: string[]): Access => ({
  action: 'dynamodb:GetItem',
  resource: table,
  ...(keys.length > 0 && { context: { 'dynamodb:LeadingKeys': keys } }),
});
const orders = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ORDER#*', 'CART#*'] } };

const decisions: [string, Statement[], Access, boolean][] = [
  ['nothing is allowed by default', [], get(), false],
  ['an exact grant', [allow({})], get(), true],
  ['another action', [allow({ Action: 'dynamodb:PutItem' })], get(), false],
  ['another resource', [allow({ Resource: `${table}2` })], get(), false],
  ['one of several actions', [allow({ Action: ['dynamodb:Query', 'dynamodb:GetItem'] })], get(), true],
  ['an action with a wildcard', [allow({ Action: 'dynamodb:Get*' })], get(), true],
  ['an action in other case', [allow({ Action: 'DynamoDB:getitem' })], get(), true],
  ['a resource with a wildcard', [allow({ Resource: 'arn:aws:dynamodb:*:*:table/m?in' })], get(), true],
  ['a wildcard is not a regular expression', [allow({ Resource: table.replace('main', 'ma.n') })], get(), false],
  ['a resource in other case', [allow({ Resource: table.toUpperCase() })], get(), false],
  ['a deny wins', [allow({}), allow({ Effect: 'Deny' })], get(), false],
  ['a deny of something else', [allow({}), allow({ Effect: 'Deny', Action: 'dynamodb:Scan' })], get(), true],
  ['NotAction leaves out what it names', [allow({ Action: undefined, NotAction: 'dynamodb:Scan' })], get(), true],
  ['NotAction excludes', [allow({ Action: undefined, NotAction: 'dynamodb:Get*' })], get(), false],
  ['NotResource excludes', [allow({ Resource: undefined, NotResource: table })], get(), false],
  ['a leading key that fits', [allow({ Condition: orders })], get('ORDER#1'), true],
  ['a leading key that does not', [allow({ Condition: orders })], get('ACCOUNT#1'), false],
  ['every leading key must fit', [allow({ Condition: orders })], get('ORDER#1', 'ACCOUNT#1'), false],
  ['several that fit', [allow({ Condition: orders })], get('ORDER#1', 'CART#2'), true],
  ['ForAllValues holds when the key is missing', [allow({ Condition: orders })], get(), true],
  [
    'ForAnyValue fails when the key is missing',
    [allow({ Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': 'ORDER#*' } } })],
    get(),
    false,
  ],
  [
    'ForAnyValue is content with one',
    [allow({ Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': 'ORDER#*' } } })],
    get('A', 'ORDER#1'),
    true,
  ],
  [
    'Null guards against the missing key',
    [allow({ Condition: { ...orders, Null: { 'dynamodb:LeadingKeys': 'false' } } })],
    get(),
    false,
  ],
  [
    'Null true asks for the missing key',
    [allow({ Condition: { Null: { 'dynamodb:LeadingKeys': true } } })],
    get(),
    true,
  ],
  [
    'StringEquals does not know wildcards',
    [allow({ Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'ORDER#*' } } })],
    get('ORDER#1'),
    false,
  ],
  [
    'StringEquals fails when the key is missing',
    [allow({ Condition: { StringEquals: { 'dynamodb:LeadingKeys': 'ORDER#1' } } })],
    get(),
    false,
  ],
  [
    'IfExists holds when the key is missing',
    [allow({ Condition: { StringEqualsIfExists: { 'dynamodb:LeadingKeys': 'ORDER#1' } } })],
    get(),
    true,
  ],
  [
    'StringNotLike',
    [allow({ Condition: { StringNotLike: { 'dynamodb:LeadingKeys': 'ORDER#*' } } })],
    get('ORDER#1'),
    false,
  ],
  [
    'StringNotLike of something else',
    [allow({ Condition: { StringNotLike: { 'dynamodb:LeadingKeys': 'ORDER#*' } } })],
    get('CART#1'),
    true,
  ],
  [
    'the condition key in other case',
    [allow({ Condition: { StringLike: { 'DynamoDB:leadingkeys': 'ORDER#*' } } })],
    get('ORDER#1'),
    true,
  ],
  [
    'all conditions must hold',
    [
      allow({
        Condition: { StringLike: { 'dynamodb:LeadingKeys': 'ORDER#*' }, StringEquals: { 'dynamodb:Select': 'COUNT' } },
      }),
    ],
    get('ORDER#1'),
    false,
  ],
  [
    'a numeric bound',
    [allow({ Condition: { NumericLessThan: { 's3:max-keys': 10 } } })],
    { ...get(), context: { 's3:max-keys': ['9'] } },
    true,
  ],
];

describe('the evaluation of identity policies', () => {
  it.each(decisions)('%s', (_title, statements, access, allowed) => {
    const authorizer = createAuthorizer(new Map([['KEY', { functionName: 'ordering-place-order', statements }]]));
    expect(authorizer.refusal('KEY', [access]) === undefined).toBe(allowed);
  });

  it('says which grant is missing', () => {
    const authorizer = createAuthorizer(
      new Map([['KEY', { functionName: 'ordering-place-order', statements: [allow({})] }]]),
    );
    const refusal = authorizer.refusal('KEY', [get('ORDER#1'), { ...get('ORDER#1'), action: 'dynamodb:PutItem' }]);
    expect(refusal?.message).toBe(
      'User: ordering-place-order is not authorized to perform: dynamodb:PutItem on resource: '
        + `${table} (dynamodb:LeadingKeys ORDER#1) because no identity-based policy allows it. `
        + 'The role of ordering-place-order lacks this grant',
    );
  });

  it('lets the local cloud itself do all, and a stranger nothing', () => {
    const authorizer = createAuthorizer(new Map());
    expect(authorizer.refusal(ADMIN_ACCESS_KEY, [get()])).toBeUndefined();
    expect(authorizer.refusal('STRANGER', [get()])?.message).toContain('belongs to no function');
  });

  it('does not guess at an operator that it does not know', () => {
    const statements = [allow({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '2025-01-01' } } })];
    expect(() => createAuthorizer(new Map([['KEY', { functionName: 'f', statements }]]))).toThrow('DateGreaterThan');
  });
});
