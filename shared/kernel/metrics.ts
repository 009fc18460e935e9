import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { env } from './env.ts';

export const metricsNamespace = 'jishi';

/** What alarms stand on. Each is a metric of the whole stage: one for each use case would have a price of its own. */
export type Measure = 'auditFaults' | 'trialBalance' | 'balancesOff' | 'unexpectedErrors' | 'unanswered';

/** The dimension that keeps the stages of one account apart. */
export const dimensionsOf = (stage: string): { service: string } => ({ service: `jishi-${stage}` });

let metrics: Metrics | undefined;

/** Metrics as lines of the log, in CloudWatch's embedded metric format (EMF). */
export const stageMetrics = (): Metrics =>
  metrics ??= new Metrics({ namespace: metricsNamespace, serviceName: dimensionsOf(env('STAGE')).service });

/** Publishes a number by itself, at once. */
export const publish = (measure: Measure, value: number): void => {
  stageMetrics().addMetric(measure, MetricUnit.Count, value);
  stageMetrics().publishStoredMetrics();
};
