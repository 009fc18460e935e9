/** `npm start` as somebody at a terminal meets it. */
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../infra/declarations.ts';
import { portsAt } from '../../../local/ports.ts';
import { until } from '../../support/control.ts';
import { copyProject, interrupt, startIn, type ProjectCopy, type Started } from '../../support/project-copy.ts';

const portOffset = 4200;
const ports = Object.values(portsAt(portOffset));

const isTaken = async (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}`).then(
    () => true,
    () => false,
  );

describe('npm start', () => {
  let started: Started;
  afterEach(async () => {
    if (started.child.exitCode === null && started.child.kill('SIGKILL')) await once(started.child, 'close');
    await rm(join(projectRoot, `.local/offset-${portOffset}`), { recursive: true, force: true });
  });

  it('says where everything is, and leaves nothing behind after Ctrl-C', async () => {
    started = startIn(projectRoot, portOffset);
    await started.said('Ready in');
    for (const what of ['API: shop', 'API reference', 'Inbox', 'Control', 'AWS endpoint', 'Payment provider']) {
      expect(started.output()).toContain(what);
    }
    expect(await Promise.all(ports.map(isTaken))).toEqual(ports.map(() => true));
    await interrupt(started);
    expect(started.child.exitCode).toBe(0);
    expect(await Promise.all(ports.map(isTaken))).toEqual(ports.map(() => false));
  });

  it('names the port that is taken and the command that helps', async () => {
    const other = createServer().listen(portsAt(portOffset).aws, '127.0.0.1');
    await once(other, 'listening');
    started = startIn(projectRoot, portOffset);
    await once(started.child, 'close');
    other.close();
    expect(started.child.exitCode).toBe(1);
    expect(started.output()).toContain(`Port ${portsAt(portOffset).aws} (aws) is taken`);
    expect(started.output()).toContain('npm start -- --port-offset 100');
  });
});

describe('a running npm start', () => {
  let started: Started;
  let copy: ProjectCopy;
  afterEach(async () => {
    if (started.child.exitCode === null) await interrupt(started);
    await copy.remove();
  });

  it('takes a changed use case and a changed rule, and goes on with the old code while the new does not build', async () => {
    copy = await copyProject();
    started = startIn(copy.folder, portOffset);
    await started.said('Ready in');
    const answer = () =>
      fetch(`http://127.0.0.1:${portsAt(portOffset).api}/shop/v1/payment-methods?currency=BRL&country=BR`);
    const header = async (name: string): Promise<string | null> => (await answer()).headers.get(name);
    expect(await header('cache-control')).toContain('max-age=300');

    const useCase = 'functions/payments/list-payment-methods.ts';
    await copy.change(useCase, 'cache: 300', 'cache: 301');
    await until(() => header('cache-control'), (value) => value!.includes('max-age=301'));
    expect(started.output()).toContain('↻ payments-list-payment-methods\n');

    await copy.change(useCase, 'cache: 301', 'cache: 3O2');
    await started.said(`✗ ${useCase}:`);
    expect(await header('cache-control')).toContain('max-age=301');
    await copy.change(useCase, 'cache: 3O2', 'cache: 302');
    await until(() => header('cache-control'), (value) => value!.includes('max-age=302'));

    await copy.change('shared/kernel/doors/answer.ts', 'max-age=63072000', 'max-age=63072001');
    await until(() => header('strict-transport-security'), (value) => value!.includes('max-age=63072001'));
  });
});
