import { inject, describe, expect, it } from 'vitest';
import { days, hours } from '../../../shared/kernel/values/clock.ts';
import { pass } from '../../support/control.ts';
import { address, anyone, person, refusal } from '../../support/people.ts';

const from = address();
const ownPage = { 'sec-fetch-site': 'same-origin', origin: 'https://market.example' };

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly body: { accessToken?: string; expiresIn?: number; session?: { accessToken: string }; code?: string };
  /** `Set-Cookie`, in parts. */
  readonly cookie: readonly string[] | undefined;
}

const ask = async (
  door: '' | '/refresh' | '/end',
  body: object,
  headers: Record<string, string>,
): Promise<Answered> => {
  const answer = await fetch(`${inject('cloud').api}/shop/v1/browser-sessions${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...from, ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  const [cookie] = answer.headers.getSetCookie();
  return { status: answer.status, text, body: text ? JSON.parse(text) : {}, cookie: cookie?.split('; ') };
};

/** A browser with somebody signed in: what it brings along with the requests of our pages. */
const signedIn = async (): Promise<
  { login: string; password: string; token: string; brings: Record<string, string> }
> => {
  const { login, password } = await person();
  const { body, cookie } = await ask('', { login, password }, ownPage);
  return { login, password, token: body.accessToken!, brings: { ...ownPage, cookie: `other=1; ${cookie![0]}` } };
};

const profile = (token: string): Promise<Response> =>
  fetch(`${inject('cloud').api}/shop/v1/profile`, { headers: { authorization: `Bearer ${token}`, ...from } });

describe('a session of a browser', () => {
  it('goes on by a cookie that no script reads and no answer tells [IAM-02]', async () => {
    const { login, password } = await person();
    const { status, body, text, cookie } = await ask('', { login, password }, ownPage);
    expect(status).toBe(201);
    expect(Object.keys(body).toSorted()).toEqual(['accessToken', 'expiresIn']);
    const [value, ...attributes] = cookie!;
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Strict', 'Secure']);
    expect(value).toMatch(/^__Host-refresh=.+/);
    expect(text).not.toContain(value!.split('=')[1]);
    expect((await profile(body.accessToken!)).status).toBe(200);

    const renewed = await ask('/refresh', {}, { ...ownPage, cookie: value! });
    expect(renewed.status).toBe(200);
    expect(Object.keys(renewed.body.session!).toSorted()).toEqual(['accessToken', 'expiresIn']);
    expect(renewed.text).not.toContain(value!.split('=')[1]);
    expect((await profile(renewed.body.session!.accessToken)).status).toBe(200);
  });

  it('is renewed as often as it is asked, by several tabs at once, after the access token has expired', async () => {
    const { token, brings } = await signedIn();
    await pass(hours(2));
    expect((await profile(token)).status).toBe(401);
    const tabs = await Promise.all([1, 2, 3].map(() => ask('/refresh', {}, brings)));
    for (const { body } of tabs) expect((await profile(body.session!.accessToken)).status).toBe(200);
  });

  it('ends with its sign-out, which can be repeated, and the browser forgets it', async () => {
    const { brings } = await signedIn();
    for (const _ of [1, 2]) {
      const { status, cookie } = await ask('/end', {}, brings);
      expect(status).toBe(204);
      expect(cookie!.slice(0, 3)).toEqual(['__Host-refresh=', 'Path=/', 'Max-Age=0']);
    }
    expect((await ask('/end', {}, ownPage)).status).toBe(204);
    const after = await ask('/refresh', {}, brings);
    expect(after).toMatchObject({ status: 200, text: '{}' });
    expect(after.cookie).toContain('Max-Age=0');
  });

  it('that never was, is nonsense or is over, is none, and no error', async () => {
    const { brings } = await signedIn();
    await pass(days(31));
    for (
      const cookie of [
        undefined,
        '__Host-refresh=',
        '__Host-refresh=nonsense',
        '__Host-refresh=%00{}',
        brings['cookie']!,
      ]
    ) {
      const { status, text } = await ask('/refresh', {}, { ...ownPage, ...(cookie && { cookie }) });
      expect([status, text], cookie).toEqual([200, '{}']);
    }
    // A page that brings none undoes no session that begins meanwhile in another tab.
    expect((await ask('/refresh', {}, ownPage)).cookie).toBeUndefined();
  });

  it('is over for whoever has it when the password changes', async () => {
    const { login, password, token, brings } = await signedIn();
    const to = `${password}x`;
    const changed = await fetch(`${inject('cloud').api}/shop/v1/password`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...from },
      body: JSON.stringify({ from: password, to }),
    });
    expect(changed.status).toBe(200);
    expect((await ask('/refresh', {}, brings)).text).toBe('{}');
    expect((await profile(token)).status).toBe(401);
    expect((await ask('', { login, password: to }, ownPage)).status).toBe(201);
  });

  it('begins by the right password alone, whose guesses are counted with those at the other door', async () => {
    const { login, password } = await person();
    expect(await ask('', { login, password: `${password}x` }, ownPage)).toMatchObject({
      status: 401,
      body: { code: 'credentials-wrong' },
      cookie: undefined,
    });
    const guesser = address();
    let refused = 0;
    for (let i = 0; refused === 0 && i < 50; i += 1) {
      const { status } = await ask('', { login, password: `${password}${i}` }, { ...ownPage, ...guesser });
      if (status === 429) refused = i;
    }
    expect(refused).toBeGreaterThan(0);
    expect(await refusal(anyone(guesser)('POST /shop/v1/sessions', { login, password }))).toBe('too-many-requests');
  });
});

describe('what a foreign page sends', () => {
  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['of a neighbouring host', { 'sec-fetch-site': 'same-site', origin: 'https://blog.market.example' }],
    ['of a browser that does not say whose it is', { origin: 'https://market.example' }],
    ['of nobody', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
  ])('%s is refused at each door, and has no effect', async (_, page) => {
    const { login, password, brings } = await signedIn();
    const foreign = page as unknown as Record<string, string>;
    for (const [door, body] of [['', { login, password }], ['/refresh', {}], ['/end', {}]] as const) {
      expect(await ask(door, body, { cookie: brings['cookie']!, ...foreign })).toMatchObject({
        status: 403,
        body: { code: 'foreign-page' },
        cookie: undefined,
      });
    }
    expect((await ask('/refresh', {}, brings)).body.session).toBeDefined();
  });
});
