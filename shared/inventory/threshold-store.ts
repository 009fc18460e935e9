import type * as z from 'zod';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { shardedList } from '../kernel/store/sharded-list.ts';
import { alertView, type AlertKind, type AlertView, type Threshold } from './threshold.ts';

/** The SKUs that have thresholds, to be looked at in turns. */
export const watchedStock = shardedList('WATCHED-STOCK');

export const alertsOf = (merchantId: MerchantId): string => `STOCK-ALERTS-OF#${merchantId}`;
export const alertsOn = (kind: AlertKind): string => `STOCK-ALERTS#${kind}`;

const store = aggregate<Threshold, z.input<typeof AlertView>>({
  name: 'threshold',
  prefix: 'STOCK-THRESHOLD',
  indexes: {
    gsi1: ({ id, low, over }) => (low === undefined && over === undefined ? undefined : [watchedStock.place(id), id]),
    gsi2: ({ id, alert }) => alert && [alertsOn(alert.kind), `${alert.since}#${id}`],
    gsi3: ({ id, merchantId, alert }) => alert && [alertsOf(merchantId), `${alert.since}#${id}`],
  },
  summary: alertView,
});

export const thresholds = {
  ...store,
  watched: store.list('threshold.watched', 'gsi1', watchedStock.keys),
  alertsOn: store.list('threshold.alerts-on', 'gsi2', 'STOCK-ALERTS#*'),
  alertsOf: store.list('threshold.alerts-of', 'gsi3', 'STOCK-ALERTS-OF#*'),
};
