import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours } from '../../../shared/kernel/values/clock.ts';
import { pass, settled } from '../../support/control.ts';
import { finance, unpaid } from '../../support/payments.ts';
import { refusal, type Person } from '../../support/people.ts';
import { buy, buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let one: Buyer;
let pot: Goods;
let call: Person['call'];
const trialBalance = () => call('GET /operator/v1/ledger/trial-balance', {});
const of = ({ accounts }: Awaited<ReturnType<typeof trialBalance>>, code: string) =>
  accounts.find(({ account, currency }) => account === code && currency === 'BRL')?.balance.amount ?? 0;

beforeAll(async () => {
  pot = await onSale(await shop(), { stock: 50 });
  one = await buyer();
  ({ call } = await finance());
});

describe('the trial balance', () => {
  it('is zero, and shows what is held for a purchase [SET-01 part] [SET-02]', async () => {
    const before = await trialBalance();
    await buy(one, [pot, 2]);
    const after = await trialBalance();
    expect(after.balanced).toBe(true);
    expect(after.currencies.every(({ amount }) => amount === 0)).toBe(true);
    const paid = of(after, 'provider-clearing') - of(before, 'provider-clearing');
    expect(paid).toBeGreaterThan(0);
    expect(of(after, 'buyer-funds') - of(before, 'buyer-funds')).toBe(-paid);
  });

  it('stays the same when days are closed [SET-01 part]', async () => {
    // Whatever other tests have left to fall due, such as a receipt that confirms itself, has moved its money by then.
    await pass(days(11));
    await one.signIn();
    await unpaid(one, [[pot, 1]]);
    await pass(hours(1));
    const open = await trialBalance();
    await pass(days(1));
    await pass(hours(3));
    await settled();
    const closed = await trialBalance();
    expect(closed.balanced).toBe(true);
    expect(closed.closedThrough! > (open.closedThrough ?? '')).toBe(true);
    expect(of(closed, 'buyer-funds') + of(closed, 'unallocated-funds')).toBe(
      of(open, 'buyer-funds') + of(open, 'unallocated-funds'),
    );
  });

  it('takes no parameters', async () => {
    expect(await refusal(call('GET /operator/v1/ledger/trial-balance', { on: '2026-11-22' } as Record<never, never>)))
      .toBe('invalid-input');
  });

  it("is finance's alone [SET-07]", async () => {
    expect(await refusal(one.call('GET /operator/v1/ledger/trial-balance', {}))).toBe('forbidden');
  });
});
