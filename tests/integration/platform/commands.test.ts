/** The commands that operators run with AWS credentials of their own, beside the platform. */
import { describe, expect, it } from 'vitest';
import { operatorCommand } from '../../../local/commands/operator-command.ts';
import { localCloud, settled } from '../../support/control.ts';
import { person } from '../../support/people.ts';

const run = async (command: string, ...args: string[]): Promise<string> =>
  operatorCommand(await localCloud(), command, ...args);

describe('make-admin', () => {
  it('makes somebody who has registered an admin, once, and the token follows [IAM-08 part]', async () => {
    const { login, call } = await person();
    expect(await run('make-admin', login)).toBe(`${login} is an admin.`);
    expect(await run('make-admin', login)).toBe(`${login} is an admin already.`);
    await settled();
    expect((await call('GET /shop/v1/profile', {})).roles).toEqual(['buyer', 'admin']);
  });

  it('says what is missing', async () => {
    await expect(run('make-admin')).rejects.toThrow(/Whom\? npx node infra\/commands\/make-admin.ts/);
    await expect(run('make-admin', 'nobody@example.com')).rejects.toThrow(/register and confirm it first/);
    await expect(run('make-admin', 'a@b.example', '--stage', 'none')).rejects.toThrow(/There is no stage "none"/);
  });
});

describe('tell-again', () => {
  it('tells the facts of a partition again, and nobody acts on them twice [PLT-03]', async () => {
    const { call } = await person();
    const { accountId } = await call('GET /shop/v1/profile', {});
    expect(await run('tell-again', `ACCOUNT#${accountId}`)).toBe(
      `Facts of ACCOUNT#${accountId} that have been told again: 1`,
    );
    await settled();
    expect((await call('GET /shop/v1/profile', {})).roles).toEqual(['buyer']);
  });

  it('says what is missing', async () => {
    await expect(run('tell-again', 'ord_1')).rejects.toThrow(/Which partition\?/);
  });
});
