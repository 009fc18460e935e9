import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { hours } from '../../../shared/kernel/clock.ts';
import { inboxOf, pass, until } from '../../support/control.ts';
import { anyone, codeFor, person, refusal } from '../../support/people.ts';

const password = 'Correct-Horse-1';
const newLogin = (): string => `ann-${ulid().toLowerCase()}@example.com`;
const wrongCode = (code: string): string => (code === '000000' ? '000001' : '000000');

describe('register', () => {
  it('leaves the account inactive until its code is verified [IAM-01]', async () => {
    const login = newLogin();
    const call = anyone();
    await call('POST /shop/v1/registrations', { login, password });
    expect(await refusal(call('POST /shop/v1/sessions', { login, password }))).toBe('not-confirmed');
    const code = await codeFor(login);
    expect(await refusal(call('POST /shop/v1/registrations/confirm', { login, code: wrongCode(code) }))).toBe(
      'code-wrong',
    );
    await call('POST /shop/v1/registrations/confirm', { login, code });
    expect((await call('POST /shop/v1/sessions', { login, password })).accessToken).toMatch(/^ey/);
  });

  it('does not tell by a code whether an account exists: once confirmed, every code is wrong [IAM-01]', async () => {
    const { login } = await person();
    for (const code of ['000000', '123456']) {
      expect(await refusal(anyone()('POST /shop/v1/registrations/confirm', { login, code }))).toBe('code-wrong');
    }
  });

  it('starts anew while it waits for its code: the last password counts, and the last code [IAM-01]', async () => {
    const login = newLogin();
    const call = anyone();
    await call('POST /shop/v1/registrations', { login, password: 'Mistyped-Horse-1' });
    await codeFor(login);
    await call('POST /shop/v1/registrations', { login, password });
    const [newest] = await until(() => inboxOf(login), (messages) => messages.length > 1);
    await call('POST /shop/v1/registrations/confirm', { login, code: newest!.code! });
    expect(await refusal(call('POST /shop/v1/sessions', { login, password: 'Mistyped-Horse-1' }))).toBe(
      'credentials-wrong',
    );
    expect((await call('POST /shop/v1/sessions', { login, password })).accessToken).toMatch(/^ey/);
  });

  it('takes a mobile number as well [IAM-01]', async () => {
    const login = `+86138${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
    const call = anyone();
    await call('POST /shop/v1/registrations', { login, password });
    await call('POST /shop/v1/registrations/confirm', { login, code: await codeFor(login) });
    expect((await call('POST /shop/v1/sessions', { login, password })).expiresIn).toBeGreaterThan(0);
  });

  it('refuses an expired code, and takes the one that is sent instead [IAM-01]', async () => {
    const login = newLogin();
    const call = anyone();
    await call('POST /shop/v1/registrations', { login, password });
    const code = await codeFor(login);
    await pass(hours(25));
    expect(await refusal(call('POST /shop/v1/registrations/confirm', { login, code }))).toBe('code-wrong');
    await call('POST /shop/v1/registrations/resend', { login });
    const [newest] = await until(() => inboxOf(login), (messages) => messages.length > 1);
    expect((await call('POST /shop/v1/registrations/confirm', { login, code: newest!.code! })).accountId).toMatch(
      /^[\da-f-]{36}$/,
    );
  });

  it('does not tell whether an account exists, and leaves it as it is [IAM-01] [IAM-05]', async () => {
    const { login, password: own } = await person();
    const call = anyone();
    expect(await call('POST /shop/v1/registrations', { login, password })).toEqual({ login });
    expect(await refusal(call('POST /shop/v1/sessions', { login, password }))).toBe('credentials-wrong');
    expect((await call('POST /shop/v1/sessions', { login, password: own })).accessToken).toMatch(/^ey/);
    expect(await refusal(call('POST /shop/v1/sessions', { login: newLogin(), password }))).toBe('credentials-wrong');
  });

  it('holds the password to the policy [IAM-05]', async () => {
    for (const weak of ['short', 'alllowercase1', 'NoDigitsHere']) {
      expect(await refusal(anyone()('POST /shop/v1/registrations', { login: newLogin(), password: weak }))).toBe(
        'invalid-input',
      );
    }
  });
});

describe('a session', () => {
  it('is renewed by its refresh token until it is signed out [IAM-02]', async () => {
    const { login, password: own } = await person();
    const call = anyone();
    const { refreshToken } = await call('POST /shop/v1/sessions', { login, password: own });
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
