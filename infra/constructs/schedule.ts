import { Aws } from 'aws-cdk-lib';
import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ScheduleContract } from '../../shared/kernel/doors/contract.ts';
import type { Lane } from '../../shared/kernel/doors/schedule.ts';
import type { Declaration } from '../declarations.ts';
import { mayPark, triedThenParked } from './parking.ts';
import { numbered } from './rule.ts';
import { type UseCaseProps, UseCaseFunction } from './use-case-function.ts';

/** Called again and again, by the clock of the stage's time zone. */
export class Schedule extends UseCaseFunction {
  constructor(
    scope: Construct,
    props: UseCaseProps<Declaration<ScheduleContract>>,
    { deadLetters, caller }: { deadLetters: IQueue; caller: IRole },
  ) {
    super(scope, props, triedThenParked(deadLetters));
    const {
      declaration: { id, contract },
      platform,
    } = props;
    const lanes = contract.inLanes ? platform.stage.lanes.sweep : 1;
    for (let lane = 0; lane < lanes; lane += 1) {
      new CfnSchedule(this, numbered('Schedule', lane), {
        name: numbered(platform.at.function(id).name, lane),
        description: contract.summary,
        scheduleExpression: contract.expression,
        scheduleExpressionTimezone: platform.stage.zone,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: this.lambda.functionArn,
          roleArn: caller.roleArn,
          deadLetterConfig: { arn: deadLetters.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
          ...(lanes > 1 && { input: JSON.stringify({ lane, lanes } satisfies Lane) }),
        },
      });
    }
  }
}

/**
 * The role with which EventBridge Scheduler calls the scheduled functions of a context, and no others. One for all of
 * them: an account has a quota of roles.
 */
export const schedulesCaller = (scope: Construct, functionArns: readonly string[], deadLetters: IQueue): Role =>
  new Role(scope, 'SchedulesCaller', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
    inlinePolicies: {
      invoke: new PolicyDocument({
        statements: [
          { actions: ['lambda:InvokeFunction'], resources: [...functionArns] },
          mayPark(deadLetters),
        ].map((statement) => new PolicyStatement(statement)),
      }),
    },
  });
