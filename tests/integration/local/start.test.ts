/** `npm start` as somebody at a terminal meets it. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../infra/declarations.ts';
import { portsAt } from '../../../local/ports.ts';

const portOffset = 4200;
const ports = Object.values(portsAt(portOffset));

interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly output: () => string;
  /** Resolves once the output has this text. @throws Error with the output when the process ends before */
  readonly said: (text: string) => Promise<void>;
}

const start = (): Started => {
  const program = join(projectRoot, 'local/start.ts');
  const child = spawn(process.execPath, [program, '--fresh', '--port-offset', String(portOffset)], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const said = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!output.includes(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      child.once('close', () => reject(new Error(`It ended without saying "${text}":\n${output}`)));
      look();
    });
  return { child, output: () => output, said };
};

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
    started = start();
    await started.said('Ready in');
    for (const what of ['API: shop', 'API reference', 'Inbox', 'Control', 'AWS endpoint', 'Payment provider']) {
      expect(started.output()).toContain(what);
    }
    expect(await Promise.all(ports.map(isTaken))).toEqual(ports.map(() => true));
    started.child.kill('SIGINT');
    await once(started.child, 'close');
    expect(started.child.exitCode).toBe(0);
    expect(await Promise.all(ports.map(isTaken))).toEqual(ports.map(() => false));
  });

  it('names the port that is taken and the command that helps', async () => {
    const other = createServer().listen(portsAt(portOffset).aws, '127.0.0.1');
    await once(other, 'listening');
    started = start();
    await once(started.child, 'close');
    other.close();
    expect(started.child.exitCode).toBe(1);
    expect(started.output()).toContain(`Port ${portsAt(portOffset).aws} (aws) is taken`);
    expect(started.output()).toContain('npm start -- --port-offset 100');
  });
});
