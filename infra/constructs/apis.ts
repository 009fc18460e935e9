import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  CorsHttpMethod,
  DomainName,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Audience } from '../../shared/kernel/doors/contract.ts';
import type { FoundationParts, Platform } from '../platform.ts';

/** Who did what and how it went; never what was said. */
const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  account: '$context.authorizer.claims.sub',
  route: '$context.routeKey',
  status: '$context.status',
  refused: '$context.authorizer.error',
  failed: '$context.integrationErrorMessage',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
});

/**
 * One HTTP API for each audience: an API holds 300 integrations, for good. Signed-in callers are known by the pool's
 * tokens.
 */
export const audienceApis = (
  scope: Construct,
  props: FoundationParts & { readonly pool: UserPool; readonly client: UserPoolClient },
): Platform['apis'] => {
  const { domain } = props.stage;
  const host = domain && new DomainName(scope, 'Domain', {
    domainName: domain.name,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificateArn),
    securityPolicy: SecurityPolicy.TLS_1_2,
  });
  if (domain && host) {
    new CfnOutput(scope, 'ApiHost', { description: 'All three APIs, by path', value: `https://${host.name}` });
    new CfnOutput(scope, 'ApiHostTarget', {
      description: `What the DNS record of ${domain.name} points to`,
      value: host.regionalDomainName,
    });
  }
  return {
    shop: audienceApi(scope, 'shop', props, host),
    merchant: audienceApi(scope, 'merchant', props, host),
    operator: audienceApi(scope, 'operator', props, host),
  };
};

const audienceApi = (
  scope: Construct,
  audience: Audience,
  { stage, at, key, pool, client }: FoundationParts & { readonly pool: UserPool; readonly client: UserPoolClient },
  host: DomainName | undefined,
): Platform['apis'][Audience] => {
  const apiName = at.named(audience);
  const api = new HttpApi(scope, `Api-${audience}`, {
    apiName,
    description: `Jishi ${stage.name}, for the ${audience}`,
    createDefaultStage: false,
    corsPreflight: {
      allowOrigins: [...stage.origins],
      allowMethods: [CorsHttpMethod.ANY],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'accept-language', 'x-correlation-id'],
      exposeHeaders: ['retry-after', 'x-request-id'],
      maxAge: Duration.hours(1),
    },
  });
  const deployed = loggedStage(api, audience, { stage, key }, stage.throttle[audience]);
  // The key is taken off the path before a route is looked for.
  if (host) new ApiMapping(api, 'Mapping', { api, stage: deployed, domainName: host, apiMappingKey: audience });
  return {
    api,
    authorizer: new HttpJwtAuthorizer('Jwt', pool.userPoolProviderUrl, { jwtAudience: [client.userPoolClientId] }),
  };
};

/** What an API is called through: throttled, and with its access log. */
export const loggedStage = (
  api: HttpApi,
  name: string,
  { stage, key }: Pick<Platform, 'stage' | 'key'>,
  { rate, burst }: { readonly rate: number; readonly burst: number },
): HttpStage =>
  new HttpStage(api, 'Stage', {
    httpApi: api,
    autoDeploy: true,
    throttle: { rateLimit: rate, burstLimit: burst },
    accessLogSettings: {
      destination: new LogGroupLogDestination(
        new LogGroup(api, 'AccessLog', {
          logGroupName: `/jishi/${stage.name}/access/${name}`,
          retention: stage.logs.days,
          removalPolicy: RemovalPolicy.DESTROY,
          encryptionKey: key,
        }),
      ),
      format: AccessLogFormat.custom(accessLogFormat),
    },
  });
