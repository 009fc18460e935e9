/** People who use the platform from outside, each with an account and a session. */
import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import { Refused, client, type Answer, type Input } from '../../web/client.ts';
import type { Operations } from '../../web/operations.ts';
import type { Role } from '../../shared/kernel/doors/contract.ts';
import type { ProblemCode } from '../../shared/kernel/problems.ts';
import { playedFrom } from '../gateway/http-event.ts';
import { ask, send, until, visitorKeyOf, type Site } from './site.ts';

export interface Visitor {
  readonly login: string;
  readonly site: Site;
  /** Whether the account has been opened just now, so that there is nothing yet that it could have left undone. */
  readonly isNew: boolean;
  /**
   * Calls the platform as this person; signs in anew when the session has expired. Commands carry the key, or one of
   * their own.
   */
  readonly call: <R extends keyof Operations>(route: R, input: Input<R>, key?: string) => Promise<Answer<R>>;
}

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** The answer, or undefined when it is refused with one of these codes. */
export const unless = async <R>(request: Promise<R>, ...codes: readonly ProblemCode[]): Promise<R | undefined> => {
  try {
    return await request;
  } catch (error) {
    if (error instanceof Refused && codes.includes(error.problem.code)) return undefined;
    throw error;
  }
};

/**
 * Somebody with these credentials: signs in, and registers before if nobody has.
 * @throws Refused when the password is another
 */
export const enter = async (site: Site, { login, password }: Credentials): Promise<Visitor> => {
  const from = await fromHome(site, login);
  const anyone = client(site.api, undefined, from);
  const signIn = async (): Promise<string> =>
    (await send(site, () => anyone('POST /shop/v1/sessions', { login, password }))).accessToken;

  const known = await unless(signIn(), 'credentials-wrong');
  if (known === undefined) await register(site, { login, password });
  let token = known ?? (await signIn());
  let renewing: Promise<void> | undefined;
  const renew = (): Promise<void> => (renewing ??= signIn()
    .then((next) => {
      token = next;
    })
    .finally(() => {
      renewing = undefined;
    }));

  const asMyself = client(site.api, () => token, from);
  const call: Visitor['call'] = async (route, input, key = ulid()) => {
    const request = () =>
      send(site, () => asMyself(route, input, route.startsWith('GET ') ? {} : { 'idempotency-key': key }));
    for (let sessions = 1;; sessions += 1) {
      try {
        return await request();
      } catch (error) {
        // The gateway refuses an expired token without a code of the platform's. The clock may move again while we sign
        // in.
        if (
          !(error instanceof Refused)
          || error.problem.status !== 401
          || error.problem.code !== undefined
          || sessions === 4
        ) {
          throw error;
        }
        await renew();
      }
    }
  };
  return { login, site, isNew: known === undefined, call };
};

const register = async (site: Site, { login, password }: Credentials): Promise<void> => {
  const anyone = client(site.api, undefined, await fromHome(site, login));
  const inbox = `${site.control}/inbox?to=${encodeURIComponent(login)}`;
  const [before] = await ask<{ id: string }[]>(site, 'GET', inbox);
  await send(site, () => anyone('POST /shop/v1/registrations', { login }));
  const code = await until(`a one-time code for ${login}; has it an account with another password?`, async () => {
    const messages = await ask<{ code?: string }[]>(site, 'GET', before ? `${inbox}&after=${before.id}` : inbox);
    return messages.find((message) => message.code)?.code;
  });
  await send(site, () => anyone('POST /shop/v1/registrations/confirm', { login, code, password }));
};

/** Everybody at an address of their own, as people are: of RFC 2544's range, which nobody has. */
const fromHome = async (site: Site, login: string): Promise<Record<string, string>> => {
  const [a, b] = createHash('sha256').update(login).digest();
  return playedFrom(`198.18.${a}.${b}`, await visitorKeyOf(site));
};

/** Those who work for the platform. */
export interface Staff {
  readonly admin: Visitor;
  readonly reviewer: Visitor;
  readonly finance: Visitor;
}

/** The staff that an operator's command and an admin make. @param credentialsOf of `admin`, `reviewer` and `finance` */
export const staffOf = async (site: Site, credentialsOf: (name: string) => Credentials): Promise<Staff> => {
  const admin = await enter(site, credentialsOf('admin'));
  if (!(await admin.call('GET /shop/v1/profile', {})).roles.includes('admin')) {
    await ask(site, 'POST', `${site.control}/admin`, { login: admin.login });
  }
  const [reviewer, finance] = await Promise.all([
    employ(admin, credentialsOf('reviewer'), 'reviewer'),
    employ(admin, credentialsOf('finance'), 'finance'),
  ]);
  return { admin, reviewer, finance };
};

/** Somebody to whom the admin has given a role. */
export const employ = async (admin: Visitor, credentials: Credentials, role: Role): Promise<Visitor> => {
  const person = await enter(admin.site, credentials);
  const { accountId, roles } = await person.call('GET /shop/v1/profile', {});
  if (!roles.includes(role)) {
    await admin.call('PUT /operator/v1/accounts/{accountId}/roles', {
      accountId,
      roles: [role],
      reason: 'Works here',
    });
  }
  return person;
};
