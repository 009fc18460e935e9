import { describe, expect, it } from 'vitest';
import { hours, seconds } from '../../../shared/kernel/clock.ts';
import { inboxOf, pass, settled, until } from '../../support/control.ts';
import { anyone, key, person, refusal } from '../../support/people.ts';

const next = 'Another-Horse-2';

describe('reset-password', () => {
  it('sets a new password by a code sent to the account, and ends its old sessions [IAM-14]', async () => {
    const { login, password, call: earlier } = await person();
    const call = anyone();
    const { refreshToken } = await call('POST /shop/v1/sessions', { login, password });
    const before = (await inboxOf(login)).length;
    // Tokens tell the time to the second.
    await pass(seconds(2));
    await call('POST /shop/v1/password-resets', { login });
    const [{ code } = { code: '' }] = await until(() => inboxOf(login), (messages) => messages.length > before);
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await refusal(call('POST /shop/v1/password-resets/confirm', { login, code: wrong, password: next }))).toBe(
      'code-wrong',
    );
    await call('POST /shop/v1/password-resets/confirm', { login, code: code!, password: next });

    expect(await refusal(call('POST /shop/v1/sessions', { login, password }))).toBe('credentials-wrong');
    await settled();
    expect(await refusal(call('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! }))).toBe(
      'credentials-wrong',
    );
    expect(await refusal(earlier('GET /shop/v1/profile', {}))).toBe('unauthenticated');
    expect((await call('POST /shop/v1/sessions', { login, password: next })).accessToken).toMatch(/^ey/);
    await until(() => inboxOf(login), ([newest]) => newest?.subject === 'Your password has been reset');
  });

  it('does not tell whether there is such an account [IAM-14]', async () => {
    const login = 'nobody@example.com' as const;
    expect(await anyone()('POST /shop/v1/password-resets', { login })).toEqual({ login });
    expect(await inboxOf(login)).toEqual([]);
    expect(
      await refusal(anyone()('POST /shop/v1/password-resets/confirm', { login, code: '123456', password: next })),
    ).toBe('code-wrong');
  });

  it('refuses a code that is older than an hour, and leaves the password as it is [IAM-14]', async () => {
    const { login, password } = await person();
    const call = anyone();
    const before = (await inboxOf(login)).length;
    await call('POST /shop/v1/password-resets', { login });
    const [{ code } = { code: '' }] = await until(() => inboxOf(login), (messages) => messages.length > before);
    await pass(hours(2));
    expect(await refusal(call('POST /shop/v1/password-resets/confirm', { login, code: code!, password: next }))).toBe(
      'code-wrong',
    );
    expect((await call('POST /shop/v1/sessions', { login, password })).accessToken).toMatch(/^ey/);
  });
});

describe('change-password', () => {
  it('needs the present password; sent twice it is done once [IAM-13]', async () => {
    const { login, password, call } = await person();
    expect(await refusal(call('PUT /shop/v1/password', { from: next, to: next }, key()))).toBe('credentials-wrong');
    const once = key();
    const { refreshToken } = await anyone()('POST /shop/v1/sessions', { login, password });
    await call('PUT /shop/v1/password', { from: password, to: next }, once);
    await call('PUT /shop/v1/password', { from: password, to: next }, once);
    for (const [from, to] of [['Totally-Wrong-9', next], [next, 'A-Third-Horse-3']] as const) {
      expect(await refusal(call('PUT /shop/v1/password', { from, to }, once))).toBe('idempotency-key-reused');
    }
    await settled();
    expect(await refusal(anyone()('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! }))).toBe(
      'credentials-wrong',
    );
    expect((await inboxOf(login))[0]).toMatchObject({ subject: 'Your password has been changed' });
    expect(await refusal(anyone()('POST /shop/v1/sessions', { login, password }))).toBe('credentials-wrong');
    expect((await anyone()('POST /shop/v1/sessions', { login, password: next })).accessToken).toMatch(/^ey/);
  });
});
