/** What waits for a person, as those see it who work at its desk. */
import type { Role } from '../../shared/kernel/doors/contract.ts';
import type { ProblemCode } from '../../shared/kernel/problems.ts';
import type { Answer, Input } from '../../web/client.ts';
import { key, refusal, staff, type Person } from './people.ts';

type Waiting = Answer<'GET /operator/v1/waiting'>['items'][number];
type DeskName = Waiting['desk'];

/** All of a list, page by page. */
export const everythingThatWaits = async (
  { call }: Person,
  input: Omit<Input<'GET /operator/v1/waiting'>, 'cursor' | 'limit'> = {},
): Promise<Waiting[]> => {
  const found: Waiting[] = [];
  let cursor: string | undefined;
  do {
    const page = await call('GET /operator/v1/waiting', { ...input, limit: 100, ...(cursor && { cursor }) });
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor);
  return found;
};

/** All that waits at one desk. */
export const waitingAt = async <D extends DeskName>(person: Person, desk: D): Promise<(Waiting & { desk: D })[]> =>
  await everythingThatWaits(person, { desk }) as (Waiting & { desk: D })[];

/** One thing at a desk, whether it waits there still or not. */
export const itemAt = async (person: Person, desk: DeskName, itemId: string): Promise<Waiting> =>
  (await person.call('GET /operator/v1/desks/{desk}/items/{itemId}', { desk, itemId })).item;

/** What an action is refused with while a colleague with this role has the item; then it is let go of. */
export const whileHeld = async (
  desk: DeskName,
  itemId: string,
  role: Role,
  act: () => Promise<unknown>,
): Promise<ProblemCode> => {
  const colleague = await staff(role);
  const about = { desk, itemId };
  const { holder: over } = await itemAt(colleague, desk, itemId);
  await colleague.call(
    'POST /operator/v1/desks/{desk}/items/{itemId}/take',
    { ...about, ...(over && { over }) },
    key(),
  );
  const refused = await refusal(act());
  await colleague.call('POST /operator/v1/desks/{desk}/items/{itemId}/release', { ...about, reason: 'test' }, key());
  return refused;
};

/** What waits at the desk of feedback with this text: support has read it, and closed it. */
export const closedFeedback = async (text: string) => {
  const support = await staff('support');
  const { itemId: feedbackId, shows } = (await waitingAt(support, 'feedback')).find((one) => one.shows.text === text)!;
  await support.call('POST /operator/v1/feedback/{feedbackId}/closing', { feedbackId, note: 'Read' }, key());
  return shows;
};
