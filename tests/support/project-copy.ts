/** A copy of the project whose files can be changed while a local cloud of it runs. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { projectRoot } from '../../infra/declarations.ts';

/** What a local cloud is made of. */
const runnable = ['functions', 'infra', 'local', 'shared', 'web', 'package.json'];

export interface ProjectCopy {
  readonly folder: string;
  /** Replaces the one occurrence of a text in a file. @throws Error when it is not there */
  change(file: string, text: string, by: string): Promise<void>;
  remove(): Promise<void>;
}

/** Copies what a local cloud is made of, and these parts besides. */
export const copyProject = async (...others: readonly string[]): Promise<ProjectCopy> => {
  const folder = await mkdtemp(join(tmpdir(), 'jishi-'));
  for (const part of [...runnable, ...others]) {
    await cp(join(projectRoot, part), join(folder, part), { recursive: true });
  }
  await symlink(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    change: async (file, text, by) => {
      const before = await readFile(join(folder, file), 'utf8');
      if (!before.includes(text)) throw new Error(`${file} has no ${text}`);
      await writeFile(join(folder, file), before.replace(text, by));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

export interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly output: () => string;
  /** Resolves once the output has this text. @throws Error with the output when the process ends before */
  readonly said: (text: string) => Promise<void>;
}

/** `npm start` of the project in a folder. */
export const startIn = (folder: string, portOffset: number): Started => {
  const program = join(folder, 'local/commands/start.ts');
  const child = spawn(process.execPath, [program, '--fresh', '--no-seed', '--port-offset', String(portOffset)], {
    cwd: folder,
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

/** Ends it as Ctrl-C does, and waits until it has ended, unless it has by itself. */
export const interrupt = async ({ child }: Started): Promise<void> => {
  if (child.exitCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'close');
};
