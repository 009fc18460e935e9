import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CorsHttpMethod, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Audience } from '../../shared/kernel/contract.ts';
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
): Platform['apis'] => ({
  shop: audienceApi(scope, 'shop', props),
  merchant: audienceApi(scope, 'merchant', props),
  operator: audienceApi(scope, 'operator', props),
});

const audienceApi = (
  scope: Construct,
  audience: Audience,
  { stage, at, key, pool, client }: FoundationParts & { readonly pool: UserPool; readonly client: UserPoolClient },
): Platform['apis'][Audience] => {
  const apiName = at.named(audience);
  const api = new HttpApi(scope, `Api-${audience}`, {
    apiName,
    description: `Jishi ${stage.name}, for the ${audience}`,
    createDefaultStage: false,
    corsPreflight: {
      allowOrigins: [...stage.origins],
      allowMethods: [CorsHttpMethod.ANY],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'accept-language'],
      maxAge: Duration.hours(1),
    },
  });
  const { rate, burst } = stage.throttle[audience];
  new HttpStage(api, 'Stage', {
    httpApi: api,
    autoDeploy: true,
    throttle: { rateLimit: rate, burstLimit: burst },
    accessLogSettings: {
      destination: new LogGroupLogDestination(
        new LogGroup(api, 'AccessLog', {
          logGroupName: `/jishi/${stage.name}/access/${audience}`,
          retention: stage.logs.days,
          removalPolicy: RemovalPolicy.DESTROY,
          encryptionKey: key,
        }),
      ),
      format: AccessLogFormat.custom(accessLogFormat),
    },
  });
  return {
    api,
    authorizer: new HttpJwtAuthorizer('Jwt', pool.userPoolProviderUrl, { jwtAudience: [client.userPoolClientId] }),
  };
};
