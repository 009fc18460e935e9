/** Given other rules: proposed by one operator, approved by another, in force when this returns. */
import { after, minutes, type Instant } from '../../shared/kernel/values/clock.ts';
import { notice } from '../../shared/kernel/policy/rulebook.ts';
import { now, pass } from './control.ts';
import { key, staff, type Person } from './people.ts';
import { perFile } from './per-file.ts';

/** Two people who may propose and approve, each what the other has proposed. */
export const twoPeople = perFile(() =>
  Promise.all([staff('operator', 'finance', 'reviewer'), staff('operator', 'finance', 'reviewer')])
);

/** Proposes some other fields for a rulebook, based on what was decided last. */
export const proposeChange = async (
  { call }: Person,
  rulebook: string,
  fields: Record<string, unknown>,
  { from, reason = 'test' }: { from?: Instant; reason?: string } = {},
) => {
  const { latest, current, scheduled } = await call('GET /operator/v1/rulebooks/{rulebook}', { rulebook });
  const { value } = scheduled.at(-1) ?? current;
  return call(
    'POST /operator/v1/rulebooks/{rulebook}/proposals',
    { rulebook, value: { ...value, ...fields }, basedOn: latest, reason, ...(from && { from }) },
    key(),
  );
};

/** Changes fields of a rulebook; they are in force when this returns. */
export const ruled = async (rulebook: string, fields: Record<string, unknown>): Promise<void> => {
  const [ann, bob] = await twoPeople();
  const { id: proposalId, state } = await proposeChange(ann, rulebook, fields);
  if (state === 'open') {
    await bob.call('POST /operator/v1/rulebook-proposals/{proposalId}/approval', { proposalId, reason: 'test' }, key());
  }
  await pass(notice);
};

/** A moment of the platform's clock from now on. */
export const later = async (milliseconds: number): Promise<Instant> =>
  after((await now()).toISOString() as Instant, milliseconds + minutes(1));
