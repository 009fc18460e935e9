/** What the functions and the AWS services did, and what it cost the machine. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Functions } from './functions.ts';
import type { CounterRow, Counters } from './services/types.ts';

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
  /** CPU seconds since the start: of the functions' threads, of the rest of this process, of DynamoDB Local. */
  readonly cpuSeconds: { readonly functions: number; readonly localCloud: number; readonly dynamodb: number };
  readonly threads: number;
  readonly memoryMb: number;
}

export const readMetrics = async (functions: Functions, counters: Counters, dynamodbPort: number): Promise<Metrics> => {
  const { user, system } = process.cpuUsage();
  const inFunctions = await functions.cpuSeconds();
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
      localCloud: (user + system) / 1e6 - inFunctions,
      dynamodb: await dynamodbCpuSeconds(dynamodbPort),
    },
    threads: functions.threads(),
    memoryMb: Math.round(process.memoryUsage.rss() / 1e6),
  };
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
