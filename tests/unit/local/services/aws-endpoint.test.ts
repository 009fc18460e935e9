import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { InvokeCommand, LambdaClient, type InvokeCommandInput } from '@aws-sdk/client-lambda';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAwsServices } from '../../../../local/services/aws-endpoint.ts';
import { attribute, ref } from '../../../../local/services/names.ts';
import type {
  AwsServices,
  BusEvent,
  FunctionPolicy,
  Place,
  Policies,
  Resource,
  StreamRecord,
} from '../../../../local/services/types.ts';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../../../local/services/types.ts';

const hour = 3_600_000;
const region = 'eu-west-1';
const accountId = '000000000000';
const names: Place = { region, accountId, endpointUrl: '' };

const resource = (logicalId: string, type: string, properties: Record<string, unknown>): Resource => ({
  stack: 'Test',
  logicalId,
  type,
  properties,
});
const pool = resource('Users', 'AWS::Cognito::UserPool', {
  UsernameAttributes: ['email', 'phone_number'],
  UsernameConfiguration: { CaseSensitive: false },
  AutoVerifiedAttributes: ['email', 'phone_number'],
  Policies: { PasswordPolicy: { MinimumLength: 10, RequireLowercase: true, RequireNumbers: true } },
});
const poolId = ref(pool, names);
const client = resource('Client', 'AWS::Cognito::UserPoolClient', {
  UserPoolId: poolId,
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  AccessTokenValidity: 15,
  RefreshTokenValidity: 30,
  TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'days' },
  PreventUserExistenceErrors: 'ENABLED',
});
const ClientId = ref(client, names);
const jobs = resource('Jobs', 'AWS::SQS::Queue', { QueueName: 'jobs', VisibilityTimeout: 1 });
const resources: Resource[] = [
  resource('Table', 'AWS::DynamoDB::Table', {
    TableName: 'main',
    AttributeDefinitions: ['pk', 'sk', 'owner'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byOwner',
        KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  }),
  jobs,
  resource('Uploads', 'AWS::S3::Bucket', { BucketName: 'uploads' }),
  resource('Exports', 'AWS::S3::Bucket', { BucketName: 'exports', VersioningConfiguration: { Status: 'Enabled' } }),
  pool,
  client,
  resource('Buyers', 'AWS::Cognito::UserPoolGroup', { UserPoolId: poolId, GroupName: 'buyer' }),
  resource('Rule', 'AWS::Events::Rule', {
    EventBusName: 'jishi',
    EventPattern: { 'detail-type': ['OrderPlaced'] },
    Targets: [{ Id: 'T', Arn: 'arn:function' }],
  }),
];
const tableArn = `arn:aws:dynamodb:${region}:${accountId}:table/main`;
const buyerPolicy: FunctionPolicy = {
  functionName: 'ordering-place-order',
  statements: [
    {
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      Resource: [tableArn, `${tableArn}/index/*`],
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ORDER#*'] } },
    },
    { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::uploads/images/*' },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::uploads/*' },
    {
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Resource: `arn:aws:events:${region}:${accountId}:event-bus/jishi`,
      Condition: { StringEquals: { 'events:source': 'jishi.ordering' } },
    },
    {
      Effect: 'Allow',
      Action: 'ses:SendEmail',
      Resource: `arn:aws:ses:${region}:${accountId}:identity/*`,
      Condition: { StringEquals: { 'ses:FromAddress': 'no-reply@jishi.example' } },
    },
    {
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: ['work', 'failing'].map((name) => `arn:aws:lambda:${region}:${accountId}:function:${name}`),
    },
    { Effect: 'Allow', Action: 'sqs:ChangeMessageVisibility', Resource: `arn:aws:sqs:${region}:${accountId}:jobs` },
  ],
};
const policies: Policies = new Map([['LOCAL-ordering-place-order', buyerPolicy]]);

let offsetMs = 0;
let dataDir: string;
let aws: AwsServices;
const delivered: BusEvent[] = [];
const refusals: string[] = [];
const later: [functionName: string, event: unknown][] = [];

const start = async (): Promise<AwsServices> => {
  const services = await startAwsServices({
    dataDir,
    ports: { endpoint: 0, dynamodb: 0 },
    region,
    accountId,
    clock: { offsetMs: () => offsetMs },
    deliver: async (_arn, event) => void delivered.push(event),
    invoke: async (functionName, event) =>
      functionName === 'work'
        ? { ok: true, result: { event } }
        : { ok: false, error: { errorType: 'Error', errorMessage: 'no' } },
    invokeLater: (...call) => void later.push(call),
    onRefusal: (message) => void refusals.push(message),
  });
  services.setPolicies(policies);
  await services.addResources(resources);
  return services;
};
const as = (accessKeyId: string) => ({
  endpoint: aws.url,
  region,
  credentials: { accessKeyId, secretAccessKey: LOCAL_SECRET },
  maxAttempts: 1,
});

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'aws-services-'));
  aws = await start();
}, 60_000);

afterAll(async () => {
  await aws?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const item = (pk: string, sk = 'HEAD') => ({ pk: { S: pk }, sk: { S: sk }, owner: { S: `OWNER#${pk}` } });

describe('DynamoDB', () => {
  it('reads and writes what the role allows', async () => {
    const db = new DynamoDBClient(as('LOCAL-ordering-place-order'));
    await db.send(new PutItemCommand({ TableName: 'main', Item: item('ORDER#1') }));
    const read = await db.send(
      new GetItemCommand({ TableName: 'main', Key: { pk: { S: 'ORDER#1' }, sk: { S: 'HEAD' } } }),
    );
    expect(read.Item).toEqual(item('ORDER#1'));
  });

  it('refuses another leading key and says which grant is missing', async () => {
    const db = new DynamoDBClient(as('LOCAL-ordering-place-order'));
    await expect(db.send(new PutItemCommand({ TableName: 'main', Item: item('ACCOUNT#1') }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `not authorized to perform: dynamodb:PutItem on resource: ${tableArn} (dynamodb:LeadingKeys ACCOUNT#1)`,
      ),
      $metadata: { httpStatusCode: 400 },
    });
    expect(refusals.at(-1)).toContain('ACCOUNT#1');
  });

  it('refuses a transaction for one item in it, and writes nothing', async () => {
    const db = new DynamoDBClient(as('LOCAL-ordering-place-order'));
    await expect(
      db.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: 'main', Item: item('ORDER#2') } },
            { Put: { TableName: 'main', Item: item('STOCK#2') } },
          ],
        }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const read = await db.send(
      new GetItemCommand({ TableName: 'main', Key: { pk: { S: 'ORDER#2' }, sk: { S: 'HEAD' } } }),
    );
    expect(read.Item).toBeUndefined();
  });

  it('judges a query of an index by the key of the index', async () => {
    const db = new DynamoDBClient(as('LOCAL-ordering-place-order'));
    const query = (owner: string) =>
      db.send(
        new QueryCommand({
          TableName: 'main',
          IndexName: 'byOwner',
          KeyConditionExpression: '#o = :o',
          ExpressionAttributeNames: { '#o': 'owner' },
          ExpressionAttributeValues: { ':o': { S: owner } },
        }),
      );
    await expect(query('OWNER#ORDER#1')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(query('ORDER#')).resolves.toMatchObject({ Count: 0 });
  });

  it('refuses a key that belongs to no function', async () => {
    await expect(
      new DynamoDBClient(as('NOBODY')).send(new PutItemCommand({ TableName: 'main', Item: item('ORDER#1') })),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('tells of writes and counts capacity by function', async () => {
    aws.counters.reset();
    const written: string[] = [];
    const end = aws.onTableWrite((table) => void written.push(table));
    await new DynamoDBClient(as('LOCAL-ordering-place-order')).send(
      new PutItemCommand({
        TableName: 'main',
        Item: item('ORDER#3'),
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    end();
    expect(written).toEqual(['main']);
    expect(aws.counters.snapshot()).toEqual([
      {
        functionName: 'ordering-place-order',
        service: 'dynamodb',
        operation: 'PutItem',
        requests: 1,
        refused: 0,
        capacityUnits: 2, // the table and its index
      },
    ]);
  });
});

describe('the functions', () => {
  const invoke = (FunctionName: string, options: Partial<InvokeCommandInput> = {}) =>
    new LambdaClient(as('LOCAL-ordering-place-order')).send(
      new InvokeCommand({ FunctionName, Payload: '{"some":"event"}', ...options }),
    );

  it('are run for whoever may, who waits for the answer', async () => {
    const { FunctionError, Payload } = await invoke('work');
    expect(FunctionError).toBeUndefined();
    expect(JSON.parse(Payload!.transformToString())).toEqual({ event: { some: 'event' } });
  });

  it('that fail are an answer that says so', async () => {
    const { FunctionError, Payload } = await invoke('failing');
    expect(FunctionError).toBe('Unhandled');
    expect(JSON.parse(Payload!.transformToString())).toMatchObject({ errorMessage: 'no' });
  });

  it('are run later for one that does not wait', async () => {
    expect((await invoke('work', { InvocationType: 'Event' })).StatusCode).toBe(202);
    expect(later).toEqual([['work', { some: 'event' }]]);
  });

  it('are not run for others, waiting or not', async () => {
    for (const InvocationType of ['RequestResponse', 'Event'] as const) {
      await expect(invoke('else', { InvocationType })).rejects.toMatchObject({ name: 'AccessDeniedException' });
    }
    expect(later).toHaveLength(1);
  });
});

describe('a message', () => {
  it('is put off by whoever may, and by nobody else', async () => {
    const sqs = new SQSClient(as(ADMIN_ACCESS_KEY));
    const QueueUrl = ref(jobs, aws.place);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later' }));
    const receive = async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages ?? [];
    const [{ ReceiptHandle } = {}] = await receive();
    const putOff = (VisibilityTimeout: number) =>
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout });
    const allowed = new SQSClient(as('LOCAL-ordering-place-order'));
    await allowed.send(putOff(3600));
    expect(await receive()).toEqual([]);
    await allowed.send(putOff(0));
    const [again] = await receive();
    expect(again?.Body).toBe('later');
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again?.ReceiptHandle }));
    await expect(allowed.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))).rejects.toMatchObject({
      name: expect.stringContaining('AccessDenied'),
    });
  });
});

describe('a stream reader', () => {
  const isNew = [{ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'STREAM#' }] } } } }];
  const keysOf = (records: StreamRecord[]) => records.map((record) => record.dynamodb?.Keys?.sk?.S);

  it('delivers in order what fits the filter, and again from the record that failed', async () => {
    const db = new DynamoDBClient(as(ADMIN_ACCESS_KEY));
    const batches: (string | undefined)[][] = [];
    let fail = true;
    const reader = aws.readStream({
      tableName: 'main',
      reader: 'relay',
      filters: isNew,
      deliver: async (records) => {
        batches.push(keysOf(records));
        const second = records.find((record) => record.dynamodb?.Keys?.sk?.S === '2');
        if (second === undefined || !fail) return;
        fail = false;
        return { batchItemFailures: [{ itemIdentifier: second.dynamodb!.SequenceNumber! }] };
      },
    });
    await db.send(
      new TransactWriteItemsCommand({
        TransactItems: ['1', '2', '3'].map((sk) => ({ Put: { TableName: 'main', Item: item('STREAM#1', sk) } })),
      }),
    );
    await db.send(new PutItemCommand({ TableName: 'main', Item: item('ELSE#1') }));
    await reader.idle();
    await reader.stop();
    const all = batches.flat();
    expect(new Set(all)).toEqual(new Set(['1', '2', '3']));
    expect(all.filter((sk) => sk === '2').length).toBe(2);
  });

  it('goes on after a restart where it stood, with records as Lambda gets them', async () => {
    const db = new DynamoDBClient(as(ADMIN_ACCESS_KEY));
    await db.send(new PutItemCommand({ TableName: 'main', Item: item('STREAM#2', '9') }));
    await aws.stop();
    aws = await start();
    const seen: StreamRecord[] = [];
    const reader = aws.readStream({
      tableName: 'main',
      reader: 'relay',
      filters: isNew,
      deliver: async (records) => void seen.push(...records),
    });
    await reader.idle();
    await reader.stop();
    expect(seen).toEqual([
      expect.objectContaining({
        eventID: expect.any(String),
        eventName: 'INSERT',
        eventSource: 'aws:dynamodb',
        eventSourceARN: `${tableArn}/stream/local`,
        awsRegion: expect.any(String),
        dynamodb: expect.objectContaining({
          Keys: { pk: { S: 'STREAM#2' }, sk: { S: '9' } },
          NewImage: item('STREAM#2', '9'),
          SequenceNumber: expect.any(String),
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        }),
      }),
    ]);
  }, 30_000);
});

describe('SQS', () => {
  it('sends, receives and deletes, and tells of what was sent', async () => {
    const sqs = new SQSClient(as(ADMIN_ACCESS_KEY));
    const QueueUrl = ref(jobs, aws.place);
    const sent: string[] = [];
    const end = aws.onQueueSend((url) => void sent.push(url));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: '2', MessageBody: 'two' }] }));
    end();
    expect(sent).toEqual([QueueUrl, QueueUrl]);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages.map((message) => message.Body)).toEqual(['one', 'two']);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]!.ReceiptHandle! }));
    const again = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 3, MaxNumberOfMessages: 10 }));
    expect(again.Messages?.map((message) => message.Body)).toEqual(['two']);
  });

  it('refuses a function without the grant', async () => {
    const send = new SendMessageCommand({ QueueUrl: ref(jobs, aws.place), MessageBody: 'one' });
    await expect(new SQSClient(as('LOCAL-ordering-place-order')).send(send)).rejects.toThrow(
      `sqs:SendMessage on resource: ${attribute(jobs, 'Arn', aws.place)}`,
    );
  });
});

describe('S3', () => {
  const s3As = (accessKeyId: string) =>
    new S3Client({ ...as(accessKeyId), requestChecksumCalculation: 'WHEN_REQUIRED' });
  const imageUrl = (more: { expiresIn?: number } = {}) =>
    getSignedUrl(
      s3As('LOCAL-ordering-place-order'),
      new PutObjectCommand({ Bucket: 'uploads', Key: 'images/a b.png', ContentType: 'image/png', ContentLength: 4 }),
      {
        signableHeaders: new Set(['content-type', 'content-length']),
        signingDate: new Date(Date.now() + offsetMs),
        ...more,
      },
    );
  const upload = (url: string, body: string, type = 'image/png') =>
    fetch(url, { method: 'PUT', body, headers: { 'content-type': type } });

  it('takes the upload that the address was signed for, and gives it back by another', async () => {
    expect((await upload(await imageUrl(), '1234')).status).toBe(200);
    const read = await fetch(
      await getSignedUrl(
        s3As('LOCAL-ordering-place-order'),
        new GetObjectCommand({ Bucket: 'uploads', Key: 'images/a b.png' }),
      ),
    );
    expect([read.status, read.headers.get('content-type'), await read.text()]).toEqual([200, 'image/png', '1234']);
  });

  it.each([
    ['another type', (url: string) => upload(url, '1234', 'text/html')],
    ['another size', (url: string) => upload(url, '12345')],
    ['another key', (url: string) => upload(url.replace('a%20b', 'c'), '1234')],
    ['another method', (url: string) => fetch(url, { headers: { 'content-type': 'image/png' } })],
  ])('refuses %s', async (_title, send) => {
    const answer = await send(await imageUrl());
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')]);
  });

  it('refuses an address that has expired by the moved clock', async () => {
    const url = await imageUrl({ expiresIn: 60 });
    offsetMs += 61_000;
    const answer = await upload(url, '1234');
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('expired')]);
  });

  it('refuses what the role of the signing function does not allow', async () => {
    const url = await getSignedUrl(
      s3As('LOCAL-ordering-place-order'),
      new PutObjectCommand({ Bucket: 'exports', Key: 'x' }),
    );
    const answer = await fetch(url, { method: 'PUT', body: 'x' });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('s3:PutObject')]);
  });

  it('hides that an object is missing from who may not list', async () => {
    const missing = new GetObjectCommand({ Bucket: 'uploads', Key: 'missing' });
    await expect(s3As('LOCAL-ordering-place-order').send(missing)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(s3As(ADMIN_ACCESS_KEY).send(missing)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('takes a form within its policy and nothing else', async () => {
    const { url, fields } = await createPresignedPost(s3As('LOCAL-ordering-place-order'), {
      Bucket: 'uploads',
      Key: 'images/form.png',
      Fields: { 'Content-Type': 'image/png' },
      Conditions: [
        ['content-length-range', 2, 5],
        ['eq', '$Content-Type', 'image/png'],
      ],
      Expires: 24 * 3600,
    });
    const post = (body: string, changed: Record<string, string> = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...fields, ...changed })) form.set(name, value);
      form.set('file', new Blob([body]), 'form.png');
      return fetch(url, { method: 'POST', body: form });
    };
    expect((await post('1234')).status).toBe(204);
    expect(await (await post('123456')).text()).toContain('EntityTooLarge');
    expect(await (await post('1')).text()).toContain('EntityTooSmall');
    expect(await (await post('1234', { 'Content-Type': 'text/html' })).text()).toContain('Policy Condition failed');
    expect(await (await post('1234', { key: 'images/other.png' })).text()).toContain('Policy Condition failed');
    expect(await (await post('1234', { acl: 'public-read' })).text()).toContain('Extra input fields');
    const stored = await s3As(ADMIN_ACCESS_KEY).send(
      new HeadObjectCommand({ Bucket: 'uploads', Key: 'images/form.png' }),
    );
    expect([stored.ContentType, stored.ContentLength]).toEqual(['image/png', 4]);
  });

  it('writes once when asked to, and keeps versions', async () => {
    const s3 = new S3Client(as(ADMIN_ACCESS_KEY));
    const put = (Body: string, more = {}) =>
      s3.send(new PutObjectCommand({ Bucket: 'exports', Key: 'day/a.csv', Body, ...more }));
    const once = await Promise.allSettled([put('first', { IfNoneMatch: '*' }), put('first', { IfNoneMatch: '*' })]);
    expect(once.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(put('later', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    const { VersionId: first } = await s3.send(new HeadObjectCommand({ Bucket: 'exports', Key: 'day/a.csv' }));
    const { VersionId: second } = await put('second');
    expect(second).not.toBe(first);
    const read = async (VersionId?: string) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'exports', Key: 'day/a.csv', VersionId }));
      return Body?.transformToString();
    };
    expect(await Promise.all([read(), read(first), read(second)])).toEqual(['second', 'first', 'second']);
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: 'exports', Prefix: 'day/' }));
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual(['day/a.csv']);
  });

  it('takes an object of more than ten megabytes', async () => {
    const s3 = new S3Client(as(ADMIN_ACCESS_KEY));
    await s3.send(new PutObjectCommand({ Bucket: 'uploads', Key: 'big', Body: Buffer.alloc(20_000_000) }));
    const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: 'uploads', Key: 'big' }));
    expect(ContentLength).toBe(20_000_000);
  });
});

describe('EventBridge', () => {
  const put = (Source: string) =>
    new EventBridgeClient(as('LOCAL-ordering-place-order')).send(
      new PutEventsCommand({
        Entries: [{ EventBusName: 'jishi', Source, DetailType: 'OrderPlaced', Detail: '{"orderId":"7"}' }],
      }),
    );

  it('takes an event to the target of its rule', async () => {
    expect(await put('jishi.ordering')).toMatchObject({ FailedEntryCount: 0 });
    await aws.bus.idle();
    expect(delivered.at(-1)).toMatchObject({ source: 'jishi.ordering', detail: { orderId: '7' } });
  });

  it('refuses a source that the role does not name', async () => {
    await expect(put('jishi.payments')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('events:source jishi.payments'),
    });
  });
});

describe('SES', () => {
  const send = (from: string) =>
    new SESv2Client(as('LOCAL-ordering-place-order')).send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: ['ada@example.com'] },
        Content: { Simple: { Subject: { Data: 'Listing <approved>' }, Body: { Text: { Data: 'Good news' } } } },
      }),
    );

  it('keeps the mail in the inbox', async () => {
    await send('Jishi <no-reply@jishi.example>');
    const [mail] = aws.inbox.list({ to: 'ada@example.com', kind: 'SendEmail' });
    expect(mail).toMatchObject({
      subject: 'Listing <approved>',
      text: 'Good news',
      from: 'Jishi <no-reply@jishi.example>',
    });
    expect(aws.inbox.page({ to: 'ada@example.com' })).toContain('Listing &#60;approved&#62;');
  });

  it('refuses a sender that the role does not name', async () => {
    await expect(send('x@elsewhere.example')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('Cognito', () => {
  const open = () => new CognitoIdentityProviderClient({ endpoint: aws.url, region, maxAttempts: 1 });
  const admin = () => new CognitoIdentityProviderClient(as(ADMIN_ACCESS_KEY));
  const UserPoolId = poolId;
  const Password = 'correct horse 9';
  const signUp = (Username: string, password = Password) =>
    open().send(new SignUpCommand({ ClientId, Username, Password: password }));
  const codeTo = (to: string, kind: string): string => aws.inbox.list({ to, kind })[0]!.code!;
  const signIn = async (USERNAME: string, PASSWORD = Password) => {
    const { AuthenticationResult } = await open().send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME, PASSWORD },
      }),
    );
    return AuthenticationResult as { AccessToken: string; RefreshToken: string; ExpiresIn: number; TokenType: string };
  };
  const refresh = (REFRESH_TOKEN: string) =>
    open().send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN },
      }),
    );
  const confirmed = async (Username: string) => {
    await signUp(Username);
    await open().send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode: codeTo(Username, 'SignUp') }));
  };

  it.each([
    ['bo@example.com', 'email', 'b***@e***'],
    ['+8613800138000', 'phone_number', '+*********8000'],
  ])('signs %s up, confirms by the code that was sent, and signs in', async (Username, attributeName, masked) => {
    const { CodeDeliveryDetails, UserSub } = await signUp(Username);
    expect(CodeDeliveryDetails).toMatchObject({ AttributeName: attributeName, Destination: masked });
    await expect(signIn(Username)).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
    await expect(
      open().send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode: 'wrong' })),
    ).rejects.toMatchObject({ name: 'CodeMismatchException' });
    await open().send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode: codeTo(Username, 'SignUp') }));
    expect(await signIn(Username)).toMatchObject({ ExpiresIn: 900, TokenType: 'Bearer' });
    const user = await admin().send(new AdminGetUserCommand({ UserPoolId, Username }));
    expect(user).toMatchObject({ Username: UserSub, UserStatus: 'CONFIRMED', Enabled: true });
    expect(user.UserAttributes).toContainEqual({ Name: `${attributeName}_verified`, Value: 'true' });
  });

  it('refuses a weak password, a strange name and a second account', async () => {
    await expect(signUp('weak@example.com', 'short1')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    await expect(signUp('weak@example.com', 'nodigitsatall')).rejects.toMatchObject({
      name: 'InvalidPasswordException',
    });
    await expect(signUp('just-a-name')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await signUp('twice@example.com');
    await expect(signUp('Twice@example.com')).rejects.toMatchObject({ name: 'UsernameExistsException' });
  });

  it('lets a code expire after a day, and sends another', async () => {
    const Username = 'late@example.com';
    await signUp(Username);
    const code = codeTo(Username, 'SignUp');
    offsetMs += 24 * hour;
    const confirm = (ConfirmationCode: string) =>
      open().send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));
    await expect(confirm(code)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    await open().send(new ResendConfirmationCodeCommand({ ClientId, Username }));
    await confirm(codeTo(Username, 'ResendCode'));
    await signIn(Username);
  });

  it('issues tokens that an authorizer can verify, with the groups in them', async () => {
    const Username = 'claims@example.com';
    await confirmed(Username);
    await admin().send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: 'buyer' }));
    const { AccessToken } = await signIn(Username);
    const [head = '', body = '', signature = ''] = AccessToken.split('.');
    const { keys } = (await (await fetch(`${aws.userPools.issuer(poolId)}/.well-known/jwks.json`)).json()) as {
      keys: { kid: string }[];
    };
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
    const key = createPublicKey({ key: keys.find((candidate) => candidate.kid === kid)!, format: 'jwk' });
    expect(verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { iat: number };
    expect(claims).toMatchObject({
      'cognito:groups': ['buyer'],
      client_id: ClientId,
      token_use: 'access',
      iss: aws.userPools.issuer(poolId),
      exp: claims.iat + 900,
      username: expect.any(String),
      sub: expect.any(String),
    });
    expect(Math.abs(claims.iat * 1000 - Date.now() - offsetMs)).toBeLessThan(5000);
    await admin().send(new AdminRemoveUserFromGroupCommand({ UserPoolId, Username, GroupName: 'buyer' }));
    const after = JSON.parse(
      Buffer.from((await signIn(Username)).AccessToken.split('.')[1]!, 'base64url').toString(),
    ) as object;
    expect(after).not.toHaveProperty('cognito:groups');
  });

  it('refreshes until the token is revoked or expires', async () => {
    const Username = 'refresh@example.com';
    await confirmed(Username);
    const first = await signIn(Username);
    expect((await refresh(first.RefreshToken)).AuthenticationResult?.AccessToken).toBeDefined();
    await open().send(new RevokeTokenCommand({ ClientId, Token: first.RefreshToken }));
    await expect(refresh(first.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const second = await signIn(Username);
    offsetMs += 31 * 24 * hour;
    await expect(refresh(second.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('signs out everywhere, by the user or by an admin', async () => {
    const Username = 'out@example.com';
    await confirmed(Username);
    const [one, two] = [await signIn(Username), await signIn(Username)];
    await open().send(new GetUserCommand({ AccessToken: two.AccessToken }));
    await open().send(new GlobalSignOutCommand({ AccessToken: one.AccessToken }));
    await expect(refresh(two.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await expect(open().send(new GetUserCommand({ AccessToken: two.AccessToken }))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const three = await signIn(Username);
    await admin().send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
    await expect(refresh(three.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('resets a forgotten password by a code that lives an hour, and changes a known one', async () => {
    const Username = '+8613800138001';
    await confirmed(Username);
    const forget = async () => {
      await open().send(new ForgotPasswordCommand({ ClientId, Username }));
      return codeTo(Username, 'ForgotPassword');
    };
    const reset = (ConfirmationCode: string, password: string) =>
      open().send(new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password: password }));
    const code = await forget();
    offsetMs += hour;
    await expect(reset(code, 'another pass 1')).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    await reset(await forget(), 'another pass 1');
    await expect(signIn(Username)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const { AccessToken } = await signIn(Username, 'another pass 1');
    const change = (PreviousPassword: string) =>
      open().send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword: 'a third pass 2' }));
    await expect(change('wrong')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await change('another pass 1');
    await signIn(Username, 'a third pass 2');
  });

  it('does not tell who has an account', async () => {
    await expect(signIn('nobody@example.com')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    expect(await open().send(new ForgotPasswordCommand({ ClientId, Username: 'nobody@example.com' }))).toMatchObject({
      CodeDeliveryDetails: { DeliveryMedium: 'EMAIL' },
    });
    expect(aws.inbox.list({ to: 'nobody@example.com' })).toEqual([]);
  });

  it('lets an admin make, disable and enable a user, and no one without the grant', async () => {
    const Username = 'operator@example.com';
    await admin().send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
    await admin().send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
    const { RefreshToken } = await signIn(Username);
    await admin().send(new AdminDisableUserCommand({ UserPoolId, Username }));
    await expect(signIn(Username)).rejects.toMatchObject({ message: 'User is disabled.' });
    await expect(refresh(RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await admin().send(new AdminEnableUserCommand({ UserPoolId, Username }));
    await signIn(Username);
    await expect(
      new CognitoIdentityProviderClient(as('LOCAL-ordering-place-order')).send(
        new AdminGetUserCommand({ UserPoolId, Username }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('keeps users, sessions and keys over a restart', async () => {
    const Username = 'kept@example.com';
    await confirmed(Username);
    const { RefreshToken } = await signIn(Username);
    const { jwks } = aws.userPools;
    await aws.stop();
    aws = await start();
    expect(aws.userPools.jwks).toEqual(jwks);
    await refresh(RefreshToken);
    await signIn(Username);
    expect(aws.inbox.list({ to: Username })).toHaveLength(1);
  }, 30_000);
});
