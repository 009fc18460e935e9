import * as z from 'zod';
import { between, Instant } from '../kernel/values/clock.ts';
import { Role } from '../kernel/doors/contract.ts';
import type { Desk, DeskItem } from '../kernel/policy/desk.ts';
import type { Envelope } from '../kernel/events.ts';
import { AccountId } from '../kernel/values/ids.ts';
import { desks } from './declared.ts';
import { DeskName, mayActAt } from './desks.ts';
import { DeskItemId } from './events.ts';

const common = {
  itemId: DeskItemId.meta({ description: 'The id of the thing that waits' }),
  since: Instant,
  waitedSeconds: z.int(),
  answerBy: Instant.meta({ description: 'When somebody should have taken it' }),
  resolveBy: Instant.meta({ description: 'When it should be settled' }),
  breached: z.boolean().meta({ description: 'One of its clocks has run out' }),
  holder: AccountId.optional(),
  accountable: AccountId.optional().meta({ description: 'Who took it first' }),
  takenAt: Instant.optional(),
  snoozedUntil: Instant.optional(),
  mayAct: z.boolean().meta({
    description: 'The caller works at this desk; otherwise it looks on, and may leave a note',
  }),
  settledAt: Instant.optional(),
  settledBy: z.string().optional().meta({
    description: 'An account; or the use case that ended the wait, when it was nobody at the desk',
  }),
};

type ItemOf<D> = D extends Desk<infer S, infer N> ? z.ZodObject<{ desk: z.ZodLiteral<N>; shows: S } & typeof common>
  : never;
type ItemsOf<D extends readonly unknown[]> = { -readonly [I in keyof D]: ItemOf<D[I]> };

/** One thing that waits, or has waited, at one of the desks. */
export const DeskItemView = z.discriminatedUnion(
  'desk',
  desks.map(({ deskName, shows }) => z.object({ desk: z.literal(deskName), shows, ...common })) as unknown as ItemsOf<
    typeof desks
  >,
).meta({ id: 'DeskItem' });

/** What lists show of it to somebody with these roles, and every answer to what a person does with it. */
export const itemView = (item: DeskItem, roles: readonly Role[], now: Instant): z.input<typeof DeskItemView> => {
  const { id: itemId, version: _, answerMissedAt, resolutionMissedAt, ...rest } = item;
  const until = item.settledAt ?? now;
  return {
    ...rest,
    itemId,
    mayAct: mayActAt(item.desk, roles),
    waitedSeconds: Math.floor(between(item.since, until) / 1000),
    breached: answerMissedAt !== undefined || resolutionMissedAt !== undefined || until > item.resolveBy
      || (item.takenAt ?? until) > item.answerBy,
  } as z.input<typeof DeskItemView>;
};

/** One thing that somebody did with it, or that a clock told. */
export const HistoryEntry = z.object({
  type: z.string(),
  at: Instant,
  by: z.string().meta({ description: 'An account, or the use case that watches the clocks' }),
  over: AccountId.optional(),
  to: AccountId.optional(),
  note: z.string().optional(),
  reason: z.string().optional(),
  until: Instant.optional(),
  clock: z.string().optional(),
  tell: Role.optional(),
});

export const historyEntry = ({ type, occurredAt: at, actor: by, data }: Envelope): z.input<typeof HistoryEntry> => ({
  ...data as object,
  type,
  at,
  by,
});

const Throughput = z.object({
  settled: z.int(),
  late: z.int().meta({ description: 'Settled after their time' }),
  averageSeconds: z.int().optional().meta({ description: 'From the beginning of the wait to its end' }),
  byPerson: z.array(z.object({ accountId: AccountId, settled: z.int() })),
});

export const DeskView = z.object({
  desk: DeskName,
  summary: z.string(),
  roles: z.array(Role),
  watch: z.array(Role).meta({ description: 'Who sees what waits there, and settles nothing' }),
  escalate: Role,
  clock: z.object({ firstAnswerSeconds: z.int(), resolutionSeconds: z.int() }).meta({
    description: 'What begins to wait now goes by it; what waits already, by the one that was in force then',
  }),
  clockRulebook: z.string().meta({ description: 'The rulebook that decides it' }),
  actions: z.array(z.string()).meta({ description: 'The use cases by which an item is acted upon' }),
  waiting: z.int().meta({ description: 'Without what is put off' }),
  snoozed: z.int(),
  taken: z.int(),
  breached: z.int(),
  oldest: Instant.optional(),
  lastDay: Throughput.meta({ description: 'The last 24 hours' }),
  lastWeek: Throughput.meta({ description: 'The last seven times 24 hours' }),
  more: z.boolean().meta({ description: 'There is more than was counted: each figure is at least so much' }),
});
