import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type FunctionProps, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Contract } from '../../shared/kernel/doors/contract.ts';
import { dueSource } from '../../shared/kernel/store/due.ts';
import { eventSource } from '../../shared/kernel/events.ts';
import { bundleCode } from '../code.ts';
import type { Declaration } from '../declarations.ts';
import { environmentOf } from '../environment.ts';
import { grantsOf, type Statement, statementsFor } from '../permissions.ts';
import type { Platform } from '../platform.ts';
import type { Stage } from '../stages.ts';
import { acceptWildcards } from './accept.ts';

/** API Gateway gives up after 30 seconds; nobody waits for the others. */
const defaultSeconds = (door: string): number => (door === 'endpoint' || door === 'renderer' ? 10 : 30);

export interface UseCaseProps<D extends Declaration = Declaration> {
  readonly declaration: D;
  readonly platform: Platform;
}

/** What the way in demands of the function. */
interface Trigger extends Pick<FunctionProps, 'onFailure' | 'retryAttempts' | 'maxEventAge'> {
  /** What it may do beside what the contract touches. */
  readonly also?: readonly Statement[];
}

/** One use case: its function, its log and its role, whose only policy is what the contract touches. */
export class UseCaseFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly timeout: Duration;

  constructor(scope: Construct, { declaration, platform }: UseCaseProps, { also = [], ...asynchronous }: Trigger = {}) {
    super(scope, declaration.name);
    const { contract } = declaration;
    const { stage, at, users, shared, parking, key } = platform;
    const { name, logGroup, logGroupArn } = at.function(declaration.id);
    const permitted = statementsFor(grantsOf(contract.touches), {
      ...at,
      userPoolArn: users.poolArn,
      dispatched: [...shared.values()].flat().map((job) => at.function(job).arn),
      parking,
      busSource: contract.door === 'stream' ? eventSource : dueSource,
      mailFrom: stage.settings.MAIL_FROM,
    });
    const statements = [...runtimeStatements(logGroupArn), ...permitted, ...also];
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        [declaration.name]: new PolicyDocument({
          statements: statements.map(
            ({ actions, resources, conditions }) => new PolicyStatement({ actions, resources, conditions }),
          ),
        }),
      },
    });
    acceptWildcards(role, statements);
    this.timeout = Duration.seconds(
      contract.timeout ? Math.ceil(contract.timeout / 1000) : defaultSeconds(contract.door),
    );
    this.lambda = new LambdaFunction(this, 'Function', {
      ...asynchronous,
      functionName: name,
      description: contract.summary,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: bundleCode(declaration, platform.code),
      handler: 'index.handler',
      memorySize: contract.memory ?? 512,
      timeout: this.timeout,
      reservedConcurrentExecutions: reservedFor(contract, stage),
      tracing: tracingOf(contract),
      environment: environmentOf(declaration, platform),
      // Nothing but the contract may widen the role, so no construct gets to add to it.
      role: role.withoutPolicyUpdates(),
      logGroup: new LogGroup(this, 'Log', {
        logGroupName: logGroup,
        retention: stage.logs.days,
        removalPolicy: RemovalPolicy.DESTROY,
        encryptionKey: key,
      }),
    });
  }
}

/**
 * A run of each minute finds nothing to do, and would be traced all the same: Lambda lets nobody choose how many. There
 * its line in the log has to do.
 */
const tracingOf = (contract: Contract): Tracing =>
  contract.door === 'schedule' && contract.expression === 'rate(1 minute)' ? Tracing.PASS_THROUGH : Tracing.ACTIVE;

/** What is kept for a function and is its limit at once; undefined where it shares the account's pool with all others. */
export const reservedFor = (contract: Contract, { concurrency }: Pick<Stage, 'concurrency'>): number | undefined => {
  if (!concurrency) return undefined;
  switch (contract.door) {
    case 'stream':
      return concurrency.relay;
    case 'endpoint':
      return contract.reserved && concurrency.reserved[contract.reserved];
    case 'subscriber':
    case 'deadline':
    case 'report':
      return contract.concurrency;
    // A queue's mapping bounds its jobs, and one schedule starts one run.
    default:
      return undefined;
  }
};

/** Writing its own log and traces. */
const runtimeStatements = (logGroupArn: string): Statement[] => [
  {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`${logGroupArn}:*`],
    because: 'The streams of its own log group',
  },
  {
    actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    resources: ['*'],
    because: 'X-Ray knows no resources',
  },
];
