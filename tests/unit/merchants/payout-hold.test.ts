import { describe, expect, it } from 'vitest';
import { after, days, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import {
  approveMerchant,
  holdPayouts,
  holdPayoutsOfFrozen,
  openMerchant,
  reinstateMerchant,
  releasePayouts,
  setPayoutAccount,
  suspendMerchant,
  verifyPayoutAccount,
  type Merchant,
} from '../../../shared/merchants/merchant.ts';
import { mustBePaidTo, paidTo, payoutHold, type HoldReason } from '../../../shared/merchants/payout-hold.ts';
import type { Sending } from '../../../shared/payments/public.ts';
import { sendingOf } from '../../../shared/settlement/payouts/payout.ts';
import { payoutAccounts } from '../../../shared/merchants/rulebooks.ts';

const now = instant(Date.parse('2026-11-22T08:00:00.000Z'));
const company = { name: 'Blue Teapot Ltd', contactPerson: 'Ann', phone: '+8613800138000', email: 'ann@example.com' };
const store = { name: { en: 'Blue Teapot' } };
const ownerId = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
const named = (shop: Merchant, token: string, rules = payoutAccounts.byDefault): Merchant =>
  setPayoutAccount(shop, { token, holder: 'Ann' }, rules, now).after;
const verified = (shop: Merchant, token: string): Merchant => verifyPayoutAccount(named(shop, token), token, now).after;

const applying = openMerchant({ id: idsAt(now)('merchant'), ownerId, company, store, currency: 'CNY' }, now).after;
const active = approveMerchant(applying, company, store, now).after;
const payable = verified(active, 'acct_1');
const suspended = suspendMerchant(payable, 'counterfeit', now).after;
const reviewed = holdPayouts(payable, 'Many refunds', now).after;
const moved = verified(payable, 'acct_2');

describe('a payout that waits to be sent', () => {
  it.each<[string, Merchant, Sending]>([
    ['is sent', payable, 'now'],
    ['waits while its shop is held', suspended, 'later'],
    ['is never sent when its shop has named another account', named(payable, 'acct_2'), 'never'],
    ['is never sent when another account is verified', moved, 'never'],
    ['is never sent when its shop has no account', active, 'never'],
  ])('%s [SET-05]', (_, shop, sending) => expect(sendingOf({ account: 'acct_1' }, shop, now)).toBe(sending));
});

describe('the payouts of a shop', () => {
  it.each<[string, Merchant, HoldReason[]]>([
    ['is active, with its first account verified', payable, []],
    ['is suspended', suspended, ['suspended']],
    ['has been reinstated', reinstateMerchant(suspended, 'cleared', now).after, []],
    ['applies still', applying, ['under-review', 'account-missing']],
    ['is under review', reviewed, ['under-review']],
    ['was under review', releasePayouts(reviewed, 'Explained', now).after, []],
    ['has named no account', active, ['account-missing']],
    ['has an account that nobody has verified', named(active, 'acct_1'), ['account-unverified']],
    ['has named another account, and finance has verified it', moved, ['account-changed']],
    ['has named another account', named(payable, 'acct_2'), ['account-unverified', 'account-changed']],
    ['has named another, and then the same again', verified(moved, 'acct_2'), ['account-changed']],
    ['has named the same account again', verified(payable, 'acct_1'), []],
    ['has gone back to the account before', verified(moved, 'acct_1'), ['account-changed']],
    ['is all of that', holdPayouts(suspendMerchant(moved, 'x', now).after, 'y', now).after, [
      'suspended',
      'under-review',
      'account-changed',
    ]],
  ])('that %s [SET-05]', (_, shop, reasons) => {
    expect(payoutHold(shop, now).map(({ reason }) => reason)).toEqual(reasons);
    expect(paidTo(shop, now)).toBe(reasons.length === 0 ? shop.payoutAccount!.token : undefined);
    if (reasons.length > 0) expect(() => mustBePaidTo(shop, now)).toThrow(/payouts-held|payout-account-missing/);
    else expect(mustBePaidTo(shop, now)).toBe('acct_1');
  });

  it('are made again by themselves when the window of another account is over, which it says [SET-05]', () => {
    const until = after(now, payoutAccounts.byDefault.changeWindow);
    expect(payoutHold(moved, after(until, -1))).toEqual([{ reason: 'account-changed', until }]);
    expect(payoutHold(moved, until)).toEqual([]);
    expect(paidTo(moved, after(now, days(4)))).toBe('acct_2');
  });

  it('wait as long as was decided when the account was named, whatever is decided later [SET-05 part]', () => {
    const patient = named(payable, 'acct_2', { changeWindow: days(5), version: 1 });
    const until = after(now, days(5));
    expect(payoutHold(patient, now)).toContainEqual({ reason: 'account-changed', until });
    // Named once more, it is no other account.
    expect(named(patient, 'acct_2').payoutAccount?.heldUntil).toBe(until);
  });

  it('are held for a frozen account as well when they are under review already, and wait anew [RSK-10 part]', () => {
    const later = after(now, days(1));
    const both = holdPayoutsOfFrozen(reviewed, 'taken over', later);
    expect(both.after.payoutReview).toEqual({
      reason: 'Many refunds. The account of the shop is frozen: taken over',
      since: later,
    });
    expect(both.facts).toHaveLength(1);
    expect(holdPayoutsOfFrozen(payable, 'taken over', later).after.payoutReview?.reason).toBe(
      'The account of the shop is frozen: taken over',
    );
  });

  it('are held and released once', () => {
    expect(() => holdPayouts(reviewed, 'again', now)).toThrow('illegal-step');
    expect(() => releasePayouts(payable, 'again', now)).toThrow('illegal-step');
  });
});
