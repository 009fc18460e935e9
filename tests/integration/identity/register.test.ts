import {
  AdminConfirmSignUpCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { hours } from '../../../shared/kernel/values/clock.ts';
import { inboxOf, pass, settled } from '../../support/control.ts';
import { anyone, codeFor, person, refusal } from '../../support/people.ts';
import { asAdministrator, poolIds } from '../../support/user-pool.ts';

const password = 'Correct-Horse-1';
const newLogin = (): string => `ann-${ulid().toLowerCase()}@example.com`;
const wrongCode = (code: string): string => (code === '000000' ? '000001' : '000000');

/** Brings a user of the pool to where a confirmation broke off: code verified, perhaps the password set, no account. */
const brokenOff = async (login: string, at: 'code' | 'password'): Promise<void> => {
  const { UserPoolId } = await poolIds();
  const user = { UserPoolId, Username: login };
  const verified = [{ Name: 'email', Value: login }, { Name: 'email_verified', Value: 'true' }];
  await asAdministrator().send(new AdminConfirmSignUpCommand(user));
  await asAdministrator().send(new AdminUpdateUserAttributesCommand({ ...user, UserAttributes: verified }));
  if (at === 'code') return;
  await asAdministrator().send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
};

describe('register', () => {
  it('leaves the account inactive until its code is verified [IAM-01]', async () => {
    const login = newLogin();
    const call = anyone();
    await call('POST /shop/v1/registrations', { login });
    const code = await codeFor(login);
    expect(await refusal(call('POST /shop/v1/sessions', { login, password }))).toBe('credentials-wrong');
    expect(
      await refusal(call('POST /shop/v1/registrations/confirm', { login, code: wrongCode(code), password })),
    ).toBe('code-wrong');
    expect(await refusal(call('POST /shop/v1/sessions', { login, password }))).toBe('credentials-wrong');
    await call('POST /shop/v1/registrations/confirm', { login, code, password });
    expect((await call('POST /shop/v1/sessions', { login, password })).accessToken).toMatch(/^ey/);
  });

  it('by somebody else gives him nothing: who has the code chooses the password [IAM-01]', async () => {
    const login = newLogin();
    const [ann, mallory] = [anyone(), anyone()];
    await ann('POST /shop/v1/registrations', { login });
    const first = await codeFor(login);
    const planted = { login, password: 'Planted-Horse-1' } as { login: string };
    expect(await refusal(mallory('POST /shop/v1/registrations', planted))).toBe('invalid-input');
    await mallory('POST /shop/v1/registrations', { login });
    const code = await codeFor(login, first);
    await ann('POST /shop/v1/registrations/confirm', { login, code, password });
    expect(await refusal(mallory('POST /shop/v1/sessions', { login, password: 'Planted-Horse-1' }))).toBe(
      'credentials-wrong',
    );
    expect((await ann('POST /shop/v1/sessions', { login, password })).accessToken).toMatch(/^ey/);
  });

  it('at the very moment of the confirmation takes nothing away from the account [IAM-01]', async () => {
    const login = newLogin();
    await anyone()('POST /shop/v1/registrations', { login });
    const code = await codeFor(login);
    const again = Array.from({ length: 3 }, () => anyone()('POST /shop/v1/registrations', { login }));
    const confirming = anyone()('POST /shop/v1/registrations/confirm', { login, code, password });
    // A code that was sent meanwhile takes the place of the one before.
    await Promise.all([...again, confirming.catch(() => undefined)]);
    await settled();
    if (await confirming.then(() => false, () => true)) {
      await anyone()('POST /shop/v1/registrations/confirm', { login, code: await codeFor(login), password });
    }
    await anyone()('POST /shop/v1/registrations', { login });
    await settled();
    expect((await anyone()('POST /shop/v1/sessions', { login, password })).accessToken).toMatch(/^ey/);
  });

  it('takes a mobile number as well [IAM-01]', async () => {
    const login = `+86138${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
    const call = anyone();
    await call('POST /shop/v1/registrations', { login });
    await call('POST /shop/v1/registrations/confirm', { login, code: await codeFor(login), password });
    expect((await call('POST /shop/v1/sessions', { login, password })).expiresIn).toBeGreaterThan(0);
  });

  it('refuses an expired code, and takes the one that is sent instead [IAM-01]', async () => {
    const login = newLogin();
    const call = anyone();
    await call('POST /shop/v1/registrations', { login });
    const code = await codeFor(login);
    await pass(hours(25));
    expect(await refusal(call('POST /shop/v1/registrations/confirm', { login, code, password }))).toBe('code-wrong');
    await call('POST /shop/v1/registrations/resend', { login });
    const next = await codeFor(login, code);
    expect((await call('POST /shop/v1/registrations/confirm', { login, code: next, password })).accountId).toMatch(
      /^[\da-f-]{36}$/,
    );
  });

  it('answers alike whether an account exists, and leaves it as it is [IAM-01] [IAM-05]', async () => {
    const { login, password: own } = await person();
    const call = anyone();
    const before = await inboxOf(login);
    for (const route of ['POST /shop/v1/registrations', 'POST /shop/v1/registrations/resend'] as const) {
      expect(await call(route, { login })).toEqual({ login });
      const nobody = newLogin();
      expect(await call('POST /shop/v1/registrations/resend', { login: nobody })).toEqual({ login: nobody });
      await settled();
      expect(await inboxOf(nobody)).toEqual([]);
    }
    expect(await inboxOf(login)).toEqual(before);
    expect(await refusal(call('POST /shop/v1/sessions', { login, password }))).toBe('credentials-wrong');
    expect((await call('POST /shop/v1/sessions', { login, password: own })).accessToken).toMatch(/^ey/);
    expect(await refusal(call('POST /shop/v1/sessions', { login: newLogin(), password }))).toBe('credentials-wrong');
  });

  it('holds the password to the policy [IAM-05]', async () => {
    for (const weak of ['short', 'alllowercase1', 'NoDigitsHere']) {
      const choice = { login: newLogin(), code: '123456', password: weak };
      expect(await refusal(anyone()('POST /shop/v1/registrations/confirm', choice))).toBe('invalid-input');
    }
  });
});

describe('confirm-registration', () => {
  it('does not tell by a code whether an account exists: once confirmed, every code is wrong [IAM-01]', async () => {
    const { login } = await person();
    for (const code of ['000000', '123456']) {
      expect(await refusal(anyone()('POST /shop/v1/registrations/confirm', { login, code, password }))).toBe(
        'code-wrong',
      );
    }
  });

  it('answers the same when it is sent again [IAM-01]', async () => {
    const login = newLogin();
    const call = anyone();
    await call('POST /shop/v1/registrations', { login });
    const confirmation = { login, code: await codeFor(login), password };
    const first = await call('POST /shop/v1/registrations/confirm', confirmation);
    expect(await call('POST /shop/v1/registrations/confirm', confirmation)).toEqual(first);
  });

  it('that broke off after the password was set ends when it is sent again [IAM-01]', async () => {
    const login = newLogin();
    const call = anyone();
    await call('POST /shop/v1/registrations', { login });
    const code = await codeFor(login);
    await brokenOff(login, 'password');
    const other = { login, code, password: 'Planted-Horse-1' };
    expect(await refusal(call('POST /shop/v1/registrations/confirm', other))).toBe('code-wrong');
    const { accountId } = await call('POST /shop/v1/registrations/confirm', { login, code, password });
    expect(accountId).toMatch(/^[\da-f-]{36}$/);
    expect((await call('POST /shop/v1/sessions', { login, password })).accessToken).toMatch(/^ey/);
  });

  it.each(['POST /shop/v1/registrations', 'POST /shop/v1/registrations/resend'] as const)(
    'that broke off before the password was set ends with another code, from %s [IAM-01]',
    async (route) => {
      const login = newLogin();
      const call = anyone();
      await call('POST /shop/v1/registrations', { login });
      const code = await codeFor(login);
      await brokenOff(login, 'code');
      expect(await refusal(call('POST /shop/v1/registrations/confirm', { login, code, password }))).toBe('code-wrong');
      await call(route, { login });
      const next = await codeFor(login, code);
      await call('POST /shop/v1/registrations/confirm', { login, code: next, password });
      expect((await call('POST /shop/v1/sessions', { login, password })).accessToken).toMatch(/^ey/);
    },
  );
});

describe('a session', () => {
  it('is renewed by its refresh token until it is signed out [IAM-02]', async () => {
    const { login, password: own } = await person();
    const call = anyone();
    expect(await refusal(call('POST /shop/v1/sessions', { login, password: `${own}x` }))).toBe('credentials-wrong');
    const { refreshToken, expiresIn } = await call('POST /shop/v1/sessions', { login, password: own });
    expect(expiresIn).toBe(3600);
    expect((await call('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! })).accessToken).toMatch(/^ey/);
    await call('POST /shop/v1/sessions/end', { refreshToken: refreshToken! });
    expect(await refusal(call('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! }))).toBe(
      'credentials-wrong',
    );
  });
});

describe('the own profile', () => {
  it('is seen and changed by its account [IAM-13]', async () => {
    const { call, accountId, login } = await person();
    expect(await call('GET /shop/v1/profile', {})).toEqual({
      accountId,
      login,
      name: '',
      locale: 'en',
      roles: ['buyer'],
    });
    expect(await call('PATCH /shop/v1/profile', { name: 'Ann', locale: 'zh' })).toMatchObject({
      name: 'Ann',
      locale: 'zh',
    });
    expect(await call('GET /shop/v1/profile', {})).toMatchObject({ name: 'Ann', locale: 'zh' });
  });
});
