import type * as z from 'zod';
import { together } from '../../kernel/doors/access.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import type { Write } from '../../kernel/store/commit.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { moved } from '../stock.ts';
import { stock } from '../store.ts';
import { earmarkView, type Earmark, type EarmarkView } from './earmark.ts';

export const earmarksOf = (merchantId: MerchantId): string => `EARMARKS-OF#${merchantId}`;

const store = aggregate<Earmark, z.input<typeof EarmarkView>>({
  name: 'earmark',
  prefix: 'EARMARK',
  indexes: { gsi1: ({ id, merchantId, setAsideAt }) => [earmarksOf(merchantId), `${setAsideAt}#${id}`] },
  summary: earmarkView,
});

export const earmarks = { ...store, ofMerchant: store.list('earmark.of-merchant', 'gsi1', 'EARMARKS-OF#*') };

/**
 * Moves the units of an earmark as its last step says.
 * @throws Problem not-found for a SKU that is not the shop's, out-of-stock
 */
export const moveEarmarked = Object.assign(
  async ({ id: reason, merchantId, lines, setAsideAt, givenBackAt }: Earmark): Promise<Write[]> => {
    const [kind, at] = givenBackAt ? ['give-back', givenBackAt] as const : ['earmark', setAsideAt] as const;
    const counters = await Promise.all(lines.map(({ skuId }) => stock.need(skuId, merchantId)));
    return lines.flatMap(({ quantity }, i) => {
      const [before, movement] = [counters[i]!, { kind, quantity, reason, at }];
      const after = moved(before, movement);
      return [...stock.earmark(before, movement), ...stock.tell(before, after, at)];
    });
  },
  together('earmark.move', stock.need, stock.earmark, stock.tell),
);
