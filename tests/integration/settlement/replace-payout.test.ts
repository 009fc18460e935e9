import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { now, pass, settled } from '../../support/control.ts';
import { itemAt, waitingAt, whileHeld } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { finance, paymentFault, payHook } from '../../support/payments.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { completed, paidShop, passTo, payTo } from '../../support/settlement.ts';
import { brl, buyer, onSale, type Buyer } from '../../support/shopping.ts';

const net = brl(6801);

let ann: Buyer;
/** A shop whose first order is released within the next two hours, and nothing of it has been settled. */
const earning = async (): Promise<Merchant> => {
  const seller = await paidShop();
  await completed(seller, ann, await onSale(seller));
  return seller;
};
/** Moves the clock past the after-sales window, and over the settlement that follows. */
const settle = (): Promise<void> => pass(days(7) + minutes(1));
const payouts = async ({ merchantId }: Merchant, state: 'requested' | 'held' | 'sent') =>
  (await (await finance()).call('GET /operator/v1/payouts', { state, limit: 100 })).items.filter((one) =>
    one.merchantId === merchantId
  );
const unpaid = async ({ merchantId }: Merchant, state: 'failed' | 'returned') =>
  (await waitingAt(await finance(), 'unpaid-payouts')).filter(({ shows }) =>
    shows.merchantId === merchantId && shows.state === state
  ).map(({ itemId: payoutId, shows: { failureCode } }) => ({ payoutId, failureCode }));
const replace = async (payoutId: string) => {
  const answer = await (await finance()).call('POST /operator/v1/payouts/{payoutId}/replace', { payoutId }, key());
  await settled();
  return answer;
};
const entriesOf = async ({ merchantId }: Merchant) =>
  (await (await finance()).call('GET /operator/v1/ledger/merchants/{merchantId}/entries', { merchantId, limit: 100 }))
    .items;
const kindsOf = async (seller: Merchant) => (await entriesOf(seller)).map(({ kind }) => kind).toReversed().slice(2);
const claimed = async (seller: Merchant): Promise<number> =>
  (await entriesOf(seller)).flatMap(({ postings }) => postings)
    .filter(({ account }) => account.startsWith('merchant-receivable:'))
    .reduce((sum, { amount }) => sum + amount.amount, 0);
const exceptionsAbout = async (payoutId: string) =>
  (await waitingAt(await finance(), 'payment-exceptions')).filter(({ shows }) => shows.payoutId === payoutId);
const balanceOf = ({ call }: Merchant) => call('GET /merchant/v1/balance', {});

beforeAll(async () => {
  ann = await buyer();
  await passTo(12);
});

describe('a payout', () => {
  it("is not given up for a proxy's page: its outcome is unknown, it is looked up, and paid once [SET-05]", async () => {
    const seller = await earning();
    await paymentFault({ kind: 'proxy-page', match: 'create-payout' });
    await settle();
    const [waiting] = await payouts(seller, 'requested');
    expect(waiting).toMatchObject({ amount: net, attempt: 1 });
    expect(await unpaid(seller, 'failed')).toEqual([]);
    expect(await refusal(replace(waiting!.payoutId))).toBe('illegal-step');
    await pass(hours(2));
    expect(await kindsOf(seller)).toEqual(['payout-requested', 'payout-paid']);
  });

  it('that fails after it was paid is owed again, and can be replaced [SET-05]', async () => {
    const seller = await earning();
    await paymentFault({ kind: 'reverse', match: 'payout', ms: hours(30) });
    await settle();
    expect(await balanceOf(seller)).toMatchObject({ released: brl(0) });
    await pass(days(2));
    const [back] = await unpaid(seller, 'returned');
    expect(await balanceOf(seller)).toMatchObject({ released: net });
    await replace(back!.payoutId);
    expect(await balanceOf(seller)).toMatchObject({ released: brl(0) });
    expect(await kindsOf(seller)).toEqual([
      'payout-requested',
      'payout-paid',
      'payout-returned',
      'payout-requested',
      'payout-paid',
    ]);
  });

  it('that is paid after it had failed is not replaced, though nobody has heard of it: the provider is asked first [SET-05]', async () => {
    const seller = await earning();
    await paymentFault({ kind: 'decline', match: 'payout' });
    await paymentFault({ kind: 'reverse', match: 'payout', ms: hours(30) });
    await settle();
    const [failed] = await unpaid(seller, 'failed');
    await paymentFault({ kind: 'drop-webhook', match: 'payout.paid' });
    await pass(hours(31));
    expect(await balanceOf(seller)).toMatchObject({ released: net });
    const { payoutId } = failed!;
    expect(await replace(payoutId)).toMatchObject({ payoutId, state: 'paid' });
    expect(await balanceOf(seller)).toMatchObject({ released: brl(0) });
    expect(await refusal(replace(payoutId))).toBe('illegal-step');
    expect(await kindsOf(seller)).toEqual(['payout-requested', 'payout-failed', 'payout-paid']);
  });

  it('is not made a fourth time when the first of three was paid, though nobody has heard of it [SET-05]', async () => {
    const seller = await earning();
    await paymentFault({ kind: 'decline', match: 'payout', count: 3 });
    await paymentFault({ kind: 'reverse', match: 'payout', ms: hours(30) });
    await settle();
    const [first] = await unpaid(seller, 'failed');
    const second = await replace(first!.payoutId);
    const third = await replace(second.payoutId);
    await paymentFault({ kind: 'drop-webhook', match: 'payout.paid' });
    await pass(hours(31));
    expect(await balanceOf(seller)).toMatchObject({ released: net });
    expect(await replace(third.payoutId)).toMatchObject({ payoutId: first!.payoutId, state: 'paid' });
    expect(await refusal(replace(third.payoutId))).toBe('illegal-step');
    expect(await kindsOf(seller)).toEqual([
      ...['payout-requested', 'payout-failed', 'payout-requested', 'payout-failed', 'payout-requested'],
      ...['payout-failed', 'payout-paid'],
    ]);
    expect(await exceptionsAbout(first!.payoutId)).toEqual([]);
  });

  it('that has come back unheard is looked up when the statements are compared [SET-05] [SET-06]', async () => {
    const seller = await earning();
    await paymentFault({ kind: 'reverse', match: 'payout', ms: hours(30) });
    await paymentFault({ kind: 'drop-webhook', match: 'payout.failed' });
    await settle();
    await pass(hours(31));
    expect(await unpaid(seller, 'returned')).toEqual([]);
    await pass(days(1));
    expect(await unpaid(seller, 'returned')).toHaveLength(1);
    expect(await balanceOf(seller)).toMatchObject({ released: net });
  });

  it('that is not sent before its shop has named another account is never sent to the old one [SET-05]', async () => {
    const seller = await earning();
    await paymentFault({ kind: 'proxy-page', match: 'create-payout' });
    await settle();
    expect(await payouts(seller, 'requested')).toHaveLength(1);
    await payTo(seller, 'acct_2');
    await pass(hours(2));
    const [failed] = await unpaid(seller, 'failed');
    expect(failed).toMatchObject({ failureCode: 'account-changed' });
    expect(await refusal(replace(failed!.payoutId))).toBe('payouts-held');
    await pass(days(3));
    expect(await kindsOf(seller)).toEqual(['payout-requested', 'payout-failed']);
    await replace(failed!.payoutId);
    expect(await kindsOf(seller)).toEqual(['payout-requested', 'payout-failed', 'payout-requested', 'payout-paid']);
  });

  it.each(['repaid', 'bear'] as const)(
    'that is paid after it has been replaced is claimed of the shop, until finance says %s, once; when the other comes back then, it is paid again only when it is owed [SET-05]',
    async (action) => {
      const seller = await earning();
      await paymentFault({ kind: 'decline', match: 'payout' });
      await paymentFault({ kind: 'reverse', match: 'payout', ms: hours(30) });
      await settle();
      const [failed] = await unpaid(seller, 'failed');
      await paymentFault({ kind: 'reverse', match: 'payout', ms: days(4) });
      await replace(failed!.payoutId);
      await pass(days(2));
      expect(await claimed(seller)).toBe(net.amount);
      const [exception] = await exceptionsAbout(failed!.payoutId);
      expect(exception!.shows).toMatchObject({ kind: 'payout-paid-twice', expected: net });
      const { call } = await finance();
      const exceptionId = exception!.itemId;
      const decide = async (decision: 'dismiss' | 'repaid' | 'bear') =>
        call(
          'POST /operator/v1/payment-exceptions/{exceptionId}/resolution',
          { exceptionId, action: decision, note: 'Paid back by bank' },
          key(),
        );
      expect(await refusal(decide('dismiss'))).toBe('illegal-step');
      await decide(action);
      expect(await refusal(decide(action))).toBe('illegal-step');
      await settled();
      expect(await claimed(seller)).toBe(0);
      await pass(days(3));
      const isOwed = action === 'repaid';
      expect(await unpaid(seller, 'returned')).toHaveLength(isOwed ? 1 : 0);
      const { items: [back] } = await seller.call('GET /merchant/v1/payouts', {});
      expect(back).toMatchObject({ state: 'returned', attempt: 2 });
      expect(await balanceOf(seller)).toMatchObject({ released: isOwed ? net : brl(0) });
      if (isOwed) await replace(back!.payoutId);
      else expect(await refusal(replace(back!.payoutId))).toBe('illegal-step');
      expect(await balanceOf(seller)).toMatchObject({ released: brl(0) });
      expect((await kindsOf(seller)).slice(5)).toEqual(
        isOwed
          ? ['claim-settled-elsewhere', 'payout-returned', 'payout-requested', 'payout-paid']
          : ['claim-written-off', 'payout-returned'],
      );
      expect(await call('GET /operator/v1/ledger/trial-balance', {})).toMatchObject({ balanced: true });
    },
  );
});

describe('a payout that is paid', () => {
  const tales = [
    ['payout.cancelled', {}],
    ['payout.updated', { status: 'failed' }],
    ['payout.returned', {}],
    ['payout.paid', { amount: 1 }],
    ['payout.paid', { currency: 'USD' }],
  ] as const;
  /** One for each tale, and one more: one move of the clock settles them all. */
  const sellers: Merchant[] = [];
  let before: string;

  beforeAll(async () => {
    for (let i = 0; i <= tales.length; i += 1) sellers.push(await earning());
    before = (await now()).toISOString();
    await settle();
  });

  const paid = async (seller: Merchant) => {
    const { payoutId } = (await seller.call('GET /merchant/v1/statements', {})).items[0]!;
    return { id: 'po_1', reference: payoutId!, amount: net.amount, currency: net.currency };
  };

  it.each(tales.map(([type, change], i) => [type, change, i] as const))(
    'is before a person, and nothing has moved, when `%s` %j is told of it and the provider says otherwise [PAY-04] [SET-05]',
    async (type, change, i) => {
      const seller = sellers[i]!;
      const known = await kindsOf(seller);
      const data = { ...await paid(seller), ...change };
      for (const id of [ulid(), ulid()]) {
        expect((await payHook({ id, type, data }, { signedAt: await now() })).status).toBe(202);
        await settled();
      }
      expect((await exceptionsAbout(data.reference)).map(({ shows }) => shows.kind)).toEqual(['payout-contradicted']);
      expect(await kindsOf(seller)).toEqual(known);
    },
  );

  it('stays so when an older notice arrives late [PAY-05] [SET-05]', async () => {
    const seller = sellers.at(-1)!;
    const data = { ...await paid(seller), updatedAt: before };
    const late = { id: ulid(), type: 'payout.failed', data };
    expect((await payHook(late, { signedAt: await now() })).status).toBe(202);
    await settled();
    expect(await exceptionsAbout(data.reference)).toEqual([]);
    expect(await kindsOf(seller)).toEqual(['payout-requested', 'payout-paid']);
  });
});

describe("a shop's payouts are held", () => {
  const decide = async (seller: Merchant, what: 'suspend' | 'reinstate') => {
    const { call } = await staff('operator');
    await call(`POST /operator/v1/merchants/{merchantId}/${what}`, {
      merchantId: seller.merchantId,
      reason: 'A complaint',
    }, key());
  };
  const review = async ({ merchantId }: Merchant, end = false) =>
    (await finance()).call(
      end
        ? 'POST /operator/v1/merchants/{merchantId}/payout-hold/release'
        : 'POST /operator/v1/merchants/{merchantId}/payout-hold',
      { merchantId, reason: 'Many refunds' },
      key(),
    );
  const reasons = async ({ call }: Merchant) =>
    (await call('GET /merchant/v1/balance', {})).hold.map(({ reason }) => reason);

  it('while it is suspended: its earnings stay, and the next run after that pays them [SET-05]', async () => {
    const seller = await earning();
    await decide(seller, 'suspend');
    await settle();
    expect(await reasons(seller)).toEqual(['suspended']);
    expect(await balanceOf(seller)).toMatchObject({ released: net });
    expect((await seller.call('GET /merchant/v1/statements', {})).items).toEqual([]);
    await decide(seller, 'reinstate');
    expect(await reasons(seller)).toEqual([]);
    await pass(days(1));
    expect((await seller.call('GET /merchant/v1/statements', {})).items).toMatchObject([{ totals: { net } }]);
    expect(await kindsOf(seller)).toEqual(['payout-requested', 'payout-paid']);
  });

  it('while they are under review: what was requested before and not sent waits as well, and goes by itself then [SET-05]', async () => {
    const seller = await earning();
    await paymentFault({ kind: 'proxy-page', match: 'create-payout' });
    await settle();
    expect(await payouts(seller, 'requested')).toHaveLength(1);
    expect(await review(seller)).toMatchObject({ payoutHold: [{ reason: 'under-review' }] });
    expect(await refusal(review(seller))).toBe('illegal-step');
    const { merchantId } = seller;
    expect(await (await finance()).call('GET /operator/v1/merchants/{merchantId}', { merchantId })).toMatchObject({
      payoutReview: { reason: 'Many refunds' },
    });
    await pass(hours(5));
    expect(await payouts(seller, 'held')).toHaveLength(1);
    expect(await kindsOf(seller)).toEqual(['payout-requested']);
    expect(await itemAt(await finance(), 'held-payouts', merchantId)).toMatchObject({
      shows: { reason: 'Many refunds' },
    });
    expect(await whileHeld('held-payouts', merchantId, 'finance', () => review(seller, true))).toBe('taken-by-another');
    expect(await review(seller, true)).toMatchObject({ payoutHold: [] });
    expect((await waitingAt(await finance(), 'held-payouts')).map(({ itemId }) => itemId)).not.toContain(merchantId);
    expect(await refusal(review(seller, true))).toBe('illegal-step');
    await pass(hours(2));
    expect(await kindsOf(seller)).toEqual(['payout-requested', 'payout-paid']);
  });

  it('for three days after it has named another account, which both sides see [SET-05]', async () => {
    const seller = await earning();
    await pass(days(7) - hours(20));
    await payTo(seller, 'acct_2');
    expect(await reasons(seller)).toEqual(['account-changed']);
    await pass(days(2));
    expect(await balanceOf(seller)).toMatchObject({ released: net });
    await pass(days(2));
    expect(await balanceOf(seller)).toMatchObject({ released: brl(0), hold: [] });
    expect(await kindsOf(seller)).toEqual(['payout-requested', 'payout-paid']);
  });
});
