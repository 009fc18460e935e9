import { Duration } from 'aws-cdk-lib';
import {
  type CfnRoute,
  type HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { EndpointContract } from '../../shared/kernel/doors/contract.ts';
import type { Declaration } from '../declarations.ts';
import { accept } from './accept.ts';
import { raiseAlarm } from './alarm.ts';
import { type UseCaseProps, UseCaseFunction } from './use-case-function.ts';

/** A route of its audience's API, behind that API's authorizer unless anyone may call. */
export class Endpoint extends UseCaseFunction {
  constructor(scope: Construct, props: UseCaseProps<Declaration<EndpointContract>>) {
    super(scope, props);
    const {
      declaration: { contract, operationId },
      platform,
    } = props;
    const { api, authorizer } = platform.apis[contract.audience];
    const [method, path] = contract.route.split(' ') as [HttpMethod, string];
    const route = new HttpRoute(this, 'Route', {
      httpApi: api,
      routeKey: HttpRouteKey.with(path, method),
      authorizer: contract.callers === 'anyone' ? new HttpNoneAuthorizer() : authorizer,
      integration: new HttpLambdaIntegration('Integration', this.lambda),
    });
    (route.node.defaultChild as CfnRoute).operationName = operationId;
    if (contract.callers === 'anyone') accept(route, 'APIG4', 'The contract says that anyone may call');

    const period = Duration.minutes(5);
    raiseAlarm(this, 'ErrorAlarm', platform, {
      impact: `Crashes or takes too long: ${contract.summary.replace(/\.$/, '')}.`,
      metric: new MathExpression({
        // A rate of few calls says nothing.
        expression: 'IF(calls >= 20, 100 * errors / calls, 0)',
        usingMetrics: {
          calls: this.lambda.metricInvocations({ period }),
          errors: this.lambda.metricErrors({ period }),
        },
        label: 'Calls without an answer, percent',
        period,
      }),
      threshold: 5,
    });
  }
}
