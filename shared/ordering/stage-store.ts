import { operation } from '../kernel/doors/access.ts';
import type { Write } from '../kernel/store/commit.ts';
import { monthCounts, type Counted } from '../kernel/store/month-counts.ts';
import type { Order } from './order.ts';
import { countsOf, stagesReached, type Counts } from './stages.ts';

const stages = monthCounts('ORDER-STAGES', { shop: 8, platform: 64 });

/** How long orders took from stage to stage and where they were lost, counted in the transaction that ends them. */
export const orderStages = {
  /** Counts orders of different shops that end together, on a business day: a write for each, and one for all. */
  count: operation(
    'order-stages.count',
    [{ on: 'table', actions: ['UpdateItem'], keys: ['ORDER-STAGES#*'] }],
    (ended: readonly Order[], date: string): Write[] => [
      ...ended.map((order) => stages.add(order.merchantId, date, order.id, countsOf(stagesReached(order)))),
      stages.add('platform', date, ended[0]!.id, countsOf(ended.flatMap(stagesReached))),
    ],
  ),

  /** What was counted in a month, `2026-11`: to be added up. Some twelve read units. */
  ofMonth: operation(
    'order-stages.of-month',
    [{ on: 'table', actions: ['Query'], keys: ['ORDER-STAGES#*'] }],
    async (counted: Counted, month: string): Promise<Counts[]> =>
      (await stages.ofMonth(counted, month)).map(({ counts }) => counts as Counts),
  ),
};
