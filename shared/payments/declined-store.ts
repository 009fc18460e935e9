import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add } from 'dynamodb-toolbox/entity/actions/update';
import { item, number, string } from 'dynamodb-toolbox/schema';
import { operation } from '../kernel/doors/access.ts';
import { after, days, epochSeconds, utcDateOf, type Instant } from '../kernel/values/clock.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import { get, table } from '../kernel/store/table.ts';

/** It goes by itself once its day is over. */
const DeclinedItem = new Entity({
  name: 'declined-payments',
  table,
  timestamps: false,
  schema: item({ buyerId: string().key(), date: string().key(), declined: number(), expiresAt: number() }),
  computeKey: ({ buyerId, date }) => ({ pk: `DECLINED-PAYMENTS#${buyerId}`, sk: date }),
});

/** How many of a buyer's attempts to pay were declined on a UTC day, whatever they were to pay. */
export const declinedPayments = {
  /** Counts one, in the transaction that declines it. */
  count: operation(
    'declined-payments.count',
    [{ on: 'table', actions: ['UpdateItem'], keys: ['DECLINED-PAYMENTS#*'] }],
    (buyerId: AccountId, at: Instant): Write =>
      write(
        DeclinedItem.build(UpdateTransaction).item({
          buyerId,
          date: utcDateOf(at),
          declined: $add(1),
          expiresAt: epochSeconds(after(at, days(2))),
        }),
      ),
  ),

  /** On the day of this moment, so far. */
  on: operation(
    'declined-payments.on',
    [{ on: 'table', actions: ['GetItem'], keys: ['DECLINED-PAYMENTS#*'] }],
    async (buyerId: AccountId, at: Instant): Promise<number> =>
      (await get(DeclinedItem.build(GetItemCommand).key({ buyerId, date: utcDateOf(at) })))?.declined ?? 0,
  ),
};
