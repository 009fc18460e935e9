/**
 * What a visitor asks of the API from a page. The access token is in memory alone and lost with the page; the refresh
 * token is a cookie that no script can read (docs/decisions/browser-sessions.md). That somebody has signed in is
 * remembered, so that others cost no call.
 */
import { client, Refused, type Answer, type Client, type Input } from '../client.ts';
import type { Operations } from '../operations.ts';

const signedInMark = 'signed-in';
let token: { readonly value: string; readonly until: number } | undefined;
let refreshing: Promise<boolean> | undefined;

/** Whether somebody has signed in in this browser, as far as it remembers. */
export const mayBeSignedIn = (): boolean => localStorage.getItem(signedInMark) !== null;

/** Made when it is first needed: on the server, where islands are rendered as well, there is no document. */
const call: Client = (...asked) =>
  (made ??= client('', () => token?.value, { 'accept-language': document.documentElement.lang }))(...asked);
let made: Client | undefined;

const begin = ({ accessToken, expiresIn }: Answer<'POST /shop/v1/browser-sessions'>): void => {
  token = { value: accessToken, until: Date.now() + (expiresIn - 30) * 1000 };
  localStorage.setItem(signedInMark, '1');
};

const end = (): void => {
  token = undefined;
  localStorage.removeItem(signedInMark);
};

/** One at a time: each refresh ends the token before it. */
const refresh = (): Promise<boolean> => (refreshing ??= navigator.locks.request('session', async () => {
  try {
    const { session } = await call('POST /shop/v1/browser-sessions/refresh', {});
    if (session) begin(session);
    else end();
    return session !== undefined;
  } finally {
    refreshing = undefined;
  }
}));

/** Leads to the page of signing in, and back here afterwards. Never resolves: the page is left. */
export const signInFirst = (): Promise<never> => {
  const { pathname, search } = location;
  location.assign(`/${pathname.split('/')[1]}/sign-in?back=${encodeURIComponent(pathname + search)}`);
  return new Promise(() => undefined);
};

/** Asks what anyone may ask. @throws Refused */
export const ask = <R extends keyof Operations>(route: R, input: Input<R>): Promise<Answer<R>> => call(route, input);

/** Whether somebody is signed in; nobody is led anywhere. */
export const isSignedIn = async (): Promise<boolean> =>
  (token !== undefined && token.until >= Date.now()) || (mayBeSignedIn() && refresh());

/**
 * Asks for the one who is signed in; whoever is not, is led to sign in first. @param key of a command, so that sending it
 * again after a lost answer does it once. @throws Refused
 */
export const askAsMe = async <R extends keyof Operations>(
  route: R,
  input: Input<R>,
  key?: string,
): Promise<Answer<R>> => {
  const headers = key ? { 'idempotency-key': key } : undefined;
  if (!(await isSignedIn())) return signInFirst();
  try {
    return await call(route, input, headers);
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status !== 401) throw error;
    return (await refresh()) ? call(route, input, headers) : signInFirst();
  }
};

/** Asks for the one who is signed in; of whoever is not, nothing, and the page stays. @throws Refused */
export const askIfMe = async <R extends keyof Operations>(
  route: R,
  input: Input<R>,
): Promise<Answer<R> | undefined> => {
  const known = token && token.until >= Date.now();
  if (!known && !(mayBeSignedIn() && await refresh())) return undefined;
  return call(route, input);
};

/** @throws Refused credentials-wrong and others */
export const signIn = async (login: string, password: string): Promise<void> =>
  begin(await call('POST /shop/v1/browser-sessions', { login, password }));

/** Signs out here. What the server does not hear of ends by itself. */
export const signOut = async (): Promise<void> => {
  end();
  // What was typed here is of who leaves.
  sessionStorage.clear();
  await call('POST /shop/v1/browser-sessions/end', {}).catch(() => undefined);
};
