import { useSyncExternalStore } from 'react';
import { client, Refused, type Answer, type Input } from '../../client.ts';
import type { Operations } from '../../operations.ts';
import { learnOperations, type Route } from './operations.ts';

export type Profile = Answer<'GET /shop/v1/profile'>;

/**
 * Who is signed in. The access token is in this module's memory alone; what the session goes on by is in a cookie that no
 * script reads (docs/decisions/browser-sessions.md).
 */
export interface Session {
  readonly state: 'starting' | 'lost' | 'out' | 'in';
  readonly profile?: Profile;
}

let session: Session = { state: 'starting' };
let token: { readonly value: string; readonly until: number } | undefined;
let renewing: Promise<void> | undefined;
const listeners = new Set<() => void>();
/** Other tabs of this browser: who signs out in one has signed out in all. */
const tabs = new BroadcastChannel('session');

const become = (next: Session): void => {
  session = next;
  for (const listener of listeners) listener();
};

export const useSession = (): Session =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => session);

const language = (): Record<string, string> => ({ 'accept-language': document.documentElement.lang });
const send: ReturnType<typeof client> = (route, input, headers) =>
  client('', () => token?.value)(route, input, { ...language(), ...headers });

const keep = ({ accessToken, expiresIn }: { accessToken: string; expiresIn: number }): void => {
  token = { value: accessToken, until: Date.now() + expiresIn * 1000 };
};

/** Asks for the next access token, once for all who wait for it; tabs one after another: each asking ends the token before. */
const renew = (): Promise<void> =>
  renewing ??= navigator.locks.request('session', async () => {
    const { session: next } = await send('POST /shop/v1/browser-sessions/refresh', {});
    if (next) keep(next);
    else token = undefined;
  }).finally(() => {
    renewing = undefined;
  });

const enter = async (): Promise<void> => {
  const profile = await send('GET /shop/v1/profile', {});
  await learnOperations(profile.roles);
  become({ state: 'in', profile });
};

/** Goes on with the session of this browser, if there is one. An answer that is lost signs nobody out. */
export const start = async (): Promise<void> => {
  become({ state: 'starting' });
  try {
    await renew();
    if (token) await enter();
    else become({ state: 'out' });
  } catch (error) {
    become({ state: error instanceof Refused && error.problem.status < 500 ? 'out' : 'lost' });
  }
};

/** @throws Refused */
export const signIn = async (login: string, password: string): Promise<void> => {
  keep(await send('POST /shop/v1/browser-sessions', { login, password }));
  await enter();
};

export const signOut = async (): Promise<void> => {
  await send('POST /shop/v1/browser-sessions/end', {}).catch(() => {});
  token = undefined;
  tabs.postMessage('out');
  become({ state: 'out' });
};

/** Ends all sessions of the account, this one as well. @throws Refused */
export const signOutEverywhere = async (key: string): Promise<void> => {
  await call('POST /shop/v1/sessions/end-everywhere', {}, { 'idempotency-key': key });
  await signOut();
};
tabs.addEventListener('message', () => {
  token = undefined;
  become({ state: 'out' });
});

/** Reads the profile anew: its roles or its shop may have changed. */
export const again = enter;

/**
 * Calls the API as who is signed in, with a token that is good for a while. Who is signed in no longer is asked to sign in
 * again; what the page shows, and what was typed, stays.
 * @throws Refused
 */
export const call = async <R extends keyof Operations>(
  route: R,
  input: Input<R>,
  headers: Record<string, string> = {},
): Promise<Answer<R>> => {
  if (!token || token.until - Date.now() < 30_000) await renew();
  try {
    return await send(route, input, headers);
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status !== 401) throw error;
    await renew();
    if (!token) {
      become({ ...session, state: 'out' });
      throw error;
    }
    return send(route, input, headers);
  }
};

/** Calls an operation of which only its descriptor is known: declared screens make what they send from it. @throws Refused */
export const ask = call as (
  route: Route,
  input: Readonly<Record<string, unknown>>,
  headers?: Record<string, string>,
) => Promise<unknown>;
