import { isDeepStrictEqual } from 'node:util';
import { Entity } from 'dynamodb-toolbox/entity';
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import { $add, $get, $remove, $set } from 'dynamodb-toolbox/entity/actions/update';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import type { Grant } from '../doors/access.ts';
import type { Instant } from '../values/clock.ts';
import { write, type Write } from '../store/commit.ts';
import { dueOf, type Desk, type DeskClock, type DeskItem, type Placing, type Waiting } from './desk.ts';
import { dueKeys, settingDue } from '../store/due.ts';
import { invocation } from '../doors/invocation.ts';
import { Problem } from '../problems.ts';
import { readingRulebooks, rulingAt } from './rulebook.ts';
import { table } from '../store/table.ts';

export const deskPartition = (desk: string, id: string): string => `DESK-ITEM#${desk}#${id}`;

/** What waits at a desk. It is in the lists as long as it waits, and then in the list of what was settled. */
export const DeskItemEntity = new Entity({
  name: 'desk-item',
  table,
  timestamps: false,
  schema: item({
    desk: string().key(),
    id: string().key(),
    version: number(),
    since: string(),
    answerBy: string(),
    resolveBy: string(),
    shows: any(),
    holder: string().optional(),
    accountable: string().optional(),
    takenAt: string().optional(),
    snoozedUntil: string().optional(),
    answerMissedAt: string().optional(),
    resolutionMissedAt: string().optional(),
    settledAt: string().optional(),
    settledBy: string().optional(),
    gsi1pk: string().optional().hidden(),
    gsi1sk: string().optional().hidden(),
    gsi2pk: string().optional().hidden(),
    gsi2sk: string().optional().hidden(),
    gsi3pk: string().optional().hidden(),
    gsi3sk: string().optional().hidden(),
  }),
  computeKey: ({ desk, id }) => ({ pk: deskPartition(desk, id), sk: 'ITEM' }),
});

/** The lists of a desk. */
export const waitingAt = (desk: string): string => `DESK-WAITING#${desk}`;
export const snoozedAt = (desk: string): string => `DESK-SNOOZED#${desk}`;
export const settledAt = (desk: string): string => `DESK-SETTLED#${desk}`;
export const heldAt = (desk: string): string => `DESK-HELD#${desk}`;
export const lateAt = (desk: string): string => `DESK-LATE#${desk}`;

/** Its place in the lists of what waits, those of several desks in one: what has to be settled first comes first. */
export const placeOf = (
  { desk, id, since, resolveBy }: Pick<DeskItem, 'desk' | 'id' | 'since' | 'resolveBy'>,
): string => `${resolveBy}#${desk}#${id}#${since}`;

/** What it is and by when it is to be done, by the clock that was in force when its wait began. */
const itemOf = async ({ deskName, clock }: Desk, id: string, since: Instant) => ({
  desk: deskName,
  id,
  since,
  ...dueOf(await rulingAt<DeskClock>(clock, since), since),
});

/** What saving an aggregate needs whose things wait at these desks. */
export const deskGrants = (placings: readonly Placing<never>[]): Grant[] =>
  placings.length
    ? [
      { on: 'table', actions: ['UpdateItem'], keys: placings.map(({ desk }) => deskPartition(desk.deskName, '*')) },
      { on: 'table', actions: ['PutItem'], keys: dueKeys },
      ...readingRulebooks,
    ]
    : [];

/**
 * What a change of a thing does at its desks: puts it there, changes what is shown, takes it off. It never waits for
 * what people do there: it conditions nothing but the desk's own actions, which are refused with `taken-by-another`
 * while a colleague has the item.
 */
export const deskWrites = <T extends { readonly id: string }>(
  placings: readonly Placing<T>[],
  { before, after }: { readonly before: T | null; readonly after: T },
): Write[] =>
  placings.flatMap(({ desk, waiting }) => {
    const [was, is] = [before ? waiting(before) : undefined, waiting(after)];
    if (is && is.since !== was?.since) return putOn(desk, after.id, is);
    if (is) return keep(desk, after.id, is, !isDeepStrictEqual(was!.shows, is.shows));
    return was ? takeOff(desk, after.id, was) : [];
  });

const nobody = {
  holder: $remove(),
  accountable: $remove(),
  takenAt: $remove(),
  snoozedUntil: $remove(),
  answerMissedAt: $remove(),
  resolutionMissedAt: $remove(),
  settledAt: $remove(),
  settledBy: $remove(),
};
const unheld = { gsi2pk: $remove(), gsi2sk: $remove() };
const inTime = { gsi3pk: $remove(), gsi3sk: $remove() };

const putOn = (desk: Desk, id: string, { since, shows }: Waiting<unknown>): Write[] => [
  write(async () => {
    const item = await itemOf(desk, id, since);
    return updating().item({
      ...item,
      version: $add(1),
      shows: $set(shows),
      ...nobody,
      gsi1pk: waitingAt(desk.deskName),
      gsi1sk: placeOf(item),
      ...unheld,
      ...inTime,
    });
  }),
  write(async () => {
    const { answerBy } = await itemOf(desk, id, since);
    return settingDue(answerBy, 'desks/check-clock', { desk: desk.deskName, id, since, clock: 'first-answer' });
  }),
];

/** What has come to the desk without being put there, because the desk is newer than it, is put there now. */
const keep = (desk: Desk, id: string, { since, shows }: Waiting<unknown>, changes: boolean): Write[] => {
  const acts = desk.actions.includes(invocation().useCase);
  if (!changes && !acts) return [];
  return [
    byThose(desk, async () => {
      const item = await itemOf(desk, id, since);
      return {
        ...item,
        version: $add(1),
        shows: $set(shows),
        gsi1pk: $get('gsi1pk', waitingAt(desk.deskName)),
        gsi1sk: $get('gsi1sk', placeOf(item)),
        ...(acts && { gsi2pk: heldAt(desk.deskName), gsi2sk: `${invocation().actor}#${placeOf(item)}` }),
      };
    }, acts),
  ];
};

const takeOff = (desk: Desk, id: string, { since, shows }: Waiting<unknown>): Write[] => {
  const { useCase, actor, now } = invocation();
  const acts = desk.actions.includes(useCase);
  return [
    byThose(desk, async () => {
      const item = await itemOf(desk, id, since);
      return {
        ...item,
        version: $add(1),
        shows: $set(shows),
        snoozedUntil: $remove(),
        settledAt: now,
        settledBy: acts ? actor : useCase,
        gsi1pk: settledAt(desk.deskName),
        gsi1sk: `${now}#${since}#${item.resolveBy}#${acts ? actor : ''}#${id}`,
        ...unheld,
        ...inTime,
      };
    }, acts),
  ];
};

type Fields = Parameters<ReturnType<typeof updating>['item']>[0];
const updating = () => DeskItemEntity.build(UpdateTransaction);

/** An action takes the item for who acts, unless somebody else has it. */
const byThose = (desk: Desk, fields: () => Promise<Fields>, acts: boolean): Write => {
  if (!acts) return write(async () => updating().item(await fields()));
  const { actor, now } = invocation();
  return write(
    async () =>
      updating().item({
        ...await fields(),
        holder: actor,
        accountable: $get('accountable', actor),
        takenAt: $get('takenAt', now),
      }).options({ condition: { or: [{ attr: 'holder', exists: false }, { attr: 'holder', eq: actor }] } }),
    (old) => new Problem('taken-by-another', `${String(old?.['holder'])} has it, at the desk ${desk.deskName}`),
  );
};
