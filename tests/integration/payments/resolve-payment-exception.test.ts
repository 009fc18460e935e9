import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { now, pass, settled, until } from '../../support/control.ts';
import { waitingAt } from '../../support/desks.ts';
import { finance, paymentFault, paymentOf, payHook, refunded, remit, unpaid } from '../../support/payments.ts';
import { key, refusal } from '../../support/people.ts';
import { brl, buy, buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let ann: Buyer;
let pot: Goods;

type Exception = Awaited<ReturnType<typeof exceptions>>[number];
const exceptions = async () =>
  (await waitingAt(await finance(), 'payment-exceptions')).map(({ itemId: exceptionId, shows }) => ({
    exceptionId,
    ...shows,
  }));
const about = (fits: (exception: Exception) => boolean): Promise<Exception> =>
  until(async () => (await exceptions()).find(fits), (found) => found !== undefined).then((found) => found!);
const decide = async (
  exceptionId: string,
  action: 'refund' | 'allocate' | 'dismiss' | 'repaid' | 'bear',
  paymentId?: string,
) => {
  const { call } = await finance();
  const answer = await call(
    'POST /operator/v1/payment-exceptions/{exceptionId}/resolution',
    { exceptionId, action, note: 'Looked at it', paymentId },
    key(),
  );
  await settled();
  return answer;
};
/** An order of which 10.00 are on their way back. */
const refunding = async () => {
  const { paymentId, orders: [order] } = await buy(ann, [pot, 1]);
  const { call } = await finance();
  const refund = { paymentId, orderId: order!.orderId, amount: brl(1000), note: 'A scratch' };
  await call('POST /operator/v1/payments/{paymentId}/refunds', refund, key());
  await settled();
  return { paymentId, orderId: order!.orderId };
};
const refundsOf = async (paymentId: string) =>
  (await (await finance()).call('GET /operator/v1/payments/{paymentId}', { paymentId })).refunds;
const owed = async (paymentId: string): Promise<number> => (await paymentOf(ann, paymentId)).orders[0]!.owed.amount;

beforeAll(async () => {
  ann = await buyer();
  pot = await onSale(await shop(), { stock: 50 });
});

describe('a refund', () => {
  it('that fails after it has succeeded is owed again, and finance has it made another time [PAY-07]', async () => {
    await paymentFault({ kind: 'reverse', match: 'refund', ms: minutes(10) });
    const { paymentId, orderId } = await refunding();
    await refunded(ann, paymentId, 1000);
    await pass(minutes(11));
    const { exceptionId } = await about((one) => one.paymentId === paymentId && one.kind === 'refund-failed');
    expect(await owed(paymentId)).toBe(1000);
    expect(await decide(exceptionId, 'refund')).toMatchObject({ state: 'resolved' });
    expect((await refunded(ann, paymentId, 1000)).orders).toMatchObject([{ refunded: brl(1000), owed: brl(0) }]);
    const { call } = await finance();
    const { items } = await call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId });
    expect(items.map(({ kind }) => kind)).toEqual([
      'capture',
      'refund-requested',
      'refund-succeeded',
      'refund-returned',
      'refund-requested',
      'refund-succeeded',
    ]);
  });

  it('that succeeds after it had failed is settled by itself, and is not made another time though nobody has heard of it [PAY-07]', async () => {
    await paymentFault({ kind: 'decline', match: 'refund' });
    await paymentFault({ kind: 'reverse', match: 'refund', ms: minutes(10) });
    const { paymentId } = await refunding();
    const { exceptionId } = await about((one) => one.paymentId === paymentId);
    await paymentFault({ kind: 'drop-webhook', match: 'payment.refunded' });
    await pass(minutes(11));
    expect(await owed(paymentId)).toBe(1000);
    expect(await decide(exceptionId, 'refund')).toMatchObject({
      state: 'resolved',
      resolution: { action: 'overtaken' },
    });
    expect((await refunded(ann, paymentId, 1000)).orders).toMatchObject([{ owed: brl(0) }]);
    expect(await refundsOf(paymentId)).toMatchObject([{ state: 'succeeded' }]);
    expect(await refusal(decide(exceptionId, 'dismiss'))).toBe('illegal-step');
  });

  it('that succeeds unheard is not made a third time after the second attempt has failed [PAY-07]', async () => {
    await paymentFault({ kind: 'decline', match: 'refund' });
    await paymentFault({ kind: 'reverse', match: 'refund', ms: minutes(10) });
    const { paymentId } = await refunding();
    const first = await about((one) => one.paymentId === paymentId);
    await paymentFault({ kind: 'decline', match: 'refund' });
    await decide(first.exceptionId, 'refund');
    const second = await about((one) => one.paymentId === paymentId && one.refundId !== first.refundId);
    await paymentFault({ kind: 'drop-webhook', match: 'payment.refunded' });
    await pass(minutes(11));
    expect(await decide(second.exceptionId, 'refund')).toMatchObject({
      state: 'resolved',
      resolution: { action: 'overtaken' },
    });
    expect((await refundsOf(paymentId)).map(({ refundId, state }) => [refundId, state])).toEqual([
      [second.refundId, 'failed'],
      [first.refundId, 'succeeded'],
    ]);
    expect((await refunded(ann, paymentId, 1000)).orders).toMatchObject([{ owed: brl(0) }]);
  });

  it('that has come back stays so when its older notice arrives late, and finance can give it again [PAY-05] [PAY-07]', async () => {
    await paymentFault({ kind: 'reverse', match: 'refund', ms: minutes(10) });
    const { paymentId } = await refunding();
    const updatedAt = (await now()).toISOString();
    await pass(minutes(11));
    const { exceptionId, refundId } = await about((one) => one.paymentId === paymentId);
    const data = { object: 'refund', id: 're_1', reference: refundId, amount: 1000, currency: 'BRL', updatedAt };
    const late = { id: `evt_${ulid()}`, type: 'payment.refunded', data: { ...data, status: 'succeeded' } };
    expect((await payHook(late, { signedAt: await now() })).status).toBe(202);
    await settled();
    expect((await exceptions()).filter((one) => one.paymentId === paymentId)).toMatchObject([{ exceptionId }]);
    expect(await owed(paymentId)).toBe(1000);
    await decide(exceptionId, 'refund');
    expect((await refunded(ann, paymentId, 1000)).orders).toMatchObject([{ owed: brl(0) }]);
  });

  it.each([
    ['refund.cancelled', {}],
    ['refund.updated', { status: 'failed' }],
    ['payment.refunded', { amount: 1 }],
    ['payment.refunded', { currency: 'USD' }],
  ])(
    'that has succeeded, of which `%s` %j is told, is before a person, and nothing has moved [PAY-04]',
    async (type, change) => {
      const { paymentId } = await refunding();
      await refunded(ann, paymentId, 1000);
      const [refund] = await refundsOf(paymentId);
      const data = { id: 're_1', reference: refund!.refundId, amount: 1000, currency: 'BRL', ...change };
      for (const id of [ulid(), ulid()]) {
        expect((await payHook({ id, type, data }, { signedAt: await now() })).status).toBe(202);
        await settled();
      }
      const raised = (await exceptions()).filter((one) => one.paymentId === paymentId);
      expect(raised).toMatchObject([{ kind: 'refund-contradicted', refundId: refund!.refundId }]);
      await refunded(ann, paymentId, 1000);
    },
  );

  it.each(['repaid', 'bear'] as const)(
    'that succeeds after it was given another time is claimed of the buyer, until finance says %s, once; when the other comes back then, it is given again only when it is owed [PAY-07]',
    async (action) => {
      await paymentFault({ kind: 'decline', match: 'refund' });
      await paymentFault({ kind: 'reverse', match: 'refund', ms: minutes(10) });
      const { paymentId, orderId } = await refunding();
      await paymentFault({ kind: 'reverse', match: 'refund', ms: minutes(30) });
      await decide((await about((one) => one.paymentId === paymentId)).exceptionId, 'refund');
      await pass(minutes(11));
      const twice = await about((one) => one.paymentId === paymentId);
      expect(twice).toMatchObject({ kind: 'refund-paid-twice', expected: brl(1000) });
      expect(await refusal(decide(twice.exceptionId, 'dismiss'))).toBe('illegal-step');
      expect(await decide(twice.exceptionId, action)).toMatchObject({ resolution: { action } });
      expect(await refusal(decide(twice.exceptionId, action))).toBe('illegal-step');
      await pass(minutes(30));
      const isOwed = action === 'repaid';
      expect(await owed(paymentId)).toBe(isOwed ? 1000 : 0);
      const left = (await exceptions()).filter((one) => one.paymentId === paymentId);
      expect(left.map(({ kind }) => kind)).toEqual(isOwed ? ['refund-failed'] : []);
      if (isOwed) await decide(left[0]!.exceptionId, 'refund');
      expect((await refunded(ann, paymentId, 1000)).orders).toMatchObject([{ refunding: brl(0), owed: brl(0) }]);
      const { call } = await finance();
      const { items } = await call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId });
      expect(items.map(({ kind }) => kind).slice(2)).toEqual([
        ...['refund-failed', 'refund-requested', 'refund-succeeded', 'refund-succeeded'],
        ...isOwed
          ? ['claim-settled-elsewhere', 'refund-returned', 'refund-requested', 'refund-succeeded']
          : ['claim-written-off', 'refund-returned'],
      ]);
      expect(await call('GET /operator/v1/ledger/trial-balance', {})).toMatchObject({ balanced: true });
    },
  );

  it('that succeeds after it was given by another way is claimed of the buyer as well, until finance settles that [PAY-07]', async () => {
    await paymentFault({ kind: 'decline', match: 'refund' });
    await paymentFault({ kind: 'reverse', match: 'refund', ms: minutes(10) });
    const { paymentId, orderId } = await refunding();
    await decide((await about((one) => one.paymentId === paymentId)).exceptionId, 'dismiss');
    await pass(minutes(11));
    const { exceptionId } = await about((one) => one.paymentId === paymentId);
    await decide(exceptionId, 'bear');
    const { items } = await (await finance()).call('GET /operator/v1/ledger/orders/{orderId}/entries', { orderId });
    expect(items.map(({ kind }) => kind).slice(2)).toEqual([
      'refund-failed',
      'refund-settled-elsewhere',
      'refund-succeeded',
      'claim-written-off',
    ]);
  });

  it('is not made another time while the provider does not answer whether it was made [PAY-05] [PAY-07]', async () => {
    await paymentFault({ kind: 'decline', match: 'refund' });
    const { paymentId } = await refunding();
    const { exceptionId } = await about((one) => one.paymentId === paymentId);
    await paymentFault({ kind: 'proxy-page', match: 'list-refunds' });
    expect(await refusal(decide(exceptionId, 'refund'))).toBe('unavailable');
    expect(await refundsOf(paymentId)).toHaveLength(1);
    await decide(exceptionId, 'refund');
    expect((await refunded(ann, paymentId, 1000)).orders).toMatchObject([{ owed: brl(0) }]);
  });
});

describe('money under a reference that is not ours', () => {
  const unknown = async (amount: number) => {
    const reference = `rent ${ulid()}`;
    await remit(reference, brl(amount));
    return about((one) => one.reference === reference);
  };
  const unallocated = async (): Promise<number> => {
    const { accounts } = await (await finance()).call('GET /operator/v1/ledger/trial-balance', {});
    return accounts.find(({ account, currency }) => account === 'unallocated-funds' && currency === 'BRL')?.balance
      .amount
      ?? 0;
  };

  it('goes back to where it came from, once [PAY-07]', async () => {
    const before = await unallocated();
    const { exceptionId, captureId } = await unknown(4321);
    expect(await unallocated()).toBe(before - 4321);
    expect(await decide(exceptionId, 'refund')).toMatchObject({ state: 'resolved' });
    expect(await refusal(decide(exceptionId, 'refund'))).toBe('illegal-step');
    expect(await unallocated()).toBe(before);
    expect(await exceptions()).not.toContainEqual(expect.objectContaining({ captureId }));
  });

  it('pays the payment that it was meant for, and what is over goes back [PAY-06]', async () => {
    const { paymentId, orders: [order], total } = await unpaid(ann, [[pot, 1]], 'bank-remittance');
    const before = await unallocated();
    const { exceptionId } = await unknown(total.amount + 100);
    expect(await refusal(decide(exceptionId, 'allocate', 'pay_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A'))).toBe('not-found');
    expect(await refusal(decide(exceptionId, 'allocate'))).toBe('illegal-step');
    await decide(exceptionId, 'allocate', paymentId);
    expect(await paymentOf(ann, paymentId)).toMatchObject({
      state: 'captured',
      received: [{ outcome: 'paid', amount: total }],
    });
    const { orderId } = order!;
    expect(await ann.call('GET /shop/v1/orders/{orderId}', { orderId })).toMatchObject({
      state: 'awaiting-acceptance',
    });
    expect(await unallocated()).toBe(before);
    // It was captured under another reference, and all of that goes back by it.
    await ann.call('POST /shop/v1/orders/{orderId}/cancel', { orderId });
    await refunded(ann, paymentId, total.amount);
    await pass(hours(1));
    expect(await (await finance()).call('GET /operator/v1/ledger/trial-balance', {})).toMatchObject({ balanced: true });
  });

  it('is refused to a payment for which nobody waits', async () => {
    const { paymentId } = await buy(ann, [pot, 1]);
    const { exceptionId } = await unknown((await paymentOf(ann, paymentId)).amount.amount);
    expect(await refusal(decide(exceptionId, 'allocate', paymentId))).toBe('illegal-step');
    await decide(exceptionId, 'dismiss');
  });
});
