import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Entity } from 'dynamodb-toolbox/entity';
import { DeleteTransaction } from 'dynamodb-toolbox/entity/actions/transactDelete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { operation, type TableAction } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import { after, epochSeconds, instant, type Instant } from '../kernel/values/clock.ts';
import { transact, write, type Write } from '../kernel/store/commit.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import { listed, type Page, type PageRequest } from '../kernel/store/page.ts';
import { Overtaken, Problem } from '../kernel/problems.ts';
import { documents, get, query, table } from '../kernel/store/table.ts';
import { announcedKeys, countStep, countTold } from './announced-store.ts';
import { waySteps, type Message, type MessageId, type Shipment, type WayChange } from './message.ts';
import { messageKept, sendingFor } from './policy.ts';
import type { NoticePreferences } from './preferences.ts';

export const noticePreferences = aggregate<NoticePreferences>({
  name: 'notice-preferences',
  prefix: 'NOTICE-PREFERENCES',
});

const inboxOf = (accountId: AccountId): string => `MESSAGES#${accountId}`;
const unreadOf = (accountId: AccountId): string => `UNREAD#${accountId}`;

const MessageItem = new Entity({
  name: 'message',
  table,
  timestamps: false,
  schema: item({
    accountId: string().key(),
    id: string().key(),
    message: any().castAs<Omit<Message, 'accountId' | 'id' | 'readAt' | 'ways'>>(),
    ways: any().castAs<Message['ways']>(),
    readAt: string().optional(),
    gsi1pk: string().optional(),
    gsi1sk: string().optional(),
    expiresAt: number(),
  }),
  computeKey: ({ accountId, id }) => ({ pk: inboxOf(accountId as AccountId), sk: id }),
});

const messageOf = (stored: object): Message => {
  const { accountId, id, message, ways, readAt } = stored as Pick<Message, 'accountId' | 'id' | 'ways' | 'readAt'> & {
    message: Omit<Message, 'accountId' | 'id' | 'ways' | 'readAt'>;
  };
  return { ...message, accountId, id, ways, ...(readAt && { readAt }) };
};

const onMessages = (...actions: TableAction[]) => [{ on: 'table', actions, keys: ['MESSAGES#*'] }] as const;
const counted = { on: 'table', actions: ['UpdateItem'], keys: announcedKeys } as const;
const unread = [{ on: 'table', actions: ['Query'], keys: ['UNREAD#*'], index: 'gsi1' }] as const;

const updating = <U extends object>(accountId: AccountId, messageId: MessageId, update: U) => ({
  TableName: table.getName(),
  Key: { pk: inboxOf(accountId), sk: messageId },
  ...update,
});

/** The update that takes one step, on the condition that the way is still in the state in which it was read. */
const stepping = ({ accountId, id, ways }: Message, { channel, step, fields }: WayChange) => {
  const set = Object.entries({ ...fields, state: waySteps[step].to }).filter(([, value]) => value !== undefined);
  return updating(accountId, id, {
    UpdateExpression: `SET ${set.map((_, i) => `ways.#way.#f${i} = :f${i}`).join(', ')} REMOVE ways.#way.claimedAt`,
    ConditionExpression: 'ways.#way.#state = :was',
    ExpressionAttributeNames: {
      '#way': channel,
      '#state': 'state',
      ...Object.fromEntries(set.map(([name], i) => [`#f${i}`, name])),
    },
    ExpressionAttributeValues: {
      ':was': ways[channel]!.state,
      ...Object.fromEntries(set.map(([, value], i) => [`:f${i}`, value])),
    },
  });
};

/** The step, and what it means for the announcement that the message is of. */
const changing = (message: Message, change: WayChange): Write[] => [
  write({ params: () => ({ Update: stepping(message, change) }) }),
  ...countStep(message, change.channel, waySteps[change.step].to),
];

/** The messages of each account, newest last: its inbox, and what became of them on their ways. */
export const messages = {
  get: operation(
    'messages.get',
    onMessages('GetItem'),
    async (accountId: AccountId, id: MessageId): Promise<Message | undefined> => {
      const found = await get(MessageItem.build(GetItemCommand).key({ accountId, id }));
      return found && messageOf(found);
    },
  ),

  /** Refused with `conflict` when it is there already. */
  create: operation('messages.create', [...onMessages('PutItem'), counted], (message: Message): Write[] => {
    const { accountId, id, ways, readAt: _, ...rest } = message;
    const action = MessageItem.build(PutTransaction).item({
      accountId,
      id,
      message: rest,
      ways,
      gsi1pk: unreadOf(accountId),
      gsi1sk: id,
      expiresAt: epochSeconds(after(message.createdAt, messageKept)),
    }).options({ condition: { attr: 'id', exists: false } });
    return [write(action), ...countTold(message)];
  }),

  /** Newest first. */
  list: operation(
    'messages.list',
    onMessages('Query'),
    (accountId: AccountId, page: PageRequest): Promise<Page<Message>> =>
      listed('table', inboxOf(accountId), { ...page, newestFirst: true }, messageOf),
  ),

  /** A step on one way of a message. Refused with `conflict` when the way is not as it was read any more. */
  change: operation(
    'messages.change',
    [...onMessages('UpdateItem'), counted],
    (message: Message, change: WayChange): Write[] => changing(message, change),
  ),

  /** The step that a sending comes to. A report of what became of it may have been faster, and then says more. */
  settle: operation(
    'messages.settle',
    [...onMessages('UpdateItem'), counted],
    async (message: Message, change: WayChange): Promise<void> => {
      try {
        // A transaction costs twice as much, and is for what has something to count.
        await (message.announcementId
          ? transact(changing(message, change))
          : documents().send(new UpdateCommand(stepping(message, change))));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException || error instanceof Overtaken)) throw error;
      }
    },
  ),

  /**
   * Takes a queued message for sending, so that nobody else does. Nothing when there is nothing to send any more.
   * @throws Error when somebody is sending it at this moment: it may be looked at again later
   */
  claim: operation(
    'messages.claim',
    onMessages('UpdateItem'),
    async ({ accountId, messageId, channel }: Shipment, now: Instant): Promise<Message | undefined> => {
      try {
        const { Attributes } = await documents().send(
          new UpdateCommand({
            ...updating(accountId, messageId, {
              UpdateExpression: 'SET ways.#way.claimedAt = :now ADD ways.#way.attempts :one',
              ConditionExpression:
                'ways.#way.#state = :queued AND (attribute_not_exists(ways.#way.claimedAt) OR ways.#way.claimedAt < :dead)',
              ExpressionAttributeNames: { '#way': channel, '#state': 'state' },
              ExpressionAttributeValues: {
                ':now': now,
                ':one': 1,
                ':queued': 'queued',
                ':dead': instant(Date.parse(now) - sendingFor),
              },
              ReturnValues: 'ALL_NEW',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            }),
          }),
        );
        return messageOf(Attributes!);
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const found = error.Item && messageOf(unmarshall(error.Item));
        if (found?.ways[channel]?.state !== 'queued') return undefined;
        throw new Error('Somebody is sending this message', { cause: error });
      }
    },
  ),

  /** Fails with `not-found` when there is no such message. Read twice, it keeps the first time. */
  markRead: operation(
    'messages.mark-read',
    onMessages('UpdateItem'),
    (accountId: AccountId, messageId: MessageId, now: Instant): Write =>
      write(
        {
          params: () => ({
            Update: updating(accountId, messageId, {
              UpdateExpression: 'SET readAt = if_not_exists(readAt, :now) REMOVE gsi1pk, gsi1sk',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeValues: { ':now': now },
            }),
          }),
        },
        () => new Problem('not-found'),
      ),
  ),

  /** The unread ones, oldest first; an index that may be a moment behind. */
  unread: operation(
    'messages.unread',
    unread,
    async (accountId: AccountId, limit: number): Promise<MessageId[]> => {
      const { items } = await query(
        table.build(QueryCommand).query({ partition: unreadOf(accountId), index: 'gsi1' }).options({ limit }),
      );
      return items.map(({ gsi1sk }) => gsi1sk as MessageId);
    },
  ),
};

const SuppressionItem = new Entity({
  name: 'suppression',
  table,
  timestamps: false,
  schema: item({ address: string().key(), why: string(), since: string(), messageId: string(), accountId: string() }),
  computeKey: ({ address }) => ({ pk: `SUPPRESSED#${address.toLowerCase()}`, sk: 'ADDRESS' }),
});

const onSuppressed = (action: TableAction) => [{ on: 'table', actions: [action], keys: ['SUPPRESSED#*'] }] as const;

/** Why nothing is sent to an address any more. */
export interface Suppression {
  readonly address: string;
  readonly why: 'bounced' | 'complained';
  readonly since: Instant;
  readonly messageId: MessageId;
  readonly accountId: AccountId;
}

/** Addresses to which nothing is sent any more: they do not exist, or their owner has complained. */
export const suppressions = {
  of: operation(
    'suppressions.of',
    onSuppressed('GetItem'),
    async (address: string): Promise<Suppression | undefined> =>
      await get(SuppressionItem.build(GetItemCommand).key({ address })) as Suppression | undefined,
  ),
  add: operation(
    'suppressions.add',
    onSuppressed('PutItem'),
    (suppression: Suppression): Write => write(SuppressionItem.build(PutTransaction).item({ ...suppression })),
  ),
  lift: operation(
    'suppressions.lift',
    onSuppressed('DeleteItem'),
    (address: string): Write => write(SuppressionItem.build(DeleteTransaction).key({ address })),
  ),
};
