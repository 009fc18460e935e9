import { beforeAll, describe, expect, it } from 'vitest';
import { deskNamed } from '../../../shared/desks/desks.ts';
import { between, days, hours, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import { deliver, inboxOf, now, pass, runSchedule, settled, until } from '../../support/control.ts';
import { everythingThatWaits, itemAt, waitingAt } from '../../support/desks.ts';
import { remit } from '../../support/payments.ts';
import { key, refusal, newStaff, theAdmin, type Person } from '../../support/people.ts';
import { ruled } from '../../support/rulebooks.ts';
import { brl } from '../../support/shopping.ts';

const desk = 'payment-exceptions';
let ann: Person;
let bob: Person;
let strays = 0;

beforeAll(async () => {
  [ann, bob] = [await newStaff('finance'), await newStaff('finance')];
});

/** Money that nobody knows waits at the desk. Its item. */
const stray = async (): Promise<string> => {
  strays += 1;
  const reference = `stray ${strays} of ${ann.accountId}`;
  await remit(reference, brl(1000 + strays));
  const waiting = await until(
    () => waitingAt(ann, desk),
    (items) => items.some(({ shows }) => shows.reference === reference),
  );
  return waiting.find(({ shows }) => shows.reference === reference)!.itemId;
};

const take = (one: Person, itemId: string, over?: string) =>
  one.call('POST /operator/v1/desks/{desk}/items/{itemId}/take', { desk, itemId, ...(over && { over }) }, key());
const resolve = (one: Person, exceptionId: string) =>
  one.call('POST /operator/v1/payment-exceptions/{exceptionId}/resolution', {
    exceptionId,
    action: 'dismiss',
    note: 'The rent of somebody else',
  }, key());
const history = async (one: Person, itemId: string) =>
  (await one.call('GET /operator/v1/desks/{desk}/items/{itemId}', { desk, itemId })).history;
const ids = async (list: 'waiting' | 'mine' | 'late' | 'snoozed', one = ann): Promise<string[]> =>
  (await everythingThatWaits(one, { list })).map(({ itemId }) => itemId);

describe('what waits at a desk', () => {
  it('is taken by one person, who stays accountable when it is handed over; a colleague takes it over by name alone', async () => {
    const itemId = await stray();
    expect(await itemAt(ann, desk, itemId)).toMatchObject({ shows: { kind: 'unknown-reference' }, breached: false });
    expect(await take(ann, itemId)).toMatchObject({ holder: ann.accountId, accountable: ann.accountId });
    expect(await refusal(take(bob, itemId))).toBe('taken-by-another');
    expect(await ids('mine')).toContain(itemId);
    expect(await ids('mine', bob)).not.toContain(itemId);

    const handOver = (one: Person, to: string) =>
      one.call('POST /operator/v1/desks/{desk}/items/{itemId}/hand-over', {
        desk,
        itemId,
        to,
        note: 'You know this bank',
      }, key());
    const stranger = await newStaff('support');
    expect(await refusal(handOver(ann, stranger.accountId))).toBe('colleague-unfit');
    expect(await refusal(handOver(bob, bob.accountId))).toBe('taken-by-another');
    expect(await handOver(ann, bob.accountId)).toMatchObject({ holder: bob.accountId, accountable: ann.accountId });
    await settled();
    expect(await inboxOf(bob.login)).toEqual(
      expect.arrayContaining([expect.objectContaining({ subject: 'A colleague has handed something over to you' })]),
    );
    expect(await ids('mine')).not.toContain(itemId);
    expect(await take(ann, itemId, bob.accountId)).toMatchObject({ holder: ann.accountId });
    expect((await history(bob, itemId)).map(({ type, by }) => [type, by])).toEqual([
      ['desk-item-taken', ann.accountId],
      ['desk-item-handed-over', ann.accountId],
      ['desk-item-taken', ann.accountId],
    ]);
    await resolve(ann, itemId);
  });

  it('is not acted upon while a colleague has it; acting takes it, and says who settled it', async () => {
    const itemId = await stray();
    await take(bob, itemId);
    expect(await refusal(resolve(ann, itemId))).toBe('taken-by-another');
    await bob.call('POST /operator/v1/desks/{desk}/items/{itemId}/release', { desk, itemId, reason: 'Home' }, key());
    expect(await itemAt(ann, desk, itemId)).toMatchObject({ accountable: bob.accountId });
    await resolve(ann, itemId);
    expect(await itemAt(bob, desk, itemId)).toMatchObject({
      holder: ann.accountId,
      accountable: bob.accountId,
      settledBy: ann.accountId,
    });
    expect(await ids('waiting')).not.toContain(itemId);
    expect((await ann.call('GET /operator/v1/desks/{desk}/settled', { desk, limit: 100 })).items[0]).toMatchObject({
      itemId,
      settledBy: ann.accountId,
    });
    expect(await refusal(take(ann, itemId))).toBe('illegal-step');
    const about = { desk, itemId } as const;
    const command = 'POST /operator/v1/desks/{desk}/items/{itemId}';
    const at = new Date((await now()).getTime() + hours(1)).toISOString();
    expect(
      await Promise.all([
        refusal(ann.call(`${command}/hand-over`, { ...about, to: bob.accountId, note: 'x' }, key())),
        refusal(ann.call(`${command}/notes`, { ...about, note: 'x' }, key())),
        refusal(ann.call(`${command}/snooze`, { ...about, until: at, reason: 'x' }, key())),
        refusal(ann.call(`${command}/release`, { ...about, reason: 'x' }, key())),
      ]),
    ).toEqual(Array(4).fill('illegal-step'));
  });

  it('goes to one of two who take it at the same moment, and is settled whatever people do meanwhile', async () => {
    const [first, second] = [await stray(), await stray()];
    const taken = await Promise.allSettled([take(ann, first), take(bob, first)]);
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const notes = Array.from(
      { length: 4 },
      (_, i) =>
        bob.call('POST /operator/v1/desks/{desk}/items/{itemId}/notes', { desk, itemId: second, note: `${i}` }, key()),
    );
    const [outcome] = await Promise.allSettled([resolve(ann, second), ...notes]);
    expect(outcome.status).toBe('fulfilled');
    expect(await itemAt(bob, desk, second)).toMatchObject({ settledBy: ann.accountId });
    const { holder } = await itemAt(bob, desk, first);
    await resolve(holder === ann.accountId ? ann : bob, first);
  });

  it('is noted on by anybody, and put off by who has it until a time at which it is back', async () => {
    const itemId = await stray();
    const about = { desk, itemId } as const;
    await bob.call('POST /operator/v1/desks/{desk}/items/{itemId}/notes', { ...about, note: 'Rang the bank' }, key());
    const at = new Date((await now()).getTime() + hours(2)).toISOString();
    const snooze = (one: Person, until: string) =>
      one.call('POST /operator/v1/desks/{desk}/items/{itemId}/snooze', { ...about, until, reason: 'They ring' }, key());
    expect(await refusal(snooze(ann, new Date((await now()).getTime() + days(8)).toISOString()))).toBe('illegal-step');
    expect(await snooze(ann, at)).toMatchObject({ snoozedUntil: at, holder: ann.accountId });
    expect(await refusal(snooze(bob, at))).toBe('taken-by-another');
    expect(
      await refusal(
        bob.call('POST /operator/v1/desks/{desk}/items/{itemId}/release', { ...about, reason: 'x' }, key()),
      ),
    ).toBe('taken-by-another');
    expect(await ids('waiting')).not.toContain(itemId);
    expect(await ids('snoozed')).toContain(itemId);
    await pass(hours(2) + minutes(2));
    expect(await ids('waiting')).toContain(itemId);
    expect(await ids('snoozed')).not.toContain(itemId);
    expect((await history(ann, itemId)).map(({ type, note, reason }) => [type, note ?? reason])).toEqual([
      ['desk-item-noted', 'Rang the bank'],
      ['desk-item-snoozed', 'They ring'],
    ]);
    await resolve(ann, itemId);
  });

  it('is told of once when nobody takes it, and once above when nobody settles it, however often its deadlines fire', async () => {
    const itemId = await stray();
    const { since } = await itemAt(ann, desk, itemId);
    await pass(hours(4) + minutes(2));
    expect(await itemAt(ann, desk, itemId)).toMatchObject({ breached: true });
    expect(await ids('late')).toContain(itemId);
    const subjects = async (one: Person) => (await inboxOf(one.login)).map(({ subject }) => subject);
    expect(await subjects(ann)).toContain('Something waits for somebody to take it');
    await take(ann, itemId);
    await pass(hours(44));
    for (const clock of ['first-answer', 'resolution']) {
      const payload = { desk, id: itemId, since, clock };
      expect(await deliver('desks/check-clock', { detail: { id: 'late', useCase: 'desks/check-clock', payload } }))
        .toMatchObject({ ok: true });
    }
    expect((await history(ann, itemId)).filter(({ type }) => type === 'desk-clock-missed')).toMatchObject([
      { clock: 'first-answer', tell: 'finance' },
      { clock: 'resolution', tell: 'admin' },
    ]);
    await settled();
    expect(await subjects(await theAdmin())).toContain('Something waits too long');
    await resolve(ann, itemId);
    expect(await ids('late')).not.toContain(itemId);
  });

  it('goes by the clock that was in force when its wait began: another one holds for what comes after', async () => {
    const figures = async () => (await ann.call('GET /operator/v1/desks', {})).items.find((one) => one.desk === desk)!;
    const { clock, clockRulebook } = await figures();
    expect(clock).toEqual({ firstAnswerSeconds: 4 * 3600, resolutionSeconds: 48 * 3600 });
    const earlier = await stray();
    await ruled(clockRulebook, { firstAnswer: 'PT30M', resolution: 'PT10H' });
    try {
      const later = await stray();
      const due = async (itemId: string) => {
        const { since, answerBy, resolveBy } = await itemAt(ann, desk, itemId);
        return [between(since as Instant, answerBy as Instant), between(since as Instant, resolveBy as Instant)];
      };
      expect((await figures()).clock).toEqual({ firstAnswerSeconds: 1800, resolutionSeconds: 10 * 3600 });
      expect(await due(earlier)).toEqual([hours(4), hours(48)]);
      expect(await due(later)).toEqual([minutes(30), hours(10)]);
      const order = await ids('waiting');
      expect(order.indexOf(later)).toBeLessThan(order.indexOf(earlier));
      await pass(minutes(32));
      expect(await itemAt(ann, desk, earlier)).toMatchObject({ breached: false });
      expect(await itemAt(ann, desk, later)).toMatchObject({ breached: true });
      expect(await ids('late')).toContain(later);
      expect(await ids('late')).not.toContain(earlier);

      await take(ann, earlier);
      await pass(hours(10));
      const told = async (itemId: string) =>
        (await history(ann, itemId)).filter(({ type }) => type === 'desk-clock-missed').map((entry) => entry.clock);
      expect(await told(later)).toEqual(['first-answer', 'resolution']);
      expect(await told(earlier)).toEqual([]);
      const { lastDay: before } = await figures();
      await resolve(ann, later);
      await resolve(ann, earlier);
      const { lastDay: after } = await figures();
      expect(after).toMatchObject({ settled: before.settled + 2, late: before.late + 1 });
    } finally {
      await ruled(clockRulebook, deskNamed(desk).clock.initial);
    }
  });

  it('is one list over all desks of a role, what is due first coming first, page by page [ORD-14 part]', async () => {
    const strange = [await stray(), await stray(), await stray()];
    const all = await everythingThatWaits(ann);
    expect(all.map(({ itemId }) => itemId)).toEqual(expect.arrayContaining(strange));
    expect(all.map(({ resolveBy }) => resolveBy)).toEqual(all.map(({ resolveBy }) => resolveBy).toSorted());
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ann.call('GET /operator/v1/waiting', { limit: 2, ...(cursor && { cursor }) });
      paged.push(...page.items.map(({ itemId }) => itemId));
      cursor = page.cursor;
    } while (cursor);
    expect(paged).toEqual(all.map(({ itemId }) => itemId));
    const { cursor: mine } = await ann.call('GET /operator/v1/waiting', { limit: 1 });
    expect(await refusal(ann.call('GET /operator/v1/waiting', { list: 'mine', cursor: mine }))).toBe('invalid-cursor');
    for (const itemId of strange) await resolve(ann, itemId);
  });

  it('is counted: what waits and since when, and what each settled', async () => {
    const figures = async () => (await ann.call('GET /operator/v1/desks', {})).items.find((one) => one.desk === desk)!;
    const before = await figures();
    const [itemId, other] = [await stray(), await stray()];
    await take(ann, itemId);
    await resolve(bob, other);
    const after = await figures();
    expect(after.waiting).toBe(before.waiting + 1);
    expect(after.taken).toBe(before.taken + 1);
    expect(after.lastDay.settled).toBe(before.lastDay.settled + 1);
    expect(after.lastWeek.byPerson.find(({ accountId }) => accountId === bob.accountId)?.settled).toBe(
      (before.lastWeek.byPerson.find(({ accountId }) => accountId === bob.accountId)?.settled ?? 0) + 1,
    );
    await pass(days(1));
    await runSchedule('desks/count-desks');
    await settled();
    expect((await inboxOf(bob.login)).map(({ subject }) => subject)).toContain('What waits for you today');
    await resolve(ann, itemId);
  });

  it('is not there for those of other desks', async () => {
    const itemId = await stray();
    const reviewer = await newStaff('reviewer');
    const about = { desk, itemId } as const;
    expect(await refusal(reviewer.call('GET /operator/v1/desks/{desk}/items/{itemId}', about))).toBe('not-found');
    expect(await refusal(reviewer.call('GET /operator/v1/waiting', { desk }))).toBe('not-found');
    expect(await refusal(reviewer.call('GET /operator/v1/desks/{desk}/settled', { desk }))).toBe('not-found');
    expect(await refusal(ann.call('GET /operator/v1/desks/{desk}/settled', { desk, cursor: 'e30' }))).toBe(
      'invalid-cursor',
    );
    expect((await reviewer.call('GET /operator/v1/desks', {})).items.map((one) => one.desk)).not.toContain(desk);
    expect(await ids('waiting', reviewer)).not.toContain(itemId);
    await resolve(ann, itemId);
  });
});
