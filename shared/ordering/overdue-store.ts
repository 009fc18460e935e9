import { Entity } from 'dynamodb-toolbox/entity';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add } from 'dynamodb-toolbox/entity/actions/update';
import { item, number, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import * as z from 'zod';
import { operation } from '../kernel/doors/access.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { isOfPart } from '../kernel/store/parts.ts';
import { query, table, type Item } from '../kernel/store/table.ts';
import { Stage, type Order } from './order.ts';

/** How many orders of a shop were found overdue on a business day, by what it had not done. */
export type OverdueDay = z.infer<typeof OverdueDay>;
export const OverdueDay = z.object({
  merchantId: MerchantId,
  date: z.iso.date(),
  processing: z.int().meta({ description: 'Not accepted in time' }),
  shipment: z.int().meta({ description: 'Not handed to a carrier in time' }),
  delivery: z.int().meta({ description: 'Not arrived in time' }),
}).meta({ id: 'OverdueDay' });

/** Items over which a shop's day is spread: one that sleeps after a sale is late with thousands of orders in a minute. */
const shards = 8;
const shardOf = (orderId: string): number =>
  Array.from({ length: shards }, (_, shard) => shard).find((shard) => isOfPart(orderId, shard, shards))!;

const partition = (merchantId: MerchantId): string => `OVERDUE#${merchantId}`;

/** The index names the shops of a day and carries no count: it is written once an item. */
const OverdueItem = new Entity({
  name: 'overdue-day',
  table,
  timestamps: false,
  schema: item({
    merchantId: string().key(),
    date: string().key(),
    shard: number().key(),
    processing: number().optional(),
    shipment: number().optional(),
    delivery: number().optional(),
    gsi1pk: string(),
    gsi1sk: string(),
  }),
  computeKey: ({ merchantId, date, shard }) => ({ pk: partition(merchantId as MerchantId), sk: `${date}#${shard}` }),
});

const readDays = async (merchantId: MerchantId, dates: string): Promise<OverdueDay[]> => {
  const { items } = await query(
    table.build(QueryCommand).query({ partition: partition(merchantId), range: { beginsWith: dates } }),
  );
  return [...Map.groupBy(items, ({ date }) => String(date))].map(([date, all]) => ({
    merchantId,
    date,
    ...(Object.fromEntries(Stage.options.map((stage) => [stage, sum(all, stage)])) as Record<Stage, number>),
  }));
};
const sum = (items: readonly Item[], stage: Stage): number =>
  items.reduce((total, one) => total + Number(one[stage] ?? 0), 0);

/** What shops let wait for too long, counted in the transaction that flags it. */
export const overdueDays = {
  /** Counts an order that has just been flagged. */
  count: operation(
    'overdue-day.count',
    [{ on: 'table', actions: ['UpdateItem'], keys: ['OVERDUE#*'] }],
    ({ id, merchantId, overdue }: Order, date: string): Write => {
      const shard = shardOf(id);
      return write(
        OverdueItem.build(UpdateTransaction).item({
          merchantId,
          date,
          shard,
          [overdue!.stage]: $add(1),
          gsi1pk: `OVERDUE-ON#${date}`,
          gsi1sk: `${merchantId}#${shard}`,
        }),
      );
    },
  ),

  /**
   * The days of a shop on which something was overdue, by date; at the most those of a month, which one answer holds.
   * @param dates what they start with: `2026-11`, `2026-11-22`
   */
  ofShop: operation(
    'overdue-day.of-shop',
    [{ on: 'table', actions: ['Query'], keys: ['OVERDUE#*'] }],
    readDays,
  ),

  /** The shops of a day with something overdue, by their id. @throws Problem invalid-cursor */
  shopsOn: operation(
    'overdue-day.shops-on',
    [{ on: 'table', actions: ['Query'], keys: ['OVERDUE-ON#*'], index: 'gsi1' }],
    async (
      date: string,
      { cursor, limit }: { cursor?: string | undefined; limit: number },
    ): Promise<{ shops: MerchantId[]; cursor?: string }> => {
      if (cursor !== undefined && !MerchantId.safeParse(cursor).success) throw new Problem('invalid-cursor');
      const { items } = await query(
        table.build(QueryCommand)
          .query({
            partition: `OVERDUE-ON#${date}`,
            index: 'gsi1',
            ...(cursor && { range: { gt: `${cursor}#~` } }),
          } as { partition: string })
          // Whole shops, and a part at least of one more where there is one.
          .options({ limit: (limit + 1) * shards }),
      );
      const found = [...new Set(items.map(({ pk }) => String(pk).slice(partition('' as MerchantId).length)))];
      const shops = found.slice(0, limit) as MerchantId[];
      return { shops, ...(found.length > limit && { cursor: shops.at(-1)! }) };
    },
  ),
};
