/**
 * What `Ref` and `Fn::GetAtt` give for any resource of a template; the AWS services' own names are in
 * services/names.ts.
 */
import { createHash } from 'node:crypto';
import { attribute, ref } from '../services/names.ts';
import type { Place, Resource } from '../services/types.ts';

/** Resource types that the AWS services run, and whose names they decide. */
const served = new Set([
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::SQS::Queue',
  'AWS::S3::Bucket',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolGroup',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
]);

/** The properties that name a resource. They alone are needed to tell what a reference to it gives. */
export const namingProperties = [
  'TableName',
  'QueueName',
  'FifoQueue',
  'BucketName',
  'GroupName',
  'Name',
  'FunctionName',
  'RoleName',
  'LogGroupName',
  'TopicName',
];

/** What `{ Ref: … }` gives. */
export const referenceOf = (resource: Resource, place: Place): string => {
  if (served.has(resource.type)) return ref(resource, place);
  if (resource.type.startsWith('AWS::ApiGatewayV2::')) return gatewayId(resource);
  return nameOf(resource);
};

/** What `{ 'Fn::GetAtt': [resource, name] }` gives. */
export const attributeOf = (resource: Resource, name: string, place: Place): string => {
  if (served.has(resource.type)) return attribute(resource, name, place);
  if (name === 'Arn' || name.endsWith('Arn')) return arnOf(resource, place);
  return `${referenceOf(resource, place)}.${name}`;
};

export const functionArn = (place: Place, functionName: string): string =>
  `arn:aws:lambda:${place.region}:${place.accountId}:function:${functionName}`;

/** The access key that a function calls AWS with. DynamoDB Local takes nothing but letters and digits. */
export const accessKeyOf = (functionName: string): string =>
  `LOCAL${createHash('sha256').update(functionName).digest('hex').slice(0, 15).toUpperCase()}`;

/** The name of the function that an ARN points to; nothing when it points to something else. */
export const functionNameOf = (arn: string): string | undefined =>
  /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(arn)?.[1];

const nameOf = (resource: Resource): string => {
  const given = namingProperties
    .map((property) => resource.properties[property])
    .find((value) => typeof value === 'string');
  return (given as string | undefined) ?? `${resource.stack}-${resource.logicalId}`;
};

const arnOf = (resource: Resource, place: Place): string => {
  const name = nameOf(resource);
  switch (resource.type) {
    case 'AWS::Lambda::Function':
      return functionArn(place, name);
    case 'AWS::IAM::Role':
      return `arn:aws:iam::${place.accountId}:role/${name}`;
    case 'AWS::Logs::LogGroup':
      return `arn:aws:logs:${place.region}:${place.accountId}:log-group:${name}:*`;
    default:
      return `arn:aws:${resource.type.split('::')[1]!.toLowerCase()}:${place.region}:${place.accountId}:${name}`;
  }
};

/** API Gateway numbers its parts by itself; a name that three APIs give to their authorizers is not an id. */
const gatewayId = (resource: Resource): string =>
  createHash('sha256').update(`${resource.stack}/${resource.logicalId}`).digest('hex').slice(0, 10);
