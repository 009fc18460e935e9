import { describe, expect, inject, it } from 'vitest';
import { hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { ratesBy } from '../../../shared/kernel/doors/limits.ts';
import { requestLimits } from '../../../shared/kernel/rulebooks.ts';
import { inboxOf, pass, settled } from '../../support/control.ts';
import { address, anyone, codeFor, person, refusal } from '../../support/people.ts';
import { ruled } from '../../support/rulebooks.ts';

const rates = ratesBy(requestLimits.byDefault);

const anonymous = ['/registrations', '/registrations/resend', '/password-resets'] as const;
const [perLogin] = rates.sends.target!.bounds;
const [perSource] = rates.sends.source!.bounds;

const post = async (path: string, body: object, from = address()): Promise<Response> =>
  fetch(`${inject('cloud').api}/shop/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...from },
    body: JSON.stringify(body),
  });
const ask = async (path: string, login: string, from = address()): Promise<Response> => post(path, { login }, from);
/** The statuses of so many requests, one after another. */
const statusesOf = async (times: number, request: (i: number) => Promise<Response>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let i = 0; i < times; i += 1) statuses.push((await request(i)).status);
  return statuses;
};
const newLogin = (): string => `limit-${crypto.randomUUID()}@example.com`;

describe('what sends a code to anybody', () => {
  it('is limited for each login, from wherever it comes, whether there is an account or not [IAM-01]', async () => {
    const { login: known } = await person();
    // The registration was one of them.
    const had = (await inboxOf(known)).length;
    for (const [login, left] of [[known, perLogin.limit - had], [newLogin(), perLogin.limit]] as const) {
      for (let i = 0; i < left; i += 1) expect((await ask('/registrations', login)).status).toBe(202);
      for (const path of anonymous) {
        const refused = await ask(path, login);
        expect(refused.status).toBe(429);
        const wait = Number(refused.headers.get('retry-after'));
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(perLogin.window / 1000);
        expect(await refused.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
      }
      await settled();
      expect((await inboxOf(login)).length).toBeLessThanOrEqual(perLogin.limit);
    }
    await pass(hours(1));
    expect((await ask('/password-resets', known)).status).toBe(202);
  });

  it('is limited for each mailbox, whatever stands behind a plus', async () => {
    const box = `limit-${crypto.randomUUID()}`;
    const statuses = await statusesOf(perLogin.limit + 2, (i) => ask('/registrations', `${box}+${i}@example.com`));
    expect(statuses.filter((status) => status === 202)).toHaveLength(perLogin.limit);
    expect((await ask('/password-resets', `${box}@example.com`)).status).toBe(429);
    await pass(hours(1));
  });

  it('is limited for each source, whatever address it claims to come from', async () => {
    const claimed = (i: number): Record<string, string> => ({ 'x-forwarded-for': `203.0.113.${i}` });
    const statuses = await statusesOf(perSource.limit + 1, (i) => ask('/registrations', newLogin(), claimed(i)));
    expect(statuses.at(-1)).toBe(429);
    // Whoever comes from here after this test is served again.
    await pass(hours(1));
  });

  it('is limited as people have decided', async () => {
    const { rulebookName, initial, byDefault: { sentOfNetwork } } = requestLimits;
    await ruled(rulebookName, { sentOfNetwork: sentOfNetwork + 4 });
    try {
      const from = address();
      const statuses = await statusesOf(sentOfNetwork + 5, () => ask('/registrations', newLogin(), from));
      expect(statuses.filter((status) => status === 202)).toHaveLength(sentOfNetwork + 4);
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await ruled(rulebookName, initial);
    }
  });

  it('is limited for each source, whatever logins it names', async () => {
    const from = address();
    const statuses: number[] = [];
    for (let i = 0; i <= perSource.limit; i += 1) {
      statuses.push((await ask(anonymous[i % anonymous.length]!, newLogin(), from)).status);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(perSource.limit);
    expect(statuses.at(-1)).toBe(429);
    expect((await ask('/registrations', newLogin())).status).toBe(202);
  });
});

describe('what one network asks about somebody', () => {
  it('and is refused uses up nothing of what others may ask', async () => {
    const [login, from] = [newLogin(), address()];
    const [perPair] = rates.sends.pair!.bounds;
    const statuses = await statusesOf(4 * perLogin.limit, () => ask('/registrations', login, from));
    expect(statuses.filter((status) => status === 202)).toHaveLength(perPair.limit);
    expect((await ask('/registrations', login)).status).toBe(202);
    // What the hour refused is none of the day's.
    await pass(hours(1));
    expect((await ask('/registrations', login, from)).status).toBe(202);
  });

  it('counts as well when it cannot be read', async () => {
    const from = address();
    const statuses = await statusesOf(perSource.limit + 1, () => post('/registrations', { no: 'login' }, from));
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([400]));
    expect(statuses.at(-1)).toBe(429);
  });

  it('counts as well when its signature does not hold', async () => {
    const from = address();
    const [{ limit }] = rates.forged.source!.bounds;
    const statuses = await statusesOf(limit + 1, () => post('/hooks/payments', { forged: true }, from));
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([401]));
    expect(statuses.at(-1)).toBe(429);
  });
});

const [codesAtOne] = rates.codes.target!.bounds;
const [codesFromOne] = rates.codes.pair!.bounds;

describe('guesses at a code', () => {
  const guess = async (path: string, login: string, from: Record<string, string>, code = '000000'): Promise<Response> =>
    post(path, { login, code, password: 'Guessed-Horse-1' }, from);

  it.each(['/registrations', '/password-resets'])(
    'are few, from however many places, and leave whoever asked for it those of that place: %s [IAM-01]',
    async (path) => {
      const [here, elsewhere] = [address(), address()];
      const login = path === '/registrations' ? newLogin() : (await person()).login;
      const before = (await inboxOf(login))[0]?.code;
      expect((await ask(path, login, here)).status).toBe(202);
      const code = await codeFor(login, before);
      const wrong = code === '000000' ? '000001' : '000000';
      const attempt = (from: Record<string, string>) => guess(`${path}/confirm`, login, from, wrong);

      const fromOne = await statusesOf(3 * codesAtOne.limit, () => attempt(elsewhere));
      expect(fromOne.filter((status) => status === 422)).toHaveLength(codesFromOne.limit);
      const left = codesAtOne.limit - codesFromOne.limit;
      expect(await statusesOf(left + 1, () => attempt(address()))).toEqual([...Array<number>(left).fill(422), 429]);
      // Not even with the right one.
      expect((await guess(`${path}/confirm`, login, address(), code)).status).toBe(429);

      expect((await attempt(here)).status).toBe(422);
      const { status } = await guess(`${path}/confirm`, login, here, code);
      expect([200, 204]).toContain(status);
      await anyone(here)('POST /shop/v1/sessions', { login, password: 'Guessed-Horse-1' });
    },
  );

  it('are limited for each source, whosever: it is no place to try one password at many accounts', async () => {
    const from = address();
    const [{ limit }] = rates.codes.source!.bounds;
    const paths = ['/registrations/confirm', '/password-resets/confirm'];
    const statuses = await statusesOf(limit + 1, (i) => guess(paths[i % 2]!, newLogin(), from));
    expect(statuses.slice(0, -1)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
  });
});

const [guessesAtOne] = rates.guesses.target!.bounds;
const [guessesFromOne] = rates.guesses.source!.bounds;
const signIn = async (login: string, password: string, from: Record<string, string>): Promise<Response> =>
  fetch(`${inject('cloud').api}/shop/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...from },
    body: JSON.stringify({ login, password }),
  });

describe('guesses at a password', () => {
  it('are few, from however many places, and leave the owner those of a known place [IAM-18 part]', async () => {
    const home = address();
    const { login, password } = await person('owner', home);
    // Each from another network, and whether there is such an account or not.
    for (const guessed of [login, newLogin()]) {
      const statuses: number[] = [];
      for (let i = 0; i <= guessesAtOne.limit; i += 1) {
        statuses.push((await signIn(guessed, 'Wrong-password-1', address())).status);
      }
      expect(statuses.slice(0, -1)).not.toContain(201);
      expect(statuses.at(-1)).toBe(429);
    }
    const stranger = await signIn(login, password, address());
    expect(await stranger.json()).toMatchObject({ code: 'too-many-requests' });
    const wait = Number(stranger.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(minutes(15) / 1000);
    // The pool has its own patience with a user: some seconds after so many wrong ones.
    await pass(minutes(1));
    expect((await signIn(login, password, home)).status).toBe(201);
    await pass(minutes(15));
    expect((await signIn(login, password, address())).status).toBe(201);
  });

  it('are limited for each source, whosever password it tries', async () => {
    const from = address();
    const logins = Array.from({ length: guessesFromOne.limit + 1 }, newLogin);
    const statuses: number[] = [];
    for (const login of logins) statuses.push((await signIn(login, 'Wrong-password-1', from)).status);
    expect(statuses.slice(0, -1)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
  });

  it('at the old password are limited for each account that would change it', async () => {
    const { call, password } = await person();
    const change = (from: string) => refusal(call('PUT /shop/v1/password', { from, to: `${password}x` }));
    const codes: string[] = [];
    for (let i = 0; i <= guessesAtOne.limit; i += 1) codes.push(await change('Wrong-password-1'));
    expect(codes.at(-1)).toBe('too-many-requests');
  });
});
