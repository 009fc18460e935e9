import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import * as z from 'zod';
import { operation, type TableAction } from '../kernel/doors/access.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import type { Id } from '../kernel/values/ids.ts';
import { Channel } from '../kernel/policy/notice.ts';
import { get, query, table } from '../kernel/store/table.ts';
import { WayState, type Message } from './message.ts';

const partitionOf = (announcementId: Id<'announcement'>): string => `ANNOUNCED#${announcementId}`;
export const announcedKeys = ['ANNOUNCED#*'];
const on = (action: TableAction) => [{ on: 'table', actions: [action], keys: announcedKeys }] as const;

/** Items over which an announcement's figures are spread: each bears some 500 of the transactions that count. */
const figureShards = 16;

/** What has become of an announcement: the people who were told, and the ways that were taken, by their state now. */
export type Figures = z.infer<typeof Figures>;
export const Figures = z.object({
  people: z.int(),
  ways: z.partialRecord(Channel, z.partialRecord(WayState, z.int())),
}).meta({ id: 'AnnouncementFigures' });

/** `mail:sent` */
const counterOf = (channel: Channel, state: WayState): string => `${channel}:${state}`;

/**
 * Counts what a change of a message means for the announcement that it is of, in the transaction of the change: so that
 * the figures are right at any moment, however often anything is tried again. Nothing for what is of none.
 * @param by `{ 'mail:queued': -1, 'mail:sent': 1 }`
 */
const counting = ({ announcementId, id }: Message, by: Readonly<Record<string, number>>): Write[] => {
  if (!announcementId) return [];
  const counters = Object.entries(by);
  const shard = id.charCodeAt(id.length - 1) % figureShards;
  const Update = {
    TableName: table.getName(),
    Key: { pk: partitionOf(announcementId), sk: `FIGURES#${shard}` },
    UpdateExpression: `ADD ${counters.map((_, i) => `#c${i} :c${i}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(counters.map(([name], i) => [`#c${i}`, name])),
    ExpressionAttributeValues: Object.fromEntries(counters.map(([, value], i) => [`:c${i}`, value])),
  };
  return [write({ params: () => ({ Update }) })];
};

/** Counts a person who is told, and the ways that are taken. */
export const countTold = (message: Message): Write[] =>
  counting(message, {
    people: 1,
    ...Object.fromEntries(
      Object.entries(message.ways).map(([channel, { state }]) => [counterOf(channel as Channel, state), 1]),
    ),
  });

/** Counts a way that goes from the state in which the message has it to another. */
export const countStep = (message: Message, channel: Channel, to: WayState): Write[] => {
  const from = message.ways[channel]!.state;
  return from === to ? [] : counting(message, { [counterOf(channel, from)]: -1, [counterOf(channel, to)]: 1 });
};

const RecallItem = new Entity({
  name: 'announcement-recall',
  table,
  timestamps: false,
  schema: item({ announcementId: string().key(), at: string() }),
  computeKey: ({ announcementId }) => ({ pk: partitionOf(announcementId as Id<'announcement'>), sk: 'RECALLED' }),
});

/** What is known of all messages of an announcement together. */
export const announced = {
  /** What has become of it, so far. */
  figures: operation('announced.figures', on('Query'), async (announcementId: Id<'announcement'>): Promise<Figures> => {
    const { items } = await query(
      table.build(QueryCommand).query({ partition: partitionOf(announcementId), range: { beginsWith: 'FIGURES#' } })
        .options({ consistent: true }),
    );
    const sum = (name: string): number => items.reduce((total, shard) => total + Number(shard[name] ?? 0), 0);
    const ways = Channel.options.map((channel) => {
      const states = WayState.options.map((state) => [state, sum(counterOf(channel, state))] as const);
      return [channel, Object.fromEntries(states.filter(([, n]) => n > 0))] as const;
    });
    return {
      people: sum('people'),
      ways: Object.fromEntries(ways.filter(([, states]) => Object.keys(states).length > 0)),
    };
  }),

  /** Takes all of its messages back at once: none that waits is sent, and inboxes say that it was withdrawn. */
  recall: operation(
    'announced.recall',
    on('PutItem'),
    (announcementId: Id<'announcement'>, at: Instant): Write =>
      write(RecallItem.build(PutTransaction).item({ announcementId, at })),
  ),

  /** Whether a message has been taken back with the announcement that it is of. */
  isRecalled: operation(
    'announced.is-recalled',
    on('GetItem'),
    async ({ announcementId }: Pick<Message, 'announcementId'>): Promise<boolean> =>
      announcementId !== undefined
      && await get(RecallItem.build(GetItemCommand).key({ announcementId })) !== undefined,
  ),
};
