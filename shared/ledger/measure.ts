import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { TrialBalance } from './trial-balance.ts';

/**
 * Publishes by how many minor units the books are off, whatever the currency: the alarm stands on anything but zero.
 */
export const measureImbalance = ({ currencies }: TrialBalance): void => {
  const metrics = new Metrics({ namespace: 'jishi', serviceName: 'jishi' });
  metrics.addMetric(
    'trialBalance',
    MetricUnit.Count,
    currencies.reduce((sum, { amount }) => sum + Math.abs(amount), 0),
  );
  metrics.publishStoredMetrics();
};
