import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { operation, together } from '../doors/access.ts';
import { chained, emptyChain, type AuditedAct, type AuditRecord, type ChainHead } from './audit.ts';
import { utcDateOf } from '../values/clock.ts';
import { write, type Write } from '../store/commit.ts';
import { invocation } from '../doors/invocation.ts';
import { listed, type Page, type PageRequest } from '../store/page.ts';
import { get, query, table, type Item } from '../store/table.ts';

/**
 * Chains of a day. Each act extends one of them, chosen by chance: two at the same moment seldom meet, and whoever was
 * overtaken decides again on another. There may come to be more, never fewer: earlier days are read by this number.
 */
export const auditShards = 16;

const partitionOf = (date: string, shard: number): string => `AUDIT#${date}#${String(shard).padStart(2, '0')}`;
const placePrefix = 'RECORD#';
const keys = ['AUDIT#*'];

/** What lists show of a record. */
export type AuditSummary = Omit<AuditRecord, 'details' | 'detailsHash' | 'previous' | 'hash'>;

const RecordItem = new Entity({
  name: 'audit-record',
  table,
  timestamps: false,
  schema: item({
    partition: string().key(),
    place: string().key(),
    record: any().castAs<AuditRecord>(),
    id: string(),
    summary: any().castAs<AuditSummary>(),
    gsi1pk: string(),
    gsi1sk: string(),
    gsi2pk: string().optional(),
    gsi2sk: string().optional(),
    gsi3pk: string().optional(),
    gsi3sk: string().optional(),
  }),
  computeKey: ({ partition, place }) => ({ pk: partition, sk: `${placePrefix}${place}` }),
});

const HeadItem = new Entity({
  name: 'audit-chain',
  table,
  timestamps: false,
  schema: item({ partition: string().key(), length: number(), hash: string() }),
  computeKey: ({ partition }) => ({ pk: partition, sk: 'HEAD' }),
});

/** The end of one of the day's chains, to be extended. */
export interface OpenChain {
  readonly date: string;
  readonly shard: number;
  readonly head: ChainHead;
}

const headOf = operation(
  'audit.head',
  [{ on: 'table', actions: ['GetItem'], keys }],
  async (): Promise<OpenChain> => {
    const date = utcDateOf(invocation().now);
    const shard = Math.floor(Math.random() * auditShards);
    const found = await get(HeadItem.build(GetItemCommand).key({ partition: partitionOf(date, shard) }));
    return { date, shard, head: found ? { length: found.length, hash: found.hash } : emptyChain };
  },
);

const append = operation(
  'audit.append',
  [{ on: 'table', actions: ['PutItem'], keys }],
  ({ date, shard, head }: OpenChain, act: AuditedAct): Write[] => {
    const record = chained(head, date, shard, act);
    const partition = partitionOf(date, shard);
    const { details: _, detailsHash: __, previous: ___, hash, ...summary } = record;
    const sorted = `${record.at}#${record.id}`;
    return [
      write(
        RecordItem.build(PutTransaction)
          .item({
            partition,
            place: record.id.split('.')[2]!,
            record,
            id: record.id,
            summary,
            gsi1pk: actsBy(record.actor),
            gsi1sk: sorted,
            ...(record.subject && { gsi2pk: actsAbout(record.subject), gsi2sk: sorted }),
            ...(record.thing && { gsi3pk: actsOn(record.thing), gsi3sk: sorted }),
          })
          .options({ condition: { attr: 'id', exists: false } }),
      ),
      write(
        HeadItem.build(PutTransaction)
          .item({ partition, length: head.length + 1, hash })
          .options({
            condition: head.length === 0 ? { attr: 'length', exists: false } : { attr: 'hash', eq: head.hash },
          }),
      ),
    ];
  },
);

export const actsBy = (actor: string): string => `AUDIT-BY#${actor}`;
export const actsAbout = (subject: string): string => `AUDIT-ABOUT#${subject}`;
export const actsOn = (thing: string): string => `AUDIT-ON#${thing}`;

const list = (name: string, index: 'gsi1' | 'gsi2' | 'gsi3', partitions: string) =>
  operation(
    name,
    [{ on: 'table', actions: ['Query'], keys: [partitions], index }],
    (partition: string, page: PageRequest): Promise<Page<AuditSummary>> =>
      listed(index, partition, { ...page, newestFirst: true }, (stored) => stored['summary'] as AuditSummary),
  );

export const audit = {
  /** The end of one of today's chains. Read it again for each decision: who was overtaken takes another. */
  head: headOf,
  /** The next record of a chain, for the transaction of what it tells of. Overtaken when the chain has gone on. */
  append,
  by: list('audit.by', 'gsi1', 'AUDIT-BY#*'),
  about: list('audit.about', 'gsi2', 'AUDIT-ABOUT#*'),
  on: list('audit.on', 'gsi3', 'AUDIT-ON#*'),

  /** One record, by its id. */
  get: operation(
    'audit.get',
    [{ on: 'table', actions: ['GetItem'], keys }],
    async (id: string): Promise<AuditRecord | undefined> => {
      const [date, shard, place] = id.split('.') as [string, string, string];
      const found = await get(
        RecordItem.build(GetItemCommand).key({ partition: partitionOf(date, Number(shard)), place }),
      );
      return found?.record;
    },
  ),

  /** A whole chain of a day, in order, and where it says that it ends. */
  chain: operation(
    'audit.chain',
    [{ on: 'table', actions: ['GetItem', 'Query'], keys }],
    async (date: string, shard: number): Promise<{ records: AuditRecord[]; head: ChainHead }> => {
      const partition = partitionOf(date, shard);
      const found = await get(HeadItem.build(GetItemCommand).key({ partition }));
      const records: AuditRecord[] = [];
      let exclusiveStartKey: Item | undefined;
      do {
        const { items, next } = await query(
          table.build(QueryCommand)
            .query({ partition, range: { beginsWith: placePrefix } })
            .options({ consistent: true, ...(exclusiveStartKey && { exclusiveStartKey }) }),
        );
        records.push(...items.map(({ record }) => record as AuditRecord));
        exclusiveStartKey = next;
      } while (exclusiveStartKey);
      return { records, head: found ? { length: found.length, hash: found.hash } : emptyChain };
    },
  ),
};

/** What keeping a record takes. */
export const keepingRecord = together('audit.keep', audit.head, audit.append);
