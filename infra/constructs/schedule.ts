import { Aws } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ScheduleContract } from '../../shared/kernel/contract.ts';
import type { Declaration } from '../declarations.ts';
import { mayPark, triedThenParked } from './parking.ts';
import { type UseCaseProps, UseCaseFunction } from './use-case-function.ts';

/** Called again and again, by the clock of the stage's time zone. */
export class Schedule extends UseCaseFunction {
  constructor(scope: Construct, props: UseCaseProps<Declaration<ScheduleContract>>, deadLetters: IQueue) {
    super(scope, props, triedThenParked(deadLetters));
    const {
      declaration: { id, contract },
      platform,
    } = props;
    const invoker = new Role(this, 'Invoker', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        invoke: new PolicyDocument({
          statements: [
            { actions: ['lambda:InvokeFunction'], resources: [this.lambda.functionArn] },
            mayPark(deadLetters),
          ].map((statement) => new PolicyStatement(statement)),
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      name: platform.at.function(id).name,
      description: contract.summary,
      scheduleExpression: contract.expression,
      scheduleExpressionTimezone: platform.stage.zone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.lambda.functionArn,
        roleArn: invoker.roleArn,
        deadLetterConfig: { arn: deadLetters.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
      },
    });
  }
}
