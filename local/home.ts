/** Where a local cloud keeps what it needs between two runs, and what it writes for people to read. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../infra/declarations.ts';

export interface Home {
  /** `.local/`, or `.local/offset-100/` for a cloud on other ports. */
  readonly folder: string;
  /** Absent when the data lives in memory. */
  readonly dataDir: string | undefined;
  readonly logs: string;
  readonly assembly: string;
  readonly bundles: string;
  /** What is built for browsers. */
  readonly web: string;
  readonly compileCache: string;
  /** Milliseconds that the clock of an earlier run was ahead. What is kept must not become younger than the clock. */
  readonly clockOffsetMs: number;
  keepClockOffset(offsetMs: number): Promise<void>;
}

export interface HomeOptions {
  readonly portOffset: number;
  /** `null` keeps data in memory. */
  readonly dataDir: string | null | undefined;
  readonly fresh: boolean;
}

/** Makes the folders; a fresh start empties them first. */
export const openHome = async ({ portOffset, dataDir: given, fresh }: HomeOptions): Promise<Home> => {
  const folder = join(projectRoot, '.local', portOffset === 0 ? '' : `offset-${portOffset}`);
  const dataDir = given === undefined ? join(folder, 'data') : (given ?? undefined);
  const logs = join(folder, 'logs');
  if (fresh && dataDir) await rm(dataDir, { recursive: true, force: true });
  if (fresh || !dataDir) await rm(logs, { recursive: true, force: true });
  for (const needed of [logs, dataDir]) if (needed) await mkdir(needed, { recursive: true });
  const clockFile = dataDir && join(dataDir, 'clock.json');
  return {
    folder,
    dataDir,
    logs,
    assembly: join(folder, 'cdk.out'),
    bundles: join(folder, 'bundles'),
    web: join(folder, 'web'),
    compileCache: join(projectRoot, '.local/compile-cache'),
    clockOffsetMs: clockFile ? await offsetIn(clockFile) : 0,
    keepClockOffset: async (offsetMs) => {
      if (clockFile) await writeFile(clockFile, JSON.stringify({ offsetMs }));
    },
  };
};

const offsetIn = (file: string): Promise<number> =>
  readFile(file, 'utf8').then(
    (text) => (JSON.parse(text) as { offsetMs: number }).offsetMs,
    () => 0,
  );
