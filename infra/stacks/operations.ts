import { type App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  PeriodOverride,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { accept } from '../constructs/accept.ts';
import { type ImpactAlarmProps, raiseAlarm } from '../constructs/alarm.ts';
import { dimensionsOf, type Measure, metricsNamespace } from '../../shared/kernel/metrics.ts';
import type { Platform } from '../platform.ts';
import type { Stage } from '../stages.ts';

const period = Duration.minutes(5);

/** What the people who run the marketplace look at, are woken by, and restore from. */
export class OperationsStack extends Stack {
  constructor(app: App, platform: Platform) {
    const { stage, at } = platform;
    super(app, at.named('operations'), { description: `Jishi ${stage.name}: dashboard, alarms and backups` });
    this.#dashboard(platform);
    this.#alarms(platform);
    if (stage.backups) this.#backups(platform, stage.backups);
  }

  #dashboard({ stage, at, apis }: Platform): void {
    const ofEachApi = (metricName: string, statistic: string): IMetric[] =>
      Object.entries(apis).map(([label, { api }]) => api.metric(metricName, { statistic, period, label }));
    const ours = `jishi-${stage.name}`;
    const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 12 });
    new Dashboard(this, 'Dashboard', {
      dashboardName: at.named('overview'),
      periodOverride: PeriodOverride.AUTO,
      widgets: [
        [new TextWidget({ markdown: `# Jishi ${stage.name}`, width: 24, height: 1 })],
        [
          graph('Requests', ofEachApi('Count', Stats.SUM)),
          graph('Slowest of a hundred, ms', ofEachApi('Latency', Stats.percentile(99))),
        ],
        [graph('Refused (4xx)', ofEachApi('4xx', Stats.SUM)), graph('Failed (5xx)', ofEachApi('5xx', Stats.SUM))],
        [
          graph('Use cases that crashed or took too long', [
            search(`{AWS/Lambda,FunctionName} MetricName="Errors" FunctionName=${ours}`, Stats.SUM),
          ]),
          graph('Use cases throttled', [
            search(`{AWS/Lambda,FunctionName} MetricName="Throttles" FunctionName=${ours}`, Stats.SUM),
          ]),
        ],
        [
          graph('Slowest use cases of a hundred runs, ms', [
            search(`{AWS/Lambda,FunctionName} MetricName="Duration" FunctionName=${ours}`, Stats.percentile(99)),
          ]),
          graph('Functions that run at the same time', [
            new Metric({
              namespace: 'AWS/Lambda',
              metricName: 'ConcurrentExecutions',
              statistic: Stats.MAXIMUM,
              period,
            }),
          ]),
        ],
        [
          graph('Waiting in queues', [
            search(
              `{AWS/SQS,QueueName} MetricName="ApproximateNumberOfMessagesVisible" QueueName=${ours}`,
              Stats.MAXIMUM,
            ),
          ]),
          graph('Table: capacity used', [
            tableMetric(at, 'ConsumedReadCapacityUnits'),
            tableMetric(at, 'ConsumedWriteCapacityUnits'),
          ]),
        ],
      ],
    });
  }

  #alarms(platform: Platform): void {
    const { at, apis } = platform;
    const alarm = (id: string, props: ImpactAlarmProps): void => raiseAlarm(this, id, platform, props);
    for (const [audience, { api }] of Object.entries(apis)) {
      alarm(`Failing-${audience}`, {
        impact: `Callers of the ${audience} API get errors instead of answers.`,
        metric: api.metricServerError({ period, statistic: Stats.SUM }),
        threshold: 20,
      });
    }
    const measured = (metricName: Measure, statistic: string): Metric =>
      new Metric({
        namespace: metricsNamespace,
        metricName,
        dimensionsMap: dimensionsOf(platform.stage.name),
        statistic,
        period,
      });
    alarm('UnexpectedErrors', {
      impact: 'Something fails that nobody has foreseen: callers get an error, or work behind the scenes is parked.',
      metric: measured('unexpectedErrors', Stats.SUM),
      threshold: 1,
    });
    alarm('BooksOff', {
      impact: 'The books do not sum to zero: what is owed to buyers and merchants cannot be trusted.',
      metric: measured('trialBalance', Stats.MAXIMUM),
      threshold: 1,
    });
    alarm('AuditBroken', {
      impact: 'The audit trail of a day is not as it was written: somebody may hide what was done.',
      metric: measured('auditFaults', Stats.MAXIMUM),
      threshold: 1,
    });
    alarm('BalancesOff', {
      impact: 'Balances are not what their entries come to: somebody could be paid what is not his.',
      metric: measured('balancesOff', Stats.MAXIMUM),
      threshold: 1,
    });
    alarm('Unanswered', {
      impact: 'The payment provider or a carrier does not answer: payments, refunds and tracking wait.',
      metric: measured('unanswered', Stats.SUM),
      threshold: 3,
    });
    // Whoever hears of something is called once for each: that counts it, without a metric of our own.
    const told = (subscriber: string): Metric =>
      new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Invocations',
        dimensionsMap: { FunctionName: at.function(subscriber).name },
        statistic: Stats.SUM,
        period,
      });
    alarm('PaymentsFailing', {
      impact: 'Most attempts to pay are declined: buyers cannot pay, or somebody tries stolen cards.',
      metric: new MathExpression({
        expression: 'IF(FILL(declined, 0) > FILL(captured, 0), declined, 0)',
        usingMetrics: {
          declined: told('ordering/on-payment-declined'),
          captured: told('ordering/on-payment-captured'),
        },
        label: 'Declined, where more than captured',
        period,
      }),
      threshold: 10,
      evaluationPeriods: 2,
    });
    alarm('BooksDiffer', {
      impact:
        "The provider's statement and the books disagree: money may be missing, or be there that nobody knows of.",
      metric: told('payments/on-discrepancy-found'),
      threshold: 1,
    });
    alarm('FunctionsThrottled', {
      impact: 'Functions wait for free concurrency: callers get errors, events and jobs fall behind.',
      metric: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: Stats.SUM, period }),
      threshold: 10,
    });
    const throttled = Object.fromEntries(
      [undefined, 'gsi1', 'gsi2', 'gsi3'].flatMap((index) =>
        ['ReadThrottleEvents', 'WriteThrottleEvents'].map((metricName) => [
          `${metricName[0]!.toLowerCase()}_${index ?? 'table'}`,
          tableMetric(at, metricName, index),
        ])
      ),
    );
    alarm('TableThrottled', {
      impact: 'The table refuses reads or writes: callers get errors until it has scaled.',
      metric: new MathExpression({
        // DynamoDB sends these only when there are some, and for each index by itself.
        expression: Object.keys(throttled).map((name) => `FILL(${name}, 0)`).join(' + '),
        usingMetrics: throttled,
        label: 'Throttled reads and writes',
        period,
      }),
      threshold: 10,
    });
    alarm('EventsUndelivered', {
      impact: 'Events could be neither delivered nor parked: what they should have caused is missing.',
      // EventBridge counts by rule; only a query sums over all rules of the bus.
      metric: new MathExpression({
        expression: 'SELECT SUM(InvocationsFailedToBeSentToDlq) FROM SCHEMA("AWS/Events", EventBusName, RuleName)'
          + ` WHERE EventBusName = '${at.bus.name}'`,
        usingMetrics: {},
        label: 'Events that could not be parked',
        period,
      }),
      threshold: 1,
    });
    if (platform.stage.backups) {
      alarm('BackupFailed', {
        impact:
          'A full backup of users, orders, payments and stock failed: only point-in-time recovery covers its day.',
        metric: new Metric({
          namespace: 'AWS/Backup',
          metricName: 'NumberOfBackupJobsFailed',
          dimensionsMap: { BackupVaultName: at.named('backups') },
          statistic: Stats.SUM,
          period: Duration.hours(1),
        }),
        threshold: 1,
      });
    }
  }

  /**
   * Full backups of the table, beside its point-in-time recovery, and of merchants' papers, at hours when little is sold.
   * Three days after it is made the vault is locked for good: nobody deletes what it keeps before its time, not even AWS.
   */
  #backups({ at, key, stage }: Platform, keptFor: NonNullable<Stage['backups']>): void {
    const vault = new BackupVault(this, 'Vault', {
      backupVaultName: at.named('backups'),
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
      lockConfiguration: {
        minRetention: Duration.days(Math.min(...Object.values(keptFor))),
        changeableFor: Duration.days(3),
      },
    });
    const rule = (ruleName: string, days: number, when: { day?: string; weekDay?: string }): BackupPlanRule =>
      new BackupPlanRule({
        ruleName,
        deleteAfter: Duration.days(days),
        scheduleExpression: Schedule.cron({ hour: '18', minute: '0', ...when }),
      });
    const plan = new BackupPlan(this, 'Backups', {
      backupPlanName: at.named('backups'),
      backupVault: vault,
      backupPlanRules: [
        rule('daily', keptFor.daily, {}),
        rule('weekly', keptFor.weekly, { weekDay: 'SUN' }),
        rule('monthly', keptFor.monthly, { day: '1' }),
      ],
    });
    const policies = ['service-role/AWSBackupServiceRolePolicyForBackup', 'AWSBackupServiceRolePolicyForS3Backup'];
    const role = new Role(this, 'BackupRole', {
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: policies.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
    });
    for (const name of policies) {
      accept(
        role,
        `IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
        'AWS keeps it in step with what AWS Backup does',
      );
    }
    plan.addSelection('Kept', {
      backupSelectionName: `${stage.name}-kept`,
      role,
      disableDefaultBackupPolicy: true,
      resources: [at.table.arn, at.bucket('documents').arn].map((arn) => BackupResource.fromArn(arn)),
    });
  }
}

/** All metrics that the terms find. A term in quotes has to be the whole value, one without finds a part of it. */
const search = (terms: string, statistic: string): MathExpression =>
  new MathExpression({
    expression: `SEARCH('${terms}', '${statistic}', ${period.toSeconds()})`,
    usingMetrics: {},
    label: '',
    period,
  });

/** Of the table itself, or of one of its indexes. */
const tableMetric = (at: Platform['at'], metricName: string, index?: string): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: at.table.name, ...(index && { GlobalSecondaryIndexName: index }) },
    statistic: Stats.SUM,
    period,
  });
