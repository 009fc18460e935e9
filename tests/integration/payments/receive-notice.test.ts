import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { ourAccount } from '../../../local/sandbox/payment-books.ts';
import { minutes } from '../../../shared/kernel/values/clock.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import { deadLetters, now, settled } from '../../support/control.ts';
import { finance, paymentOf, payHook, unpaid } from '../../support/payments.ts';
import { key, refusal } from '../../support/people.ts';
import { buyer, onSale, shop, type Buyer } from '../../support/shopping.ts';

let one: Buyer;
let notice: (
  id?: string,
) => {
  id: string;
  type: string;
  createdAt: string;
  data: { id: string; reference: string; currency: string; capturedAmount: number; payee: string };
};
let paymentId: string;

beforeAll(async () => {
  one = await buyer();
  const placed = await unpaid(one, [[await onSale(await shop()), 1]], 'bank-remittance');
  paymentId = placed.paymentId;
  const { remittance } = await paymentOf(one, paymentId);
  const { amount, currency } = placed.total;
  notice = (id = `evt_${ulid()}`) => ({
    id,
    type: 'payment.captured',
    createdAt: '',
    data: { id: 'p_forged', reference: remittance!.reference, currency, capturedAmount: amount, payee: ourAccount },
  });
});

describe('a notice', () => {
  it('without the right signature is refused, and pays nothing [PAY-04]', async () => {
    const signedAt = await now();
    const t = Math.floor(signedAt.getTime() / 1000);
    for (const signature of ['', 'nonsense', `t=${t},v1=${'0'.repeat(64)}`, `t=${t}`]) {
      expect((await payHook(notice(), { signedAt, signature })).status).toBe(401);
    }
    await settled();
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'pending' });
  });

  it.each([[-6, 'an old one'], [6, 'one from the future']])(
    'signed %i minutes from now, %s, is refused [PAY-04]',
    async (ahead) => {
      const signedAt = new Date((await now()).getTime() + minutes(ahead));
      const answer = await payHook(notice(), { signedAt });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: 'signature-invalid' });
    },
  );

  it('that says nothing of interest is thanked for', async () => {
    expect((await payHook({ ...notice(), type: 'payment.authorised' }, { signedAt: await now() })).status).toBe(202);
  });

  it('that nobody understands is taken, and goes before a person once, however often it comes; a flood of them is one thing that waits', async () => {
    const strange = { ...notice(), type: 'payment.disputed', createdAt: '2026-11-22T16:00:00+08:00' };
    const none = { hello: ulid() };
    const ping = `ping ${ulid()}`;
    for (const body of [strange, strange, none, none, ping, ping, '', [notice()]]) {
      expect((await payHook(body, { signedAt: await now() })).status).toBe(202);
    }
    await settled();
    const { call, accountId } = await finance();
    const listed = async () =>
      (await call('GET /operator/v1/payment-notice-piles/{provider}/notices', { provider: 'sandbox', limit: 100 }))
        // Others may have been told of money that a bank took back.
        .items.filter(({ told }) => told !== 'payment.charged-back');
    const unread = await listed();
    expect(unread.map(({ told }) => told).toSorted()).toEqual([
      '["hello"]',
      ...Array<string>(3).fill('["no JSON object"]'),
      'payment.disputed',
    ]);
    expect(unread.find(({ told }) => told === 'payment.disputed')).toMatchObject({
      providerId: 'p_forged',
      reference: strange.data.reference,
    });
    const waiting = async () => (await waitingAt(await finance(), 'payment-notices')).map(({ shows }) => shows);
    const [{ count, ...pile } = { count: 0 }, ...others] = await waiting();
    expect([others, pile]).toMatchObject([[], { provider: 'sandbox', waiting: 5 }]);
    const aside = (upTo: number) =>
      call(
        'POST /operator/v1/payment-notice-piles/{provider}/set-aside',
        { provider: 'sandbox', count: upTo, reason: 'Disputes are settled by hand for now' },
        key(),
      );
    expect(await whileHeld('payment-notices', 'sandbox', 'finance', () => aside(count))).toBe('taken-by-another');
    const flood = Array.from({ length: 60 }, async (_, n) => payHook({ broken: `${n}` }, { signedAt: await now() }));
    expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([202]));
    await settled();
    expect(await waiting()).toMatchObject([{ waiting: 65, count: count + 60 }]);
    expect(await aside(count)).toEqual({ provider: 'sandbox', waiting: 60 });
    expect(await aside(count + 60)).toEqual({ provider: 'sandbox', waiting: 0 });
    expect(await refusal(aside(count + 60))).toBe('illegal-step');
    expect(await waiting()).toEqual([]);
    expect((await itemAt(await finance(), 'payment-notices', 'sandbox')).settledBy).toBe(accountId);
    expect(await listed()).toHaveLength(65);
    expect(await deadLetters('payments/on-payment-notice-unread')).toEqual([]);
  });

  it('of money that is not ours reaches a person once, though another notice tells of it again [PAY-04] [PAY-06]', async () => {
    const told = (id: string) => ({
      ...notice(id),
      data: { ...notice().data, id: 'p_stray', reference: 'rent april' },
    });
    for (const id of [1, 2]) {
      expect((await payHook(told(`evt_${ulid()}_${id}`), { signedAt: await now() })).status).toBe(202);
      await settled();
    }
    const items = await waitingAt(await finance(), 'payment-exceptions');
    expect(items.filter(({ shows }) => shows.captureId === 'p_stray')).toHaveLength(1);
    expect(await deadLetters('payments/settle-payment')).toEqual([]);
  });

  it('of a capture for another account than ours under a reference that is not ours reaches a person once, and pays nothing [PAY-04] [PAY-06]', async () => {
    const data = { ...notice().data, id: 'p_elsewhere', reference: 'rent may', payee: 'acct_somebody' };
    for (let n = 1; n <= 2; n += 1) {
      expect((await payHook({ ...notice(), data }, { signedAt: await now() })).status).toBe(202);
      await settled();
    }
    const items = await waitingAt(await finance(), 'payment-exceptions');
    expect(items.filter(({ shows }) => shows.captureId === 'p_elsewhere').map(({ shows }) => shows.kind)).toEqual([
      'payee-mismatch',
    ]);
  });

  it('counts once, however often it comes [PAY-04]', async () => {
    const told = notice();
    const answers = await Promise.all([1, 2, 3].map(async () => payHook(told, { signedAt: await now() })));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    await settled();
    expect((await payHook(told, { signedAt: await now() })).status).toBe(202);
    expect((await payHook(notice(), { signedAt: await now() })).status).toBe(202);
    await settled();
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'captured', received: [{ outcome: 'paid' }] });
  });

  it('that says by its name or by its status that what was captured is not is before a person, once [PAY-04]', async () => {
    const { data } = notice();
    for (
      const said of [{ type: 'payment.cancelled', data }, {
        type: 'payment.updated',
        data: { ...data, status: 'failed' },
      }]
    ) {
      expect((await payHook({ ...notice(), ...said }, { signedAt: await now() })).status).toBe(202);
      await settled();
    }
    const items = await waitingAt(await finance(), 'payment-exceptions');
    expect(items.filter(({ shows }) => shows.paymentId === paymentId).map(({ shows }) => shows.kind)).toEqual([
      'capture-contradicted',
    ]);
    expect(await paymentOf(one, paymentId)).toMatchObject({ state: 'captured' });
  });

  it('of one capture under the references of two payments, told at once, pays one of them, and a person is told of the other [PAY-04] [PAY-06]', async () => {
    const goods = await onSale(await shop());
    const two = [
      await unpaid(one, [[goods, 1]], 'bank-remittance'),
      await unpaid(one, [[goods, 1]], 'bank-remittance'),
    ];
    const id = `p_${ulid()}`;
    const told = await Promise.all(two.map(async ({ paymentId, total: { amount, currency } }) => {
      const { reference } = (await paymentOf(one, paymentId)).remittance!;
      return { ...notice(), data: { ...notice().data, id, reference, currency, capturedAmount: amount } };
    }));
    for (let n = 1; n <= 2; n += 1) {
      await Promise.all(told.map(async (each) => payHook({ ...each, id: `evt_${ulid()}` }, { signedAt: await now() })));
      await settled();
    }
    const states = await Promise.all(two.map(({ paymentId }) => paymentOf(one, paymentId)));
    expect(states.map(({ state }) => state).toSorted()).toEqual(['captured', 'declined']);
    expect(states.find(({ state }) => state === 'declined')).toMatchObject({ failureCode: 'capture-contradicted' });
    const items = await waitingAt(await finance(), 'payment-exceptions');
    const about = items.filter(({ shows }) => shows.captureId === id);
    expect(about.map(({ shows }) => shows.kind)).toEqual(['capture-contradicted']);
    expect(await deadLetters('payments/settle-payment')).toEqual([]);
  });
});
