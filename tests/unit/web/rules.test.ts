import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Login, OneTimeCode, Password } from '../../../shared/identity/account.ts';
import { addressFaults } from '../../../shared/kernel/values/address-rules.ts';
import { problemTable } from '../../../shared/kernel/registered.ts';
import { faultInChinese } from '../../../web/shared/fault-words.ts';
import { problemsInChinese } from '../../../web/shared/problem-words.ts';
import { pageOfOurs } from '../../../web/storefront/back.ts';
import { codeOf, codeRule, loginOf, loginRule, passwordRule } from '../../../web/storefront/rules.ts';
import * as en from '../../../web/storefront/words/en.ts';
import * as zh from '../../../web/storefront/words/zh.ts';

const han = /\p{Script=Han}/u;

describe('What pages say of a field while it is typed', () => {
  it('refuses no login that the contract takes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.constantFrom('+8613800138000', '+44 (0)20 7946 0958')), (login) => {
        fc.pre(Login.safeParse(login).success);
        expect(loginRule('en')(login, en)).toBeUndefined();
        expect(loginRule('zh')(login, zh)).toBeUndefined();
        expect(loginOf(login, 'en')).toBe(login);
      }),
    );
  });

  it.each([['', 'nobody', 'a@b', '12345']].flat())('refuses %j as a login, as the contract does', (login) => {
    expect(loginRule('en')(login, en)).toBeTypeOf('string');
    expect(Login.safeParse(login).success).toBe(false);
  });

  it('takes a number of the mainland without its country where one reads Chinese', () => {
    expect(loginOf('138 0013-8000', 'zh')).toBe('+8613800138000');
    expect(loginOf('13800138000', 'en')).toBe('13800138000');
  });

  it('takes the same passwords and codes as the contracts', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 14 }), fc.constantFrom('', 'aB1', 'aB', 'B1 '), (text, more) => {
        const password = text + more;
        expect(passwordRule(password, en) === undefined).toBe(Password.safeParse(password).success);
      }),
    );
    expect(codeRule(' 123 456 ', en)).toBeUndefined();
    expect(OneTimeCode.safeParse(codeOf('１２３ 456 ')).success).toBe(true);
    expect(codeRule('12345', en)).toBeTypeOf('string');
  });
});

describe('Where signing in leads back to', () => {
  const origin = 'https://shop.example';
  it.each([
    ['/zh/checkout?a=1', `${origin}/zh/checkout?a=1`],
    ['/.//elsewhere.example', `${origin}//elsewhere.example`],
  ])('%s is %s', (asked, page) => expect(pageOfOurs(asked, origin)).toBe(page));

  it.each([
    null,
    '',
    'zh/cart',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/\n\\elsewhere.example',
    'https://elsewhere.example',
    'javascript:alert(1)',
    ' //elsewhere.example',
    '//[',
  ])('%j is no page of ours', (asked) => expect(pageOfOurs(asked, origin)).toBeUndefined());

  it('is on this host, whatever is asked', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string().map((text) => `/${text}`)), (asked) => {
      const page = pageOfOurs(asked, origin);
      expect(page === undefined || new URL(page).origin === origin).toBe(true);
    }));
  });
});

describe('Refusals in Chinese', () => {
  it('has words for each problem', () => {
    for (const code of Object.keys(problemTable) as (keyof typeof problemTable)[]) {
      expect(problemsInChinese[code], code).toMatch(han);
    }
  });

  it.each([
    ...Login.safeParse('x').error!.issues,
    ...Password.safeParse('!').error!.issues,
    ...OneTimeCode.safeParse('x').error!.issues,
    ...addressFaults({ country: 'CN', region: 'Nowhere', city: '', street: '', postalCode: '1', phone: '1' }),
    ...addressFaults({ country: 'XX', region: '', city: '', street: '', postalCode: '', phone: '' }),
    { message: 'must have at most 80 characters' },
    { message: 'must be one line, without control or direction characters' },
    { message: 'must have a letter or a digit that can be seen' },
  ].filter(({ message }) => !message.startsWith('Too small')))('says $message', ({ message }) => {
    expect(faultInChinese(message)).toMatch(han);
  });
});
