import { describe, expect, it } from 'vitest';
import { after, days, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { payoutAccounts } from '../../../shared/merchants/rulebooks.ts';
import {
  approveMerchant,
  changeStore,
  mustBeActive,
  mustBeOpen,
  openMerchant,
  reinstateMerchant,
  rejectMerchant,
  setPayoutAccount,
  suspendMerchant,
  verifyPayoutAccount,
  type Merchant,
} from '../../../shared/merchants/merchant.ts';

const now = instant(Date.parse('2026-11-22T08:00:00.000Z'));
const company = { name: 'Blue Teapot Ltd', contactPerson: 'Ann', phone: '+8613800138000', email: 'ann@example.com' };
const store = { name: { en: 'Blue Teapot' } };
const ownerId = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;

const applying = openMerchant({ id: idsAt(now)('merchant'), ownerId, company, store, currency: 'CNY' }, now).after;
const active = approveMerchant(applying, company, store, now).after;
const suspended = suspendMerchant(active, 'counterfeit', now).after;
const rejected = rejectMerchant(applying, 'not theirs', now).after;
const account = { token: 'tok_1', holder: 'Blue Teapot Ltd' };

describe('a merchant that is not active', () => {
  it.each([['applying', applying], ['suspended', suspended], ['rejected', rejected]] as [string, Merchant][])(
    'neither sells nor opens its store while %s [MER-16]',
    (state, merchant) => {
      expect(merchant.state).toBe(state);
      expect(() => mustBeActive(merchant)).toThrow('merchant-not-approved');
      expect(() => changeStore(merchant, { name: { en: 'New' } }, now)).toThrow('merchant-not-approved');
      expect(() => setPayoutAccount(merchant, account, payoutAccounts.byDefault, now)).toThrow('merchant-not-approved');
      expect(() => mustBeOpen(merchant)).toThrow('not-found');
    },
  );

  it('sells once it is approved or reinstated', () => {
    expect(() => mustBeActive(active)).not.toThrow();
    expect(mustBeOpen(reinstateMerchant(suspended, 'cleared', now).after).state).toBe('active');
  });

  it('is not approved twice, nor after it was turned down', () => {
    for (const merchant of [active, suspended, rejected]) {
      expect(() => approveMerchant(merchant, company, store, now)).toThrow('illegal-step');
    }
  });
});

describe('a payout account', () => {
  const set = setPayoutAccount(active, account, payoutAccounts.byDefault, now).after;

  it('is verified as the one that was checked, not as the one that it was changed to', () => {
    expect(set.payoutAccount).toEqual({ ...account, verified: false, setAt: now });
    expect(verifyPayoutAccount(set, 'tok_1', now).after.payoutAccount?.verified).toBe(true);
    expect(() => verifyPayoutAccount(set, 'tok_2', now)).toThrow('payout-account-missing');
    expect(() => verifyPayoutAccount(active, 'tok_1', now)).toThrow('payout-account-missing');
  });

  it('has to be verified again when it changes', () => {
    const verified = verifyPayoutAccount(set, 'tok_1', now).after;
    expect(
      setPayoutAccount(verified, { ...account, token: 'tok_2' }, payoutAccounts.byDefault, now).after.payoutAccount,
    ).toEqual({
      ...account,
      token: 'tok_2',
      verified: false,
      setAt: now,
      changedAt: now,
      heldUntil: after(now, days(3)),
    });
  });
});
