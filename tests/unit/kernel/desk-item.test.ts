/** What saving a thing writes at its desks, as DynamoDB gets it. */
import { describe, expect, it, vi } from 'vitest';
import { after, hours, instant } from '../../../shared/kernel/clock.ts';
import type { Write } from '../../../shared/kernel/commit.ts';
import { invocation } from '../../../shared/kernel/invocation.ts';
import { exceptions } from '../../../shared/payments/store.ts';
import type { PaymentException } from '../../../shared/payments/exception.ts';
import { asUseCase } from '../../support/use-case.ts';

vi.stubEnv('TABLE_NAME', 'table');
const open = {
  id: 'pex_1',
  version: 1,
  state: 'open',
  raisedAt: instant(0),
  kind: 'unknown-reference',
  reference: 'rent',
  captureId: 'c',
} as PaymentException;
const changed = (fields: Partial<PaymentException>) => ({
  before: open,
  after: { ...open, version: 2, ...fields },
  facts: [],
});

/** The writes of a save beside the state itself. */
const beside = (change: Parameters<typeof exceptions.save>[0], useCase = 'payments/settle-payment') =>
  asUseCase({ now: after(instant(0), hours(1)), touches: [exceptions.save] }, async () => {
    Object.assign(invocation(), { useCase, actor: 'ann' });
    return exceptions.save(change).slice(1).map((write: Write) => ({ write, params: write.action.params() }));
  });

describe('saving a thing', () => {
  it('puts it on its desk and sets one clock, when it begins to wait', async () => {
    const [item, clock, ...others] = await beside({ before: null, after: open, facts: [] });
    expect(others).toEqual([]);
    expect(item!.params.Update?.ConditionExpression).toBeUndefined();
    expect(Object.values(item!.params.Update!.ExpressionAttributeValues!)).toContain('DESK-WAITING#payment-exceptions');
    expect(clock!.params.Put?.Item).toMatchObject({ useCase: 'desks/check-clock', dueAt: after(instant(0), hours(4)) });
  });

  it('writes nothing there while nothing changes that it shows, and shows what does', async () => {
    expect(await beside(changed({ refundId: undefined }))).toEqual([]);
    const [item, ...others] = await beside(changed({ reference: 'rent april' }));
    expect(others).toEqual([]);
    expect(item!.params.Update?.ConditionExpression).toBeUndefined();
    expect(item!.params.Update!.UpdateExpression).toMatch(/if_not_exists/);
  });

  it('takes it off unguarded when the wait ends by itself, and guarded by who has it when its desk acts', async () => {
    const [byItself, ...others] = await beside(changed({ state: 'resolved' }));
    expect(others).toEqual([]);
    expect(byItself!.params.Update?.ConditionExpression).toBeUndefined();
    const [acted] = await beside(changed({ state: 'resolved' }), 'payments/resolve-payment-exception');
    expect(acted!.params.Update?.ConditionExpression).toMatch(/attribute_not_exists/);
    expect(acted!.write.otherwise({ holder: 'bob' })).toMatchObject({ code: 'taken-by-another' });
  });

  it('takes it for who acts, also when it goes on to wait', async () => {
    const [item] = await beside(changed({}), 'payments/resolve-payment-exception');
    const values = Object.values(item!.params.Update!.ExpressionAttributeValues!);
    expect(values).toEqual(expect.arrayContaining(['ann', 'DESK-HELD#payment-exceptions']));
    expect(item!.params.Update?.ConditionExpression).toMatch(/attribute_not_exists/);
  });
});
