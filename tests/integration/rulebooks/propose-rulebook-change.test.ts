import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationTimes } from '../../../shared/merchants/rulebooks.ts';
import { days, hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { notice } from '../../../shared/kernel/policy/rulebook.ts';
import { orderTimes } from '../../../shared/ordering/rulebooks.ts';
import { rulebooks } from '../../../shared/rulebooks/known.ts';
import { pass } from '../../support/control.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { later, proposeChange, ruled, twoPeople } from '../../support/rulebooks.ts';

const rulebook = 'order-times';
let ann: Person;
let bob: Person;
const look = () => bob.call('GET /operator/v1/rulebooks/{rulebook}', { rulebook });
const approve = (proposalId: string, by = bob) =>
  by.call('POST /operator/v1/rulebook-proposals/{proposalId}/approval', { proposalId, reason: 'Agreed.' }, key());

beforeAll(async () => {
  [ann, bob] = await twoPeople();
});

/** Others go by the default. */
afterAll(async () => {
  await ruled(rulebook, orderTimes.initial);
});

describe('a rulebook', () => {
  it('is listed and shown with its default, its fields and who decides', async () => {
    const { items } = await ann.call('GET /operator/v1/rulebooks', {});
    expect(items.map((one) => one.rulebook)).toEqual(rulebooks.map(({ rulebookName }) => rulebookName));
    const shown = await look();
    expect(shown).toMatchObject({
      rulebook,
      default: { payWithin: 'PT30M' },
      propose: ['operator', 'admin'],
      approve: ['operator', 'admin'],
    });
    expect(shown.fields[0]).toEqual({
      field: 'payWithin',
      decides: 'How long an unpaid checkout keeps its stock',
      range: 'PT5M to P7D',
    });
    expect(await refusal(ann.call('GET /operator/v1/rulebooks/{rulebook}', { rulebook: 'tea-times' }))).toBe(
      'not-found',
    );
  });

  it('takes no proposal from others, none that is faulty, and none that nobody has in mind any more', async () => {
    const support = await staff('support');
    const { latest, current } = await look();
    const propose = (by: Person, fields: object) =>
      by.call('POST /operator/v1/rulebooks/{rulebook}/proposals', {
        rulebook,
        value: { ...current.value, payWithin: 'PT45M' },
        basedOn: latest,
        reason: 'test',
        ...fields,
      }, key());
    expect(await refusal(propose(support, {}))).toBe('forbidden');
    expect(await refusal(propose(ann, { rulebook: 'tea-times' }))).toBe('not-found');
    expect(await refusal(propose(ann, { value: { payWithin: 'P9D' } }))).toBe('invalid-input');
    expect(await refusal(propose(ann, { basedOn: latest + 1 }))).toBe('rulebook-changed');
    expect(await refusal(propose(ann, { from: await later(-hours(1)) }))).toBe('begins-too-early');
    await expect(propose(ann, { reason: ' ' })).rejects.toMatchObject({ problem: { faults: [{ path: 'reason' }] } });
  });
});

describe('a change', () => {
  it('is approved by a second person, begins exactly at its time, and is told in the history', async () => {
    const from = await later(hours(3));
    const { id: proposalId, changes } = await proposeChange(ann, rulebook, { payWithin: 'PT45M' }, {
      from,
      reason: 'Fewer unpaid orders.',
    });
    expect(changes).toEqual([{ field: 'payWithin', before: 'PT30M', after: 'PT45M' }]);
    const open = await waitingAt(bob, 'rulebook-proposals');
    expect(open.find(({ itemId }) => itemId === proposalId)).toMatchObject({
      shows: { rulebook, proposedBy: ann.accountId, from, reason: 'Fewer unpaid orders.' },
    });
    expect(await whileHeld('rulebook-proposals', proposalId, 'operator', () => approve(proposalId)))
      .toBe('taken-by-another');
    expect(await refusal(approve(proposalId, ann))).toBe('second-person-needed');
    expect(await refusal(approve(proposalId, await staff('support')))).toBe('forbidden');

    const before = (await look()).current;
    const { scheduled, latest } = await approve(proposalId);
    expect(scheduled).toMatchObject([{ version: latest, from, value: { payWithin: 'PT45M' } }]);
    expect(await itemAt(bob, 'rulebook-proposals', proposalId)).toMatchObject({ settledBy: bob.accountId });
    expect(await refusal(approve(proposalId))).toBe('illegal-step');
    expect((await look()).current).toEqual(before);
    await pass(hours(3) + minutes(2));
    expect((await look()).current).toMatchObject({ version: latest, from });

    const { items: [newest] } = await ann.call('GET /operator/v1/rulebooks/{rulebook}/versions', { rulebook });
    expect(newest).toMatchObject({
      version: latest,
      state: 'in-force',
      from,
      changes,
      proposedBy: ann.accountId,
      reason: 'Fewer unpaid orders.',
      approvedBy: bob.accountId,
      approvalReason: 'Agreed.',
    });
    expect(await refusal(ann.call('GET /operator/v1/rulebooks/{rulebook}/versions', { rulebook: 'tea-times' })))
      .toBe('not-found');
  });

  it('can be refused, withdrawn, or lapse when nobody decides', async () => {
    const refused = await proposeChange(ann, rulebook, { payWithin: 'PT50M' });
    const refuse = (by: Person) =>
      by.call('POST /operator/v1/rulebook-proposals/{proposalId}/refusal', { proposalId: refused.id, reason: 'No.' });
    expect(await refusal(refuse(await staff('support')))).toBe('forbidden');
    expect(await whileHeld('rulebook-proposals', refused.id, 'operator', () => refuse(bob))).toBe('taken-by-another');
    expect(await refuse(bob)).toEqual({ proposalId: refused.id, state: 'refused' });
    expect(await refusal(refuse(bob))).toBe('illegal-step');

    const withdrawn = await proposeChange(ann, rulebook, { payWithin: 'PT50M' });
    const withdraw = (by: Person) =>
      by.call('POST /operator/v1/rulebook-proposals/{proposalId}/withdrawal', {
        proposalId: withdrawn.id,
        reason: 'A slip.',
      });
    expect(await refusal(withdraw(bob))).toBe('forbidden');
    expect(await withdraw(ann)).toEqual({ proposalId: withdrawn.id, state: 'withdrawn' });
    expect(await refusal(withdraw(ann))).toBe('illegal-step');

    const forgotten = await proposeChange(ann, rulebook, { payWithin: 'PT50M' });
    const late = await proposeChange(ann, rulebook, { payWithin: 'PT55M' }, { from: await later(hours(2)) });
    const stateOf = async ({ id: proposalId }: { id: string }) =>
      (await ann.call('GET /operator/v1/rulebook-proposals/{proposalId}', { proposalId })).state;
    await pass(hours(2) + minutes(2));
    expect([await stateOf(late), await stateOf(forgotten)]).toEqual(['lapsed', 'open']);
    await pass(days(14));
    await Promise.all([ann.signIn(), bob.signIn()]);
    expect(await stateOf(forgotten)).toBe('lapsed');
    expect(await refusal(approve(forgotten.id))).toBe('illegal-step');
  });

  it('that cannot begin at its time any more is not approved', async () => {
    const { id } = await proposeChange(ann, rulebook, { payWithin: 'PT50M' }, { from: await later(notice) });
    await pass(minutes(1));
    expect(await refusal(approve(id))).toBe('illegal-step');
  });

  it('of two that rest on the same version is decided once, whoever approves at the same moment', async () => {
    const rivals = [
      await proposeChange(ann, rulebook, { payWithin: 'PT20M' }),
      await proposeChange(ann, rulebook, { payWithin: 'PT25M' }),
    ] as const;
    const { latest } = await look();
    const outcomes = await Promise.allSettled([
      approve(rivals[0].id),
      approve(rivals[0].id),
      approve(rivals[1].id),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await look()).latest).toBe(latest + 1);
    const { items } = await ann.call('GET /operator/v1/rulebooks/{rulebook}/versions', { rulebook });
    expect(items[0]).toMatchObject({ version: latest + 1, basedOn: latest });
    const loser = rivals.find(({ id }) => id !== items[0]!.proposalId)!;
    expect(await refusal(approve(loser.id))).toBe('rulebook-changed');
    await pass(notice);
  });

  it('that is scheduled can be called off before it begins, and not later', async () => {
    const before = (await look()).current;
    const { id } = await proposeChange(ann, rulebook, { payWithin: 'PT40M' }, { from: await later(hours(1)) });
    const { latest: version } = await approve(id);
    const withdraw = (by: Person, number = version) =>
      by.call('POST /operator/v1/rulebooks/{rulebook}/versions/{version}/withdrawal', {
        rulebook,
        version: number,
        reason: 'Not now.',
      });
    expect(await refusal(withdraw(await staff('support')))).toBe('forbidden');
    expect(await refusal(withdraw(bob, version + 1))).toBe('not-found');
    expect(await withdraw(bob)).toMatchObject({ current: before, scheduled: [] });
    expect(await refusal(withdraw(bob))).toBe('illegal-step');
    await pass(hours(1) + minutes(2));
    expect((await look()).current).toEqual(before);
    const { items: [newest] } = await ann.call('GET /operator/v1/rulebooks/{rulebook}/versions', { rulebook });
    expect(newest).toMatchObject({
      version,
      state: 'withdrawn',
      withdrawal: { withdrawnBy: bob.accountId, reason: 'Not now.' },
    });
  });
});

describe('a change that no second person is asked for', () => {
  it('is decided when it is proposed', async () => {
    const change = { supplyWithin: 'P20D' };
    const { state, id: proposalId } = await proposeChange(ann, 'application-times', change);
    expect(state).toBe('approved');
    const shown = await ann.call('GET /operator/v1/rulebooks/{rulebook}', { rulebook: 'application-times' });
    expect(shown.scheduled).toMatchObject([{ version: shown.latest, value: change }]);
    expect(shown.approve).toBeUndefined();
    expect(await refusal(approve(proposalId))).toBe('forbidden');
    await pass(notice);
    await ruled('application-times', applicationTimes.initial);
  });
});
