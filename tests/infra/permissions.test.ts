import { describe, expect, it } from 'vitest';
import { addressesOf } from '../../infra/addresses.ts';
import { environmentOf } from '../../infra/environment.ts';
import { type Grantable, statementsFor } from '../../infra/permissions.ts';
import type { Platform } from '../../infra/platform.ts';
import { stageNamed } from '../../infra/stages.ts';
import type { Grant } from '../../shared/kernel/doors/access.ts';
import { queueNames } from '../../shared/kernel/doors/queues.ts';
import { sampleUseCases } from './sample.ts';

const where: Grantable = {
  table: { name: 'table', arn: 'arn:table' },
  bus: { name: 'bus', arn: 'arn:bus' },
  mailIdentities: 'arn:mail',
  mailConfigurationSet: { name: 'reports', arn: 'arn:reports' },
  textSender: 'arn:sender',
  userPoolArn: 'arn:users',
  dispatched: ['arn:job'],
  parking: ['catalogue'],
  busSource: 'jishi',
  mailFrom: 'no-reply@jishi.example',
  queue: (queue) => ({ name: queue, arn: `arn:queue:${queue}`, url: `https://queues/${queue}` }),
  parked: (context) => ({ name: context, arn: `arn:parked:${context}` }),
  function: (useCase) => ({ arn: `arn:function:${useCase}` }),
  bucket: (bucket) => ({ name: bucket, arn: `arn:bucket:${bucket}`, url: `https://buckets/${bucket}` }),
};

const only = (...keys: string[]): object => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

const dead = [...queueNames.map((queue) => `arn:queue:${queue}-dead`), 'arn:parked:catalogue'];

const cases: { name: string; grants: Grant[]; expected: object[] }[] = [
  { name: 'nothing from nothing', grants: [], expected: [] },
  {
    name: 'one statement for all keys with the same actions',
    grants: [
      { on: 'table', actions: ['PutItem'], keys: ['ORDER#*'] },
      { on: 'table', actions: ['PutItem'], keys: ['IDEM#*'] },
      { on: 'table', actions: ['GetItem'], keys: ['CART#*'] },
    ],
    expected: [
      { actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'], resources: ['arn:table'], conditions: only('CART#*') },
      { actions: ['dynamodb:PutItem'], resources: ['arn:table'], conditions: only('IDEM#*', 'ORDER#*') },
    ],
  },
  {
    name: 'no action on a key that only another grant names',
    grants: [
      { on: 'table', actions: ['UpdateItem', 'ConditionCheck'], keys: ['STOCK#*', 'ORDER#*'] },
      { on: 'table', actions: ['DeleteItem'], keys: ['ORDER#*'] },
    ],
    expected: [
      {
        actions: ['dynamodb:ConditionCheckItem', 'dynamodb:UpdateItem'],
        resources: ['arn:table'],
        conditions: only('ORDER#*', 'STOCK#*'),
      },
      { actions: ['dynamodb:DeleteItem'], resources: ['arn:table'], conditions: only('ORDER#*') },
    ],
  },
  {
    name: 'all keys that can be read in one statement, for reads that travel together',
    grants: [
      { on: 'table', actions: ['GetItem'], keys: ['MERCHANT#*'] },
      { on: 'table', actions: ['GetItem', 'PutItem'], keys: ['FREIGHT#*'] },
    ],
    expected: [
      {
        actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
        resources: ['arn:table'],
        conditions: only('FREIGHT#*', 'MERCHANT#*'),
      },
      { actions: ['dynamodb:PutItem'], resources: ['arn:table'], conditions: only('FREIGHT#*') },
    ],
  },
  {
    name: 'an index apart from the table',
    grants: [
      { on: 'table', actions: ['Query'], keys: ['ORDER#*'] },
      { on: 'table', actions: ['Query'], keys: ['SHELF#*'], index: 'gsi2' },
    ],
    expected: [
      { actions: ['dynamodb:Query'], resources: ['arn:table'], conditions: only('ORDER#*') },
      { actions: ['dynamodb:Query'], resources: ['arn:table/index/gsi2'], conditions: only('SHELF#*') },
    ],
  },
  {
    name: 'objects below a prefix, and the list of them',
    grants: [{ on: 'bucket', bucket: 'exports', actions: ['PutObject', 'ListBucket'], prefix: 'settlements/' }],
    expected: [
      { actions: ['s3:PutObject'], resources: ['arn:bucket:exports/settlements/*'], because: expect.any(String) },
      {
        actions: ['s3:ListBucket'],
        resources: ['arn:bucket:exports'],
        conditions: { StringLike: { 's3:prefix': 'settlements/*' } },
      },
    ],
  },
  {
    name: "only the administrator's operations on users, which alone are guarded by IAM",
    grants: [{ on: 'users', operations: ['SignUp', 'AdminAddUserToGroup'] }],
    expected: [{ actions: ['cognito-idp:AdminAddUserToGroup'], resources: ['arn:users'] }],
  },
  { name: 'nothing from a sign-up', grants: [{ on: 'users', operations: ['SignUp'] }], expected: [] },
  {
    name: 'a queue once, mail from one address, the bus under one source',
    grants: [
      { on: 'queue', queue: 'messages', job: 'notices/send-message' },
      { on: 'queue', queue: 'messages', job: 'notices/send-message' },
      { on: 'mail' },
      { on: 'bus' },
      { on: 'bus' },
    ],
    expected: [
      { actions: ['sqs:SendMessage'], resources: ['arn:queue:messages'] },
      {
        actions: ['ses:SendEmail'],
        resources: ['arn:mail', 'arn:reports'],
        conditions: { StringEquals: { 'ses:FromAddress': 'no-reply@jishi.example' } },
        because: expect.any(String),
      },
      {
        actions: ['events:PutEvents'],
        resources: ['arn:bus'],
        conditions: { StringEquals: { 'events:source': 'jishi' } },
      },
    ],
  },
  {
    name: 'text messages from one sender',
    grants: [{ on: 'text' }, { on: 'text' }],
    expected: [{ actions: ['sms-voice:SendTextMessage'], resources: ['arn:sender'] }],
  },
  {
    name: 'running the jobs that share a queue, and putting off what queues deliver or giving it up with the reason',
    grants: [
      { on: 'deliveries', queues: ['parts', 'house'] },
      { on: 'deliveries', queues: ['house'] },
      { on: 'jobs' },
      { on: 'jobs' },
    ],
    expected: [
      { actions: ['sqs:ChangeMessageVisibility'], resources: ['arn:queue:house', 'arn:queue:parts'] },
      { actions: ['sqs:SendMessage'], resources: ['arn:queue:house-dead', 'arn:queue:parts-dead'] },
      { actions: ['lambda:InvokeFunction'], resources: ['arn:job'] },
    ],
  },
  {
    name: 'looking at what was given up, of jobs and of contexts',
    grants: [{ on: 'dead-letters', may: 'look' }],
    expected: [{ actions: ['sqs:ChangeMessageVisibility', 'sqs:ReceiveMessage'], resources: dead }],
  },
  {
    name: 'closing what was given up, which asks nobody again',
    grants: [{ on: 'dead-letters', may: 'close' }],
    expected: [
      { actions: ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'], resources: dead },
    ],
  },
  {
    name: 'asking again for what was given up: by the queue of the job, or by calling the function',
    grants: [{ on: 'dead-letters', may: 'ask-again' }],
    expected: [
      { actions: ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'], resources: dead },
      { actions: ['sqs:SendMessage'], resources: queueNames.map((queue) => `arn:queue:${queue}`) },
      { actions: ['lambda:InvokeFunction'], resources: ['arn:function:*'], because: expect.any(String) },
    ],
  },
  {
    name: 'running one function, and no other',
    grants: [
      { on: 'function', useCase: 'search/search-products' },
      { on: 'function', useCase: 'search/search-products' },
    ],
    expected: [{ actions: ['lambda:InvokeFunction'], resources: ['arn:function:search/search-products'] }],
  },
  {
    name: 'nothing from settings, which are in the environment',
    grants: [{ on: 'settings', names: ['CARRIER_SWIFT_KEY'] }],
    expected: [],
  },
];

describe('the statements of a role', () => {
  it.each(cases)('are $name', ({ grants, expected }) => {
    expect(statementsFor(grants, where)).toEqual(expected);
  });
});

describe('the environment of a function', () => {
  const stage = stageNamed('dev');
  const platform: Pick<Platform, 'stage' | 'at' | 'users' | 'parking' | 'assets'> = {
    stage,
    at: addressesOf(stage),
    assets: '/assets/0123456789ab',
    parking: ['catalogue'],
    users: { poolId: 'pool', poolArn: 'arn:users', clientId: 'client' },
  };
  const environmentNamed = (name: string): Record<string, string> =>
    environmentOf(
      sampleUseCases.find((useCase) => useCase.name === name)!,
      platform,
    );

  it('says where everything is that it touches', () => {
    expect(environmentNamed('change')).toMatchObject({
      USE_CASE: 'sample/change',
      STAGE: 'dev',
      ZONE: 'Asia/Shanghai',
      TABLE_NAME: 'jishi-dev',
      USER_POOL_ID: 'pool',
      USER_POOL_CLIENT_ID: 'client',
      BUCKET_EXPORTS: expect.stringMatching(/^jishi-dev-exports-/),
      QUEUE_HOUSE: expect.stringMatching(/\/jishi-dev-jobs-house$/),
      MAIL_FROM: 'no-reply@dev.jishi.example',
      MAIL_CONFIGURATION_SET: 'jishi-dev-mail',
      TEXT_SENDER: expect.stringMatching(/:sender-id\/JISHI\/SG$/),
      PAYMENT_PROVIDER_URL: 'https://payments.sandbox.jishi.example',
      PAYMENT_PROVIDER_KEY: '{{resolve:secretsmanager:jishi/dev/secrets:SecretString:payment-provider-key}}',
    });
  });

  it('says nothing of what it does not touch', () => {
    expect(Object.keys(environmentNamed('read')).sort()).toEqual([
      'LOG_LEVEL',
      'NODE_OPTIONS',
      'STAGE',
      'USE_CASE',
      'ZONE',
    ]);
  });
});
