import { describe, expect, it } from 'vitest';
import {
  freeze,
  giveRoles,
  joinShop,
  Login,
  mailboxOf,
  mayDecideAbout,
  openAccount,
  Password,
  passwordChangedBy,
  passwordResetBy,
  unfreeze,
} from '../../../shared/identity/account.ts';
import { checked } from '../../../shared/kernel/account.ts';
import { epochSeconds, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';

const now = instant(Date.parse('2026-11-22T08:00:00.000Z'));
const accountId = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
const account = openAccount(accountId, Login.parse('Ann@Example.com'), 'zh', now).after;
const shop = idsAt(now)('merchant');

describe('a password', () => {
  it.each([
    'Short1aaa',
    'lowercase1only',
    'UPPERCASE1ONLY',
    'NoDigitsAtAll',
    `Aa1${'x'.repeat(126)}`,
    ' Abcdefgh12',
    'Abcdefgh12 ',
  ])(
    '%s is refused [IAM-05]',
    (password) => {
      expect(Password.safeParse(password).success).toBe(false);
    },
  );

  it('of ten characters with all three kinds is taken [IAM-05]', () => {
    expect(Password.safeParse('Abcdefgh12').success).toBe(true);
    expect(Password.safeParse('Abcd efgh 12').success).toBe(true);
  });
});

describe('a login', () => {
  it.each(['+8613800138000', 'ann@example.com'])(
    '%s is taken [IAM-01]',
    (login) => expect(Login.parse(login)).toBe(login),
  );
  it.each([
    ['ann@example.com', 'ann@example.com'],
    ['ann+shop@example.com', 'ann@example.com'],
    ['ann+a+b@example.com', 'ann@example.com'],
    ['+ann@example.com', '+ann@example.com'],
    ['+8613800138000', '+8613800138000'],
  ])('%s is written to at %s', (login, box) => expect(mailboxOf(Login.parse(login))).toBe(box));
  it.each(['13800138000', 'ann', 'ann@', ''])(
    '%j is refused [IAM-01]',
    (login) => expect(Login.safeParse(login).success).toBe(false),
  );
  it('counts an e-mail address once, however it is written', () => expect(account.login).toBe('ann@example.com'));
});

describe('an account', () => {
  it('starts as a buyer and nothing else [IAM-08 part]', () => {
    expect(account.roles).toEqual(['buyer']);
    expect(() => checked(account, ['admin'], 0)).toThrow('forbidden');
    expect(() => checked(undefined, ['buyer'], 0)).toThrow('unauthenticated');
  });

  it('is refused while it is frozen, whatever its roles [IAM-17 part]', () => {
    const frozen = freeze(giveRoles(account, ['admin', 'buyer'], 'hired').after, 'chargebacks', now).after;
    expect(() => checked(frozen, ['buyer', 'admin'], 0)).toThrow('account-frozen');
    expect(() => freeze(frozen, 'again', now)).toThrow('illegal-step');
    expect(checked(unfreeze(frozen, 'cleared').after, ['buyer'], epochSeconds(now)).id).toBe(accountId);
    expect(() => checked(unfreeze(frozen, 'cleared').after, ['buyer'], epochSeconds(now) - 1)).toThrow(
      'unauthenticated',
    );
    expect(() => unfreeze(account, 'cleared')).toThrow('illegal-step');
  });

  it.each(
    [
      ['password-reset', (...[of, from]: Parameters<typeof passwordChangedBy>) => passwordResetBy(of, 'a hash', from)],
      ['password-changed', passwordChangedBy],
    ] as const,
  )(
    'refuses sessions that began before a %s, and takes those that begin after it [IAM-14]',
    (type, decide) => {
      const { after, facts } = decide(account, now);
      expect(() => checked(after, ['buyer'], epochSeconds(now) - 1)).toThrow('unauthenticated');
      expect(checked(after, ['buyer'], epochSeconds(now)).id).toBe(accountId);
      expect(facts).toMatchObject([{ type, data: { accountId } }]);
    },
  );

  it('remembers the codes of its last resets, and no more of them than it needs', () => {
    let one = account;
    for (let i = 0; i < 20; i += 1) one = passwordResetBy(one, `hash ${i}`, now).after;
    expect(one.resetCodes).toEqual(Array.from({ length: 12 }, (_, i) => `hash ${i + 8}`));
  });

  it('gets roles with the reason, from somebody else [IAM-08 part] [IAM-17 part]', () => {
    const { after, facts } = giveRoles(account, ['finance', 'buyer'], 'hired');
    expect(after.roles).toEqual(['buyer', 'finance']);
    expect(facts[0]).toMatchObject({
      type: 'roles-changed',
      data: { accountId, roles: ['buyer', 'finance'], reason: 'hired' },
    });
    expect(() => mayDecideAbout(account, account)).toThrow('forbidden');
  });

  it('joins one shop only', () => {
    const merchant = joinShop(account, shop).after;
    expect(merchant).toMatchObject({ roles: ['buyer', 'merchant'], merchantId: shop });
    expect(() => joinShop(merchant, shop)).toThrow('shop-exists');
  });
});
