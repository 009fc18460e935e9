import * as z from 'zod';
import { sender } from '../../kernel/doors/job.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { MerchantId } from '../../kernel/values/ids.ts';
import type { StockHistory } from './history.ts';
import { adviceView, type AdviceView, type Replenishment } from './replenishment.ts';

export const stockHistories = aggregate<StockHistory>({ name: 'stock-history', prefix: 'STOCK-HISTORY' });

export const adviceOf = (merchantId: MerchantId): string => `REPLENISHMENT-OF#${merchantId}`;

const store = aggregate<Replenishment, z.input<typeof AdviceView>>({
  name: 'replenishment',
  prefix: 'REPLENISHMENT',
  indexes: { gsi1: ({ id, merchantId, advice }) => advice && [adviceOf(merchantId), `${advice.since}#${id}`] },
  summary: adviceView,
});
export const replenishments = {
  ...store,
  adviceOf: store.list('replenishment.advice-of', 'gsi1', 'REPLENISHMENT-OF#*'),
};

/** Asks for the count of some SKUs of a shop as a day begins, and then of the next. */
export const CountPart = z.strictObject({ merchantId: MerchantId, date: z.iso.date(), cursor: z.string().optional() });
export const countPartQueue = sender('house', 'inventory/count-shop-stock', CountPart);
