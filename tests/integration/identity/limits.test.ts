import { describe, expect, inject, it } from 'vitest';
import { hours } from '../../../shared/kernel/clock.ts';
import { rates } from '../../../shared/kernel/limits.ts';
import { inboxOf, pass, settled } from '../../support/control.ts';
import { address, person } from '../../support/people.ts';

const anonymous = ['/registrations', '/registrations/resend', '/password-resets'] as const;
const [perLogin] = rates.sends.target!;
const [perSource] = rates.sends.source!;

const ask = async (path: string, login: string, from = address()): Promise<Response> =>
  fetch(`${inject('cloud').api}/shop/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...from },
    body: JSON.stringify({ login }),
  });
const newLogin = (): string => `limit-${crypto.randomUUID()}@example.com`;

describe('what sends a code to anybody', () => {
  it('is limited for each login, from wherever it comes, whether there is an account or not [IAM-01]', async () => {
    const { login: known } = await person();
    // The registration was one of them.
    const had = (await inboxOf(known)).length;
    for (const [login, left] of [[known, perLogin!.limit - had], [newLogin(), perLogin!.limit]] as const) {
      for (let i = 0; i < left; i += 1) expect((await ask('/registrations', login)).status).toBe(202);
      for (const path of anonymous) {
        const refused = await ask(path, login);
        expect(refused.status).toBe(429);
        const wait = Number(refused.headers.get('retry-after'));
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(perLogin!.window / 1000);
        expect(await refused.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
      }
      await settled();
      expect((await inboxOf(login)).length).toBeLessThanOrEqual(perLogin!.limit);
    }
    await pass(hours(1));
    expect((await ask('/password-resets', known)).status).toBe(202);
  });

  it('is limited for each source, whatever logins it names', async () => {
    const from = address();
    const statuses: number[] = [];
    for (let i = 0; i <= perSource!.limit; i += 1) {
      statuses.push((await ask(anonymous[i % anonymous.length]!, newLogin(), from)).status);
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(perSource!.limit);
    expect(statuses.at(-1)).toBe(429);
    expect((await ask('/registrations', newLogin())).status).toBe(202);
  });
});
