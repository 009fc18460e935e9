/**
 * Given somebody: accounts that registered, confirmed and signed in through the public API. What merchants, catalogues,
 * orders and so on need beyond that stands in a file of its own beside this one, named after its context.
 */
import { ulid } from 'ulid';
import { inject } from 'vitest';
import { playedFrom } from '../../local/gateway/http-event.ts';
import { Refused, client, type Client } from '../../web/client.ts';
import type { Role } from '../../shared/kernel/doors/contract.ts';
import type { ProblemCode } from '../../shared/kernel/problems.ts';
import { callsOf } from './calls.ts';
import { inboxOf, makeAdmin, until } from './control.ts';
import { perFile } from './per-file.ts';

export interface Person {
  readonly login: string;
  readonly password: string;
  readonly accountId: string;
  readonly call: Client;
  /** The access token, for requests that the client cannot express. */
  readonly token: () => string;
  /** Signs in again, after the clock has moved past the token's life. */
  readonly signIn: () => Promise<void>;
}

/** An address of the network that somebody comes from: each has another, as people have. */
export const address = (): Record<string, string> =>
  playedFrom(`198.${18 + Math.floor(Math.random() * 2)}.${byte()}.${byte()}`, inject('cloud').visitorKey);
const byte = (): number => Math.floor(Math.random() * 256);

/** A client that is not signed in. */
export const anyone = (from = address()): Client => client(inject('cloud').api, undefined, from);

/** A fresh key for a command. */
export const key = (): Record<string, string> => ({ 'idempotency-key': ulid() });

/** The one-time code that was sent last; another one than `before`. */
export const codeFor = async (login: string, before?: string): Promise<string> => {
  // A notice may have come after it.
  const newest = async () => (await inboxOf(login)).find(({ code }) => code !== undefined)?.code;
  return (await until(newest, (code) => code !== undefined && code !== before))!;
};

/** Somebody who has registered, confirmed the one-time code and signed in: a buyer. */
export const person = async (name = 'person', from = address()): Promise<Person> => {
  const login = `${name}-${ulid().toLowerCase()}@example.com`;
  const password = `Secret-${ulid()}a1`;
  const call = anyone(from);
  await call('POST /shop/v1/registrations', { login });
  const code = await codeFor(login);
  const { accountId } = await call('POST /shop/v1/registrations/confirm', { login, code, password });
  let token = '';
  let signingIn: Promise<void> | undefined;
  const signIn = (): Promise<void> => {
    // Whoever asks for many things at once when the token has expired signs in once.
    signingIn ??= call('POST /shop/v1/sessions', { login, password }).then(({ accessToken }) => {
      token = accessToken;
    }).finally(() => {
      signingIn = undefined;
    });
    return signingIn;
  };
  await signIn();
  return {
    login,
    password,
    accountId,
    call: callsOf({ accountId, token: () => token, renew: signIn }),
    token: () => token,
    signIn,
  };
};

/** An admin, the same for a whole run. */
export const theAdmin = (): Promise<Person> => (admin ??= newAdmin());
let admin: Promise<Person> | undefined;
const newAdmin = async (): Promise<Person> => {
  const one = await person('admin');
  await makeAdmin(one.login);
  return one;
};

/** Somebody of the platform's staff with these roles, who has done nothing yet. */
export const newStaff = async (...roles: Role[]): Promise<Person> => {
  const one = await person(roles.join('-'));
  const { call } = await theAdmin();
  await call('PUT /operator/v1/accounts/{accountId}/roles', { accountId: one.accountId, roles, reason: 'test' }, key());
  return one;
};

/**
 * Somebody of the platform's staff with these roles; within a file, each time somebody else. Files share them: whoever
 * has a role is told by mail of what waits for it, and a staff that grew with each file took a third of a run's time.
 */
export const staff = (...roles: Role[]): Promise<Person> => {
  const name = roles.join('-');
  const nth = asked().get(name) ?? 0;
  asked().set(name, nth + 1);
  const alike = hired.get(name) ?? [];
  hired.set(name, alike);
  return (alike[nth] ??= newStaff(...roles));
};
const hired = new Map<string, Promise<Person>[]>();
const asked = perFile(() => new Map<string, number>());

/** The code of the problem that a request is refused with. @throws Error when it is not refused */
export const refusal = async (request: Promise<unknown>): Promise<ProblemCode> => {
  try {
    await request;
  } catch (error) {
    if (error instanceof Refused) return error.problem.code;
    throw error;
  }
  throw new Error('The request was not refused');
};
