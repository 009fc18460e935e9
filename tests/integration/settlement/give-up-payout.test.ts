import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { pass, settled } from '../../support/control.ts';
import { waitingAt, whileHeld } from '../../support/desks.ts';
import type { Merchant } from '../../support/merchants.ts';
import { clearPaymentFaults, finance, paymentFault } from '../../support/payments.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { completed, paidShop, passTo } from '../../support/settlement.ts';
import { brl, buyer, onSale, type Buyer } from '../../support/shopping.ts';

const net = brl(6801);

let ann: Buyer;
/** A shop whose payout has just been requested, and a proxy answers for the provider from then on. */
const unreached = async (): Promise<Merchant> => {
  const seller = await paidShop();
  await completed(seller, ann, await onSale(seller));
  for (const match of ['create-payout', 'list-payouts']) await paymentFault({ kind: 'proxy-page', count: 1000, match });
  await pass(days(7) + minutes(1));
  return seller;
};
const late = async ({ merchantId }: Merchant) =>
  (await waitingAt(await finance(), 'late-payouts')).filter(({ shows }) => shows.merchantId === merchantId);
const payoutOf = async ({ call }: Merchant) => (await call('GET /merchant/v1/payouts', {})).items[0]!;
const balanceOf = ({ call }: Merchant) => call('GET /merchant/v1/balance', {});
const giveUp = async (payoutId: string, headers = key()) =>
  (await finance()).call('POST /operator/v1/payouts/{payoutId}/give-up', {
    payoutId,
    reason: 'The provider has never had it, says Bea',
  }, headers);

beforeAll(async () => {
  ann = await buyer();
  await passTo(12);
});

describe('a payout that is on its way for days', () => {
  it('waits for finance, and is given up only once the provider says that it has none; then it is paid again [SET-05]', async () => {
    const seller = await unreached();
    const { payoutId } = await payoutOf(seller);
    await pass(days(2));
    expect(await late(seller)).toEqual([]);
    expect(await refusal(giveUp(payoutId))).toBe('illegal-step');
    await pass(days(1) + hours(2));
    expect(await late(seller)).toMatchObject([{ itemId: payoutId, shows: { amount: net, state: 'requested' } }]);
    expect(await refusal(giveUp(payoutId))).toBe('unavailable');

    await clearPaymentFaults();
    expect(await whileHeld('late-payouts', payoutId, 'finance', () => giveUp(payoutId))).toBe('taken-by-another');
    const [decision, again] = [key(), key()];
    const given = await giveUp(payoutId, decision);
    expect(given).toMatchObject({ state: 'failed', failureCode: 'given-up' });
    expect(await giveUp(payoutId, decision)).toEqual(given);
    expect(await refusal(giveUp(payoutId, again))).toBe('illegal-step');
    expect(await late(seller)).toEqual([]);
    expect(await balanceOf(seller)).toMatchObject({ released: net });
    await (await finance()).call('POST /operator/v1/payouts/{payoutId}/replace', { payoutId }, key());
    await settled();
    expect(await payoutOf(seller)).toMatchObject({ state: 'paid', attempt: 2 });
    expect(await balanceOf(seller)).toMatchObject({ released: brl(0) });
  });

  it('is not given up while the provider has it, and leaves the desk by itself when it is paid [SET-05]', async () => {
    const seller = await unreached();
    await pass(days(3) + hours(2));
    const { itemId } = (await late(seller))[0]!;
    await clearPaymentFaults();
    await paymentFault({ kind: 'lose-answer', match: 'create-payout' });
    await pass(hours(2));
    expect(await payoutOf(seller)).toMatchObject({ payoutId: itemId, state: 'paid' });
    expect(await late(seller)).toEqual([]);
    expect(await refusal(giveUp(itemId))).toBe('illegal-step');
  });

  it('is before finance also while its shop is suspended [SET-05]', async () => {
    const seller = await paidShop();
    await completed(seller, ann, await onSale(seller));
    await paymentFault({ kind: 'proxy-page', match: 'create-payout' });
    await pass(days(7) + minutes(1));
    const { call } = await staff('operator');
    const decision = { merchantId: seller.merchantId, reason: 'A complaint' };
    await call('POST /operator/v1/merchants/{merchantId}/suspend', decision, key());
    await pass(days(3) + hours(2));
    expect((await late(seller)).map(({ shows }) => shows.heldBy)).toEqual([['suspended']]);
  });
});
