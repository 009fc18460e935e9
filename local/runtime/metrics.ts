/** What the functions and the AWS services did, and what it cost the machine. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Functions } from './functions.ts';
import type { CounterRow, Counters } from '../services/types.ts';

export interface Metrics {
  /** Functions that have run. */
  readonly functions: readonly {
    readonly functionName: string;
    readonly invocations: number;
    readonly errors: number;
    /** How often its code was loaded into a thread. */
    readonly loads: number;
    readonly meanMs: number;
  }[];
  readonly calls: readonly CounterRow[];
  /**
   * CPU seconds since the start: of the functions' threads, of V8's own, which compile and collect garbage for all
   * threads (Linux tells; elsewhere they count as local cloud), of the rest of this process, of DynamoDB Local.
   */
  readonly cpuSeconds: Readonly<Record<'functions' | 'v8' | 'localCloud' | 'dynamodb', number>>;
  readonly threads: number;
  readonly memoryMb: number;
}

export const readMetrics = async (functions: Functions, counters: Counters, dynamodbPort: number): Promise<Metrics> => {
  const { user, system } = process.cpuUsage();
  const [inFunctions, inV8] = await Promise.all([functions.cpuSeconds(), v8CpuSeconds()]);
  return {
    functions: [...functions.tally()]
      .filter(([, { loads }]) => loads > 0)
      .map(([functionName, { invocations, errors, loads, busyMs }]) => ({
        functionName,
        invocations,
        errors,
        loads,
        meanMs: invocations === 0 ? 0 : Math.round((busyMs / invocations) * 100) / 100,
      })),
    calls: counters.snapshot(),
    cpuSeconds: {
      functions: inFunctions,
      v8: inV8,
      localCloud: (user + system) / 1e6 - inFunctions - inV8,
      dynamodb: await dynamodbCpuSeconds(dynamodbPort),
    },
    threads: functions.threads(),
    memoryMb: Math.round(process.memoryUsage.rss() / 1e6),
  };
};

/** Ticks of a hundredth of a second, in which Linux counts what a thread has used. */
const v8CpuSeconds = async (): Promise<number> => {
  if (process.platform !== 'linux') return 0;
  const threads = await readdir('/proc/self/task');
  const stats = await Promise.all(
    threads.map((thread) => readFile(`/proc/self/task/${thread}/stat`, 'utf8').catch(() => '')),
  );
  return stats.reduce((sum, stat) => {
    const [, name = '', rest = ''] = /\((.*)\) (.*)/.exec(stat) ?? [];
    const [user, system] = rest.split(' ').slice(11, 13).map(Number);
    return name === 'V8Worker' ? sum + (user! + system!) / 100 : sum;
  }, 0);
};

/** DynamoDB Local is a process of its own, known by its port. `ps` tells whole seconds. */
const dynamodbCpuSeconds = async (port: number): Promise<number> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'time=,args=']);
  const line = stdout
    .split('\n')
    .find(
      (candidate) =>
        /^\s*[\d:-]+ (\S*\/)?java .*DynamoDBLocal\.jar/.test(candidate) && candidate.includes(`-port ${port} `),
    );
  const [seconds = 0, minutes = 0, hours = 0, days = 0] = (line?.trim().split(' ')[0] ?? '')
    .split(/[:-]/)
    .reverse()
    .map(Number);
  return seconds + 60 * minutes + 3600 * hours + 86_400 * days;
};
