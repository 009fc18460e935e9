import { operation } from '../kernel/doors/access.ts';
import type { Write } from '../kernel/store/commit.ts';
import { monthCounts, type Counted } from '../kernel/store/month-counts.ts';
import type { Counts } from './figures.ts';
import type { Return } from './return.ts';

const figures = monthCounts('RETURN-FIGURES', { shop: 4, platform: 16 });

/** What returns came to, counted once for each event: by the shop, and by all. */
export const returnFigures = {
  /** Counts on a business day. */
  count: operation(
    'return-figures.count',
    [{ on: 'table', actions: ['UpdateItem'], keys: ['RETURN-FIGURES#*'] }],
    ({ id, merchantId }: Return, counts: Counts, date: string): Write[] => [
      figures.add(merchantId, date, id, counts),
      figures.add('platform', date, id, counts),
    ],
  ),

  /** What was counted in a month, `2026-11`: to be added up. */
  ofMonth: operation(
    'return-figures.of-month',
    [{ on: 'table', actions: ['Query'], keys: ['RETURN-FIGURES#*'] }],
    async (counted: Counted, month: string): Promise<Counts[]> =>
      (await figures.ofMonth(counted, month)).map(({ counts }) => counts as Counts),
  ),
};
