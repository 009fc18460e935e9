import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { env } from './env.ts';

export const metricsNamespace = 'jishi';

/** What alarms stand on. Each is a metric of the whole stage: one for each use case would have a price of its own. */
export type Measure = 'auditFaults' | 'trialBalance' | 'balancesOff' | 'unexpectedErrors' | 'unanswered';

/** The dimension that keeps the stages of one account apart. */
export const dimensionsOf = (stage: string): { service: string } => ({ service: `jishi-${stage}` });

let metrics: Metrics | undefined;

/**
 * Publishes a number by itself, at once, as a line of the log in CloudWatch's embedded metric format (EMF). Zero is not
 * told: a metric is billed in each hour in which something is put into it, and to the alarms silence is health.
 */
export const publish = (measure: Measure, value: number): void => {
  if (value === 0) return;
  metrics ??= new Metrics({ namespace: metricsNamespace, serviceName: dimensionsOf(env('STAGE')).service });
  metrics.addMetric(measure, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
};
