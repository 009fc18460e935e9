import { AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ulid } from 'ulid';
import { describe, expect, inject, it } from 'vitest';
import { hours, seconds } from '../../../shared/kernel/values/clock.ts';
import { client, type Client } from '../../../web/client.ts';
import { inboxOf, pass, settled, until } from '../../support/control.ts';
import { linesOf } from '../../support/logs.ts';
import { watchWrites } from '../../support/partition-writes.ts';
import { anyone, codeFor, key, person, refusal } from '../../support/people.ts';
import { asAdministrator, poolIds } from '../../support/user-pool.ts';

/** A client with just this token, which it never renews. */
const bearing = (token: string): Client => client(inject('cloud').api, () => token);

const next = 'Another-Horse-2';

describe('reset-password', () => {
  it('sets a new password by a code sent to the account, and ends its old sessions [IAM-14]', async () => {
    const { login, password, call: earlier } = await person();
    const call = anyone();
    const { refreshToken } = await call('POST /shop/v1/sessions', { login, password });
    const first = await codeFor(login);
    await call('POST /shop/v1/password-resets', { login });
    const code = await codeFor(login, first);
    // It goes on by renewal: a token that is issued after the reset, of a session that began before it.
    const renewed = await call('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! });
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await refusal(call('POST /shop/v1/password-resets/confirm', { login, code: wrong, password: next }))).toBe(
      'code-wrong',
    );
    await call('POST /shop/v1/password-resets/confirm', { login, code, password: next });
    expect(await refusal(call('POST /shop/v1/sessions/refresh', { refreshToken: refreshToken! }))).toBe(
      'credentials-wrong',
    );
    expect(await refusal(call('POST /shop/v1/sessions', { login, password }))).toBe('credentials-wrong');
    expect(await refusal(bearing(renewed.accessToken)('GET /shop/v1/profile', {}))).toBe('unauthenticated');
    expect(await refusal(earlier('GET /shop/v1/profile', {}))).toBe('unauthenticated');
    expect((await call('POST /shop/v1/sessions', { login, password: next })).accessToken).toMatch(/^ey/);
    await until(() => inboxOf(login), ([newest]) => newest?.subject === 'Your password has been reset');
    // Sent again, as after a lost answer, it is as good as done.
    await call('POST /shop/v1/password-resets/confirm', { login, code, password: next });
  });

  it('leaves the session alone that is opened right after it, whatever follows the reset [IAM-14]', async () => {
    const { login } = await person();
    const call = anyone();
    const first = await codeFor(login);
    await call('POST /shop/v1/password-resets', { login });
    await call('POST /shop/v1/password-resets/confirm', { login, code: await codeFor(login, first), password: next });
    const session = await call('POST /shop/v1/sessions', { login, password: next });
    await settled();
    expect(await bearing(session.accessToken)('GET /shop/v1/profile', {})).toMatchObject({ login });
    const renewed = await call('POST /shop/v1/sessions/refresh', { refreshToken: session.refreshToken! });
    expect(await bearing(renewed.accessToken)('GET /shop/v1/profile', {})).toMatchObject({ login });
  });

  it('leaves alone what was opened since when it is sent again late, and answers as before [IAM-14]', async () => {
    const { login } = await person();
    const call = anyone();
    const first = await codeFor(login);
    await call('POST /shop/v1/password-resets', { login });
    const reset = { login, code: await codeFor(login, first), password: next };
    await call('POST /shop/v1/password-resets/confirm', reset);
    const session = await call('POST /shop/v1/sessions', { login, password: next });
    // Sessions are told apart by the second in which they begin.
    await pass(seconds(10));
    await call('POST /shop/v1/password-resets/confirm', reset);
    expect(await bearing(session.accessToken)('GET /shop/v1/profile', {})).toMatchObject({ login });
    const renewed = await call('POST /shop/v1/sessions/refresh', { refreshToken: session.refreshToken! });
    expect(await bearing(renewed.accessToken)('GET /shop/v1/profile', {})).toMatchObject({ login });
    // With another password it is no repetition.
    const other = { ...reset, password: 'A-Third-Horse-3' };
    expect(await refusal(call('POST /shop/v1/password-resets/confirm', other))).toBe('code-wrong');
  });

  it('leaves alone what was opened since when an earlier one is sent again, though another followed [IAM-14]', async () => {
    const { login } = await person();
    const call = anyone();
    const resets: { login: string; code: string; password: string }[] = [];
    let before = await codeFor(login);
    for (let i = 0; i < 2; i += 1) {
      await call('POST /shop/v1/password-resets', { login });
      before = await codeFor(login, before);
      resets.push({ login, code: before, password: next });
      await call('POST /shop/v1/password-resets/confirm', resets[i]!);
    }
    const session = await call('POST /shop/v1/sessions', { login, password: next });
    await pass(seconds(10));
    for (const again of resets) await call('POST /shop/v1/password-resets/confirm', again);
    expect(await bearing(session.accessToken)('GET /shop/v1/profile', {})).toMatchObject({ login });
  });

  it('goes on where it broke off: the password has been set, the sessions have not ended [IAM-14]', async () => {
    const { login, token } = await person();
    const call = anyone();
    const first = await codeFor(login);
    await call('POST /shop/v1/password-resets', { login });
    const code = await codeFor(login, first);
    const { UserPoolId } = await poolIds();
    const broken = new AdminSetUserPasswordCommand({ UserPoolId, Username: login, Password: next, Permanent: true });
    await asAdministrator().send(broken);
    const wrong = code === '000000' ? '000001' : '000000';
    await call('POST /shop/v1/password-resets/confirm', { login, code: wrong, password: next });
    expect(await refusal(bearing(token())('GET /shop/v1/profile', {}))).toBe('unauthenticated');
  });

  it('does not tell whether there is such an account [IAM-14]', async () => {
    const login = 'nobody@example.com' as const;
    expect(await anyone()('POST /shop/v1/password-resets', { login })).toEqual({ login });
    await settled();
    expect(await inboxOf(login)).toEqual([]);
    expect(
      await refusal(anyone()('POST /shop/v1/password-resets/confirm', { login, code: '123456', password: next })),
    ).toBe('code-wrong');
  });

  it('refuses a code that is older than an hour, and leaves the password as it is [IAM-14]', async () => {
    const { login, password } = await person();
    const call = anyone();
    const first = await codeFor(login);
    await call('POST /shop/v1/password-resets', { login });
    const code = await codeFor(login, first);
    await pass(hours(2));
    expect(await refusal(call('POST /shop/v1/password-resets/confirm', { login, code, password: next }))).toBe(
      'code-wrong',
    );
    expect((await call('POST /shop/v1/sessions', { login, password })).accessToken).toMatch(/^ey/);
  });
});

describe('change-password', () => {
  it('needs the present password, ends every session at once and opens a new one [IAM-13]', async () => {
    const { login, password, call, token } = await person();
    expect(await refusal(call('PUT /shop/v1/password', { from: next, to: next }, key()))).toBe('credentials-wrong');
    const other = await anyone()('POST /shop/v1/sessions', { login, password });
    const mine = bearing(token());
    const { session } = await mine('PUT /shop/v1/password', { from: password, to: next });

    // Renewed or not, they began before.
    for (const old of [token(), other.accessToken]) {
      expect(await refusal(bearing(old)('GET /shop/v1/profile', {}))).toBe('unauthenticated');
    }
    const refreshToken = other.refreshToken!;
    expect(await refusal(anyone()('POST /shop/v1/sessions/refresh', { refreshToken }))).toBe('credentials-wrong');
    const changed = bearing(session!.accessToken);
    expect(await changed('GET /shop/v1/profile', {})).toMatchObject({ login });
    await settled();
    const renewed = await anyone()('POST /shop/v1/sessions/refresh', { refreshToken: session!.refreshToken! });
    expect(await bearing(renewed.accessToken)('GET /shop/v1/profile', {})).toMatchObject({ login });

    expect((await inboxOf(login))[0]).toMatchObject({ subject: 'Your password has been changed' });
    expect(await refusal(anyone()('POST /shop/v1/sessions', { login, password }))).toBe('credentials-wrong');
    expect((await anyone()('POST /shop/v1/sessions', { login, password: next })).accessToken).toMatch(/^ey/);
  });

  it('leaves the password with the user pool, which salts and hashes it: neither the table nor a log has it [IAM-05]', async () => {
    const written = await watchWrites(inject('cloud').aws);
    const { login, accountId, password, token } = await person();
    const other = `Other-${ulid()}a1`;
    expect(await refusal(anyone()('POST /shop/v1/sessions', { login, password: other }))).toBe('credentials-wrong');
    await bearing(token())('PUT /shop/v1/password', { from: password, to: other }, key());
    await settled();
    const kept = JSON.stringify(await written());
    const logged = JSON.stringify(
      ['confirm-registration', 'sign-in', 'change-password'].map((useCase) => linesOf(`identity/${useCase}`)),
    );
    expect(kept).toContain(accountId);
    for (const secret of [password, other]) {
      expect([kept.includes(secret), logged.includes(secret)]).toEqual([false, false]);
    }
  });

  it('is done once when it is sent twice with its key [IAM-13]', async () => {
    const { login, password, token } = await person();
    const once = key();
    const { session } = await bearing(token())('PUT /shop/v1/password', { from: password, to: next }, once);
    const changed = bearing(session!.accessToken);
    expect(await changed('PUT /shop/v1/password', { from: password, to: next }, once)).toEqual({});
    for (const [from, to] of [['Totally-Wrong-9', next], [next, 'A-Third-Horse-3']] as const) {
      expect(await refusal(changed('PUT /shop/v1/password', { from, to }, once))).toBe('idempotency-key-reused');
    }
    expect((await anyone()('POST /shop/v1/sessions', { login, password: next })).accessToken).toMatch(/^ey/);
  });

  it('goes on where it broke off: the password has been changed, the sessions have not ended [IAM-13]', async () => {
    const { login, token, password } = await person();
    const { UserPoolId } = await poolIds();
    const broken = new AdminSetUserPasswordCommand({ UserPoolId, Username: login, Password: next, Permanent: true });
    await asAdministrator().send(broken);
    const { session } = await bearing(token())('PUT /shop/v1/password', { from: password, to: next });
    expect(await refusal(bearing(token())('GET /shop/v1/profile', {}))).toBe('unauthenticated');
    expect(await bearing(session!.accessToken)('GET /shop/v1/profile', {})).toMatchObject({ login });
  });
});
