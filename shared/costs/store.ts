import type * as z from 'zod';
import { operation } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import { addTo } from '../kernel/store/add-to.ts';
import type { Write } from '../kernel/store/commit.ts';
import { everything, listed, type Page, type PageRequest } from '../kernel/store/page.ts';
import type { Item } from '../kernel/store/table.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { money, type Currency } from '../kernel/values/money.ts';
import { costView, groupOf, type Cost, type CostKind, type CostView, type Lane } from './cost.ts';
import { sumKey, type CostSum } from './summary.ts';

export const costsOf = (merchantId: MerchantId): string => `COSTS-OF#${merchantId}`;

const store = aggregate<Cost, z.input<typeof CostView>>({
  name: 'cost',
  prefix: 'COST',
  indexes: { gsi1: ({ id, merchantId, date }) => [costsOf(merchantId), `${date}#${id}`] },
  summary: costView,
});

export const costs = { ...store, ofMerchant: store.list('cost.of-merchant', 'gsi1', 'COSTS-OF#*') };

const partition = (merchantId: MerchantId): string => `COST-SUMS#${merchantId}`;
const shopsOfMonth = (month: string): string => `COSTS-IN#${month}`;

const shown = (item: Item): CostSum => ({
  group: groupOf[item['kind'] as CostKind],
  kind: item['kind'] as CostKind,
  ...(item['carrier'] !== undefined && { carrier: String(item['carrier']) }),
  ...(item['lane'] !== undefined && { lane: item['lane'] as Lane }),
  amount: money(Number(item['amount']), item['currency'] as Currency),
  entries: Number(item['entries']),
  parcels: Number(item['parcels']),
});

/** What costs come to, by month, kind, carrier and lane, counted in the transaction that enters or strikes one. */
export const costSums = {
  /** Adds a cost, or takes a struck one off again; and notes that the shop has some in this month. */
  add: operation(
    'cost-sums.add',
    [{ on: 'table', actions: ['UpdateItem'], keys: ['COST-SUMS#*'] }],
    ({ merchantId, state, date, kind, carrier, lane, amount, parcels = 0 }: Cost): Write[] => {
      const month = date.slice(0, 7);
      const sign = state === 'counted' ? 1 : -1;
      const about = { kind, currency: amount.currency, ...(carrier && { carrier }), ...(lane && { lane }) };
      return [
        addTo(
          { pk: partition(merchantId), sk: `${month}#${sumKey({ kind, carrier, lane })}` },
          { amount: sign * amount.amount, parcels: sign * parcels, entries: sign },
          about,
        ),
        addTo({ pk: partition(merchantId), sk: month }, {}, { gsi1pk: shopsOfMonth(month), gsi1sk: merchantId }),
      ];
    },
  ),

  /** All sums of a shop's month that are more than nothing. */
  ofShop: operation(
    'cost-sums.of-shop',
    [{ on: 'table', actions: ['Query'], keys: ['COST-SUMS#*'] }],
    async (merchantId: MerchantId, month: string): Promise<CostSum[]> => {
      const sums = everything<CostSum>(
        (of, page) => listed('table', of, page, shown),
        partition(merchantId),
        `${month}#`,
      );
      return (await Array.fromAsync(sums)).filter(({ entries }) => entries > 0);
    },
  ),

  /** The shops that have entered costs of a month, by their id. @throws Problem invalid-cursor */
  shopsIn: operation(
    'cost-sums.shops-in',
    [{ on: 'table', actions: ['Query'], keys: ['COSTS-IN#*'], index: 'gsi1' }],
    (month: string, page: PageRequest): Promise<Page<MerchantId>> =>
      listed('gsi1', shopsOfMonth(month), page, ({ gsi1sk }) => gsi1sk as MerchantId),
  ),
};
