/** What the templates deploy, as plain data in the terms of the local cloud. */
import { availableParallelism } from 'node:os';
import { accessKeyOf, functionNameOf, referenceOf } from './identifiers.ts';
import type { EventPattern, FunctionPolicy, Place, Policies, Resource, Statement } from '../services/types.ts';

export interface Deployment {
  readonly resources: readonly Resource[];
  /** By function name. */
  readonly functions: ReadonlyMap<string, FunctionSpec>;
  readonly apis: readonly ApiSpec[];
  /** What the distribution serves where; all else it hands to the API `web`. */
  readonly site: SiteSpec;
  readonly queueMappings: readonly QueueMappingSpec[];
  readonly streamMappings: readonly StreamMappingSpec[];
  readonly schedules: readonly ScheduleSpec[];
  /** What each function's role allows, by the access key that the function is given. */
  readonly policies: Policies;
}

export interface FunctionSpec {
  readonly name: string;
  /** `ordering/place-order` */
  readonly useCase: string;
  /** Name of the bundle: `ordering-place-order`. */
  readonly bundle: string;
  /** `index.handler` */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Runs at a time: `localConcurrency` for each queue that calls it, as one with several waits for other functions. */
  readonly concurrency: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Of an asynchronous invocation. */
  readonly retries: number;
  /** Queue that an asynchronous invocation goes to when all its attempts have failed. */
  readonly onFailure: string | undefined;
}

export interface ApiSpec {
  readonly id: string;
  /** `shop`, `merchant` or `operator`: the end of its name, and the first part of every address of it; `web` for all other addresses. */
  readonly audience: string;
  readonly cors: CorsSpec | undefined;
  readonly routes: readonly RouteSpec[];
}

export interface SiteSpec {
  /** In the order in which they are tried. */
  readonly behaviours: readonly BehaviourSpec[];
}

/** A path pattern of the distribution whose origin is a bucket. */
export interface BehaviourSpec {
  /** `/assets/*` */
  readonly pathPattern: string;
  readonly bucket: string;
  /** Code of the function that looks at the request first. */
  readonly edgeFunction: string | undefined;
  /** What is added to every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether texts are compressed for who can read that. */
  readonly compress: boolean;
}

export interface CorsSpec {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly AllowCredentials?: boolean;
  readonly MaxAge?: number;
}

export interface RouteSpec {
  /** `POST /v1/orders/{orderId}` */
  readonly routeKey: string;
  readonly functionName: string;
  readonly authorizer: AuthorizerSpec | undefined;
  readonly scopes: readonly string[];
}

/** A JWT authorizer. */
export interface AuthorizerSpec {
  readonly issuer: string;
  readonly audience: readonly string[];
}

export interface QueueMappingSpec {
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly concurrency: number;
}

export interface StreamMappingSpec {
  readonly reader: string;
  readonly streamArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly filters: readonly EventPattern[];
}

export interface ScheduleSpec {
  readonly name: string;
  /** `rate(1 minute)`, `cron(0 2 * * ? *)` */
  readonly expression: string;
  readonly timeZone: string;
  readonly functionName: string;
  /** JSON, with Scheduler's context attributes not yet filled in. */
  readonly input: string | undefined;
}

/**
 * Runs of one function at a time, whatever the template allows: one for each core, as the machine has no more to give.
 */
export const localConcurrency = Math.max(2, availableParallelism());

/** @throws Error when a resource points to one that is not there */
export const readDeployment = (resources: readonly Resource[], place: Place): Deployment => {
  const ofType = (type: string): readonly Resource[] => resources.filter((resource) => resource.type === type);
  const byReference = (type: string): Map<string, Resource> =>
    new Map(ofType(type).map((resource) => [referenceOf(resource, place), resource]));

  const roles = rolePolicies(
    ofType('AWS::IAM::Role'),
    [...ofType('AWS::IAM::Policy'), ...ofType('AWS::IAM::RolePolicy')],
    place,
  );
  const invokeConfigs = new Map(
    ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => [
      functionOf(properties.FunctionName as string),
      properties as unknown as InvokeConfig,
    ]),
  );

  const mappings = ofType('AWS::Lambda::EventSourceMapping');
  const readsFrom = (service: string) => ({ properties }: Resource): boolean =>
    String(properties.EventSourceArn).startsWith(`arn:aws:${service}:`);
  const queueMappings = mappings.filter(readsFrom('sqs')).map(queueMappingSpec);

  const functions = ofType('AWS::Lambda::Function').map((resource) =>
    functionSpec(
      resource,
      place,
      invokeConfigs.get(referenceOf(resource, place)),
      queueMappings.filter(({ functionName }) => functionName === referenceOf(resource, place)).length,
    )
  );

  const policies = new Map<string, FunctionPolicy>(
    ofType('AWS::Lambda::Function').map((resource) => {
      const functionName = referenceOf(resource, place);
      const role = String(resource.properties.Role).split('/').at(-1)!;
      return [accessKeyOf(functionName), { functionName, statements: roles.get(role) ?? [] }];
    }),
  );

  return {
    resources,
    functions: new Map(functions.map((spec) => [spec.name, spec])),
    apis: ofType('AWS::ApiGatewayV2::Api').map((api) =>
      apiSpec(
        api,
        place,
        ofType('AWS::ApiGatewayV2::Route'),
        byReference('AWS::ApiGatewayV2::Integration'),
        byReference('AWS::ApiGatewayV2::Authorizer'),
      )
    ),
    site: siteSpec(ofType('AWS::CloudFront::Distribution')[0], byReference),
    queueMappings,
    streamMappings: mappings.filter(readsFrom('dynamodb')).map(streamMappingSpec),
    schedules: ofType('AWS::Scheduler::Schedule')
      .filter(({ properties }) => properties.State !== 'DISABLED')
      .map((resource) => scheduleSpec(resource, place)),
    policies,
  };
};

interface InvokeConfig {
  readonly FunctionName: string;
  readonly MaximumRetryAttempts?: number;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
}

/** A function's name, whether a template gives that or the ARN. */
const functionOf = (nameOrArn: string): string => functionNameOf(nameOrArn) ?? nameOrArn;

const functionSpec = (
  resource: Resource,
  place: Place,
  asynchronous: InvokeConfig | undefined,
  queues: number,
): FunctionSpec => {
  const { Code, Environment, Handler, Timeout, MemorySize, DeadLetterConfig } = resource.properties as {
    Code: { S3Key: string };
    Environment?: { Variables?: Record<string, unknown> };
    Handler: string;
    Timeout?: number;
    MemorySize?: number;
    DeadLetterConfig?: { TargetArn?: string };
  };
  const environment = Object.fromEntries(
    Object.entries(Environment?.Variables ?? {}).map(([name, value]) => [name, String(value)]),
  );
  return {
    name: referenceOf(resource, place),
    useCase: environment.USE_CASE ?? resource.logicalId,
    bundle: Code.S3Key,
    handler: Handler,
    timeoutMs: (Timeout ?? 3) * 1000,
    memoryMb: MemorySize ?? 128,
    concurrency: localConcurrency * Math.max(1, queues),
    environment,
    retries: asynchronous?.MaximumRetryAttempts ?? 2,
    onFailure: asynchronous?.DestinationConfig?.OnFailure?.Destination ?? DeadLetterConfig?.TargetArn,
  };
};

/** The statements of each role, by the role's name. */
const rolePolicies = (
  roles: readonly Resource[],
  policies: readonly Resource[],
  place: Place,
): Map<string, Statement[]> => {
  const statements = new Map<string, Statement[]>();
  const add = (role: string, document: unknown): void => {
    const { Statement: found = [] } = document as { Statement?: Statement | Statement[] };
    statements.set(role, [...(statements.get(role) ?? []), ...[found].flat()]);
  };
  for (const role of roles) {
    const inline = (role.properties.Policies ?? []) as { PolicyDocument: unknown }[];
    for (const { PolicyDocument } of inline) add(referenceOf(role, place), PolicyDocument);
  }
  for (const { properties } of policies) {
    const attachedTo = (properties.Roles ?? [properties.RoleName]) as string[];
    for (const role of attachedTo) add(role, properties.PolicyDocument);
  }
  return statements;
};

const apiSpec = (
  api: Resource,
  place: Place,
  routes: readonly Resource[],
  integrations: ReadonlyMap<string, Resource>,
  authorizers: ReadonlyMap<string, Resource>,
): ApiSpec => {
  const id = referenceOf(api, place);
  return {
    id,
    audience: String(api.properties.Name).split('-').at(-1)!,
    cors: api.properties.CorsConfiguration as CorsSpec | undefined,
    routes: routes
      .filter(({ properties }) => properties.ApiId === id)
      .map(({ properties, logicalId }) => {
        const integration = integrations.get(String(properties.Target).split('/').at(-1)!);
        const functionName = functionNameOf(String(integration?.properties.IntegrationUri));
        if (!functionName) {
          throw new Error(`The route ${String(properties.RouteKey)} (${logicalId}) leads to no function`);
        }
        return {
          routeKey: String(properties.RouteKey),
          functionName,
          authorizer: properties.AuthorizationType === 'JWT'
            ? authorizerSpec(authorizers, properties.AuthorizerId)
            : undefined,
          scopes: (properties.AuthorizationScopes ?? []) as string[],
        };
      }),
  };
};

const authorizerSpec = (authorizers: ReadonlyMap<string, Resource>, id: unknown): AuthorizerSpec => {
  const configuration = authorizers.get(String(id))?.properties.JwtConfiguration as {
    Issuer: string;
    Audience: string[];
  } | undefined;
  if (!configuration) throw new Error(`There is no JWT authorizer ${String(id)}`);
  return { issuer: configuration.Issuer, audience: configuration.Audience };
};

/** The behaviours whose origin is a bucket. */
const siteSpec = (
  distribution: Resource | undefined,
  byReference: (type: string) => ReadonlyMap<string, Resource>,
): SiteSpec => {
  if (!distribution) return { behaviours: [] };
  const { CacheBehaviors, Origins } = distribution.properties.DistributionConfig as {
    CacheBehaviors: {
      PathPattern: string;
      TargetOriginId: string;
      ResponseHeadersPolicyId?: string;
      FunctionAssociations?: { FunctionARN: string }[];
      Compress: boolean;
    }[];
    Origins: { Id: string; DomainName: string }[];
  };
  const buckets = new Map(
    Origins.filter(({ DomainName }) => DomainName.includes('.s3.'))
      .map(({ Id, DomainName }) => [Id, DomainName.split('.s3.')[0]!]),
  );
  const functions = byReference('AWS::CloudFront::Function');
  const policies = byReference('AWS::CloudFront::ResponseHeadersPolicy');
  return {
    behaviours: CacheBehaviors.flatMap((behaviour) => {
      const { PathPattern: pathPattern, TargetOriginId, ResponseHeadersPolicyId, FunctionAssociations = [] } =
        behaviour;
      const bucket = buckets.get(TargetOriginId);
      if (bucket === undefined) return [];
      const [associated] = FunctionAssociations;
      const policy = policies.get(ResponseHeadersPolicyId ?? '')?.properties.ResponseHeadersPolicyConfig as {
        SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: string } };
      } | undefined;
      const edgeFunction = associated && functions.get(associated.FunctionARN.replace(/\.FunctionARN$/, ''));
      return [{
        pathPattern,
        bucket,
        compress: behaviour.Compress,
        edgeFunction: edgeFunction?.properties.FunctionCode as string | undefined,
        headers: {
          'x-content-type-options': 'nosniff',
          ...(policy && {
            'content-security-policy': policy.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy,
          }),
        },
      }];
    }),
  };
};

const queueMappingSpec = ({ properties }: Resource): QueueMappingSpec => ({
  queueArn: String(properties.EventSourceArn),
  functionName: functionOf(String(properties.FunctionName)),
  batchSize: (properties.BatchSize as number | undefined) ?? 10,
  concurrency: Math.min(
    localConcurrency,
    (properties.ScalingConfig as { MaximumConcurrency?: number } | undefined)?.MaximumConcurrency ?? localConcurrency,
  ),
});

const streamMappingSpec = ({ properties, logicalId }: Resource): StreamMappingSpec => {
  const filters = (properties.FilterCriteria as { Filters?: { Pattern: string }[] } | undefined)?.Filters ?? [];
  return {
    reader: logicalId,
    streamArn: String(properties.EventSourceArn),
    functionName: functionOf(String(properties.FunctionName)),
    batchSize: (properties.BatchSize as number | undefined) ?? 100,
    filters: filters.map(({ Pattern }) => JSON.parse(Pattern) as EventPattern),
  };
};

const scheduleSpec = (resource: Resource, place: Place): ScheduleSpec => {
  const target = resource.properties.Target as { Arn: string; Input?: string };
  return {
    name: referenceOf(resource, place),
    expression: String(resource.properties.ScheduleExpression),
    timeZone: String(resource.properties.ScheduleExpressionTimezone ?? 'UTC'),
    functionName: functionOf(target.Arn),
    input: target.Input,
  };
};
