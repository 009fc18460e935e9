/** What CloudFormation answers for the resources that the laptop runs: `Ref`, `Fn::GetAtt`, and physical names. */
import { createHash } from 'node:crypto';
import type { Place, Resource } from './types.ts';

const stableId = (resource: Resource, length: number): string =>
  createHash('sha256').update(`${resource.stack}/${resource.logicalId}`).digest('hex').slice(0, length);

const named = (resource: Resource, property: string): string | undefined => {
  const name = resource.properties[property];
  return typeof name === 'string' ? name : undefined;
};

/** The physical name or id: as the template says, otherwise from stack and logical id, the same on every run. */
export const physicalName = (resource: Resource, place: Place): string => {
  switch (resource.type) {
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable':
      return named(resource, 'TableName') ?? `${resource.stack}-${resource.logicalId}`;
    case 'AWS::SQS::Queue':
      return (
        named(resource, 'QueueName')
          ?? `${resource.stack}-${resource.logicalId}${resource.properties.FifoQueue === true ? '.fifo' : ''}`
      );
    case 'AWS::S3::Bucket':
      return named(resource, 'BucketName') ?? `${resource.stack}-${resource.logicalId}`.toLowerCase().slice(0, 63);
    case 'AWS::Cognito::UserPool':
      return `${place.region}_${stableId(resource, 9)}`;
    case 'AWS::Cognito::UserPoolClient':
      return stableId(resource, 26);
    case 'AWS::Cognito::UserPoolGroup':
      return named(resource, 'GroupName') ?? resource.logicalId;
    case 'AWS::Events::EventBus':
    case 'AWS::Events::Rule':
      return named(resource, 'Name') ?? `${resource.stack}-${resource.logicalId}`;
    default:
      throw new Error(`No local service runs ${resource.type} (${resource.stack}/${resource.logicalId})`);
  }
};

export const tableArn = (place: Place, name: string): string =>
  `arn:aws:dynamodb:${place.region}:${place.accountId}:table/${name}`;
export const queueArn = (place: Place, name: string): string =>
  `arn:aws:sqs:${place.region}:${place.accountId}:${name}`;
export const queueUrl = (place: Place, name: string): string => `${place.endpointUrl}/${place.accountId}/${name}`;
export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;
export const busArn = (place: Place, name: string): string =>
  `arn:aws:events:${place.region}:${place.accountId}:event-bus/${name}`;
export const userPoolArn = (place: Place, id: string): string =>
  `arn:aws:cognito-idp:${place.region}:${place.accountId}:userpool/${id}`;
/** `iss` of a pool's tokens. It is the endpoint's own address, where `/.well-known/jwks.json` answers below it. */
export const userPoolIssuer = (place: Place, id: string): string => `${place.endpointUrl}/${id}`;

/** What `Ref` gives. Throws for a resource type that no local service runs. */
export const ref = (resource: Resource, place: Place): string => {
  const name = physicalName(resource, place);
  return resource.type === 'AWS::SQS::Queue' ? queueUrl(place, name) : name;
};

/** What `Fn::GetAtt` gives. Throws for an attribute that it does not know, so that a new use is noticed at once. */
export const attribute = (resource: Resource, name: string, place: Place): string => {
  const physical = physicalName(resource, place);
  const known: Record<string, string | undefined> = {
    'AWS::DynamoDB::Table.Arn': tableArn(place, physical),
    'AWS::DynamoDB::Table.StreamArn': `${tableArn(place, physical)}/stream/local`,
    'AWS::DynamoDB::GlobalTable.Arn': tableArn(place, physical),
    'AWS::DynamoDB::GlobalTable.StreamArn': `${tableArn(place, physical)}/stream/local`,
    'AWS::SQS::Queue.Arn': queueArn(place, physical),
    'AWS::SQS::Queue.QueueName': physical,
    'AWS::SQS::Queue.QueueUrl': queueUrl(place, physical),
    'AWS::S3::Bucket.Arn': bucketArn(physical),
    'AWS::S3::Bucket.DomainName': `${physical}.s3.amazonaws.com`,
    'AWS::S3::Bucket.RegionalDomainName': `${physical}.s3.${place.region}.amazonaws.com`,
    'AWS::Cognito::UserPool.Arn': userPoolArn(place, physical),
    'AWS::Cognito::UserPool.UserPoolId': physical,
    'AWS::Cognito::UserPool.ProviderName': `cognito-idp.${place.region}.amazonaws.com/${physical}`,
    'AWS::Cognito::UserPool.ProviderURL': userPoolIssuer(place, physical),
    'AWS::Cognito::UserPoolClient.ClientId': physical,
    'AWS::Events::EventBus.Arn': busArn(place, physical),
    'AWS::Events::EventBus.Name': physical,
    'AWS::Events::Rule.Arn': `arn:aws:events:${place.region}:${place.accountId}:rule/${physical}`,
  };
  const value = known[`${resource.type}.${name}`];
  if (value === undefined) throw new Error(`Unknown attribute ${name} of ${resource.type} (${resource.logicalId})`);
  return value;
};
