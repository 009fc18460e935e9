import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Addresses } from '../addresses.ts';

const usage = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/**
 * The stage's own key. Whoever may use a table, bucket or queue may use the key through that service, so that the
 * roles of the functions need not speak of keys at all.
 */
export const platformKey = (scope: Construct, at: Addresses): Key => {
  const key = new Key(scope, 'Key', {
    alias: at.named('data'),
    description: 'Encrypts what the marketplace keeps: table, buckets, queues, logs',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const services = ['dynamodb', 's3', 'sqs', 'sns', 'backup'].map(
    (service) => `${service}.${Aws.REGION}.amazonaws.com`,
  );
  const inThisAccount = { 'kms:CallerAccount': Aws.ACCOUNT_ID, 'kms:ViaService': services };
  const allow = (statement: Omit<ConstructorParameters<typeof PolicyStatement>[0] & object, 'resources'>): void => {
    key.addToResourcePolicy(new PolicyStatement({ ...statement, resources: ['*'] }));
  };
  allow({
    sid: 'ThroughServices',
    principals: [new AnyPrincipal()],
    actions: usage,
    conditions: { StringEquals: inThisAccount },
  });
  allow({
    sid: 'LastingUse',
    principals: [new AnyPrincipal()],
    actions: ['kms:CreateGrant'],
    conditions: { StringEquals: inThisAccount, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  });
  allow({
    sid: 'Events',
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    // For the platform's queues alone. EventBridge does not promise to name the account that it acts for.
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:sqs:arn': `arn:${Aws.PARTITION}:sqs:${Aws.REGION}:${Aws.ACCOUNT_ID}:${
          at.named('*')
        }`,
      },
    },
  });
  allow({
    // As AWS documents it, without a condition: CloudWatch promises none here, and an alarm that cannot be told is worse.
    sid: 'Alarms',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  });
  allow({
    sid: 'Edge',
    principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
    actions: ['kms:Decrypt'],
    conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  });
  allow({
    sid: 'Logs',
    principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
    actions: usage,
    conditions: {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` },
    },
  });
  return key;
};
