/**
 * Runs the deployed functions in a few threads, each a host of all functions of one memory size. On AWS a function has
 * execution environments of its own; here that would be a thread and a copy of the SDK for each of hundreds.
 */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FunctionSpec } from '../deployment/deployment.ts';
import { accessKeyOf, functionArn } from '../deployment/identifiers.ts';
import { LOCAL_SECRET, type Place } from '../services/types.ts';
import type { MovableClock } from '../shifted-clock.ts';
import type { HostedFunction, ReportedError, WorkerAnswer, WorkerRequest, WorkerSettings } from './worker.ts';

/** What came of an invocation. An error that the handler threw, a timeout and a crash are all `failed`. */
export type Outcome = { readonly ok: true; readonly result: unknown } | {
  readonly ok: false;
  readonly error: ReportedError;
};

export interface FunctionTally {
  invocations: number;
  errors: number;
  /** Milliseconds from the hand-over to a thread until its answer, summed. */
  busyMs: number;
  /** How often its code was loaded into a thread. */
  loads: number;
}

export interface FunctionsOptions {
  readonly place: Place;
  readonly clock: MovableClock;
  /** The program of the threads: `buildWorkerProgram`. */
  readonly program: string;
  /** The file that a function is loaded from. */
  readonly bundleOf: (spec: FunctionSpec) => string;
  /** Folder of the functions' logs. */
  readonly logs: string;
  readonly compileCache: string;
  /** Shows places in the sources in stack traces, for 14 MB a thread. */
  readonly sourceMaps: boolean;
  /** Environment that overrides the templates': addresses and secrets of the sandbox programs. */
  readonly settings: Readonly<Record<string, string>>;
  /** Told of failed invocations and of log lines of level ERROR. */
  readonly onError: (functionName: string, message: string) => void;
}

export interface Functions {
  /** Replaces what is deployed. When a function differs, new threads run it from now on. */
  deploy(specs: ReadonlyMap<string, FunctionSpec>): void;
  /** Runs a function and waits for what comes of it. @throws Error when there is none of this name */
  invoke(functionName: string, event: unknown, requestId?: string): Promise<Outcome>;
  /** Ends the threads after their present invocation: the next ones load the bundles anew. */
  reload(): void;
  /** Invocations that wait or run. */
  active(): number;
  tally(): ReadonlyMap<string, Readonly<FunctionTally>>;
  threads(): number;
  /** CPU time of all threads so far, those that have ended included. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Threads of one memory size, and invocations that one of them runs at a time: most of that time each waits for DynamoDB.
 * Every thread compiles all code for itself, so the fewer there are, the sooner it is fast.
 */
const maxHosts = Math.min(4, Math.max(2, availableParallelism()));
const perHost = 12;
/** What the code of all functions takes in a thread. */
const hostedMb = 128;
const idleMs = 5 * 60_000;
/**
 * An invocation that waits so long gets another thread; a start costs some 200 ms of CPU, and the first runs of a
 * thread are slow.
 */
const patienceMs = 100;

interface Waiting {
  readonly functionName: string;
  readonly requestId: string;
  readonly event: unknown;
  readonly done: (outcome: Outcome) => void;
}

interface Host {
  readonly pool: Pool;
  readonly worker: Worker;
  readonly loaded: Set<string>;
  state: 'starting' | 'ready' | 'ended';
  readonly running: Map<number, Running>;
  /** What was deployed when it was started; when something newer is, it takes nothing more and ends when it has done all. */
  readonly generation: number;
  /** Takes nothing more: one of its invocations took too long, and may never let go of the thread. */
  spoiled?: true;
  idleSince: number;
}

interface Running extends Waiting {
  readonly startedAt: number;
  readonly timer: NodeJS.Timeout;
}

/** The hosts of one memory size, and what waits for one of them, the oldest first. */
interface Pool {
  readonly memoryMb: number;
  readonly waiting: Waiting[];
  readonly hosts: Set<Host>;
  patience?: NodeJS.Timeout;
}

interface Deployed {
  readonly spec: FunctionSpec;
  readonly tally: FunctionTally;
  running: number;
}

/** What comes of an invocation that the end of the local cloud cuts short, or that comes after it. */
const gone = { errorType: 'Runtime.Stopped', errorMessage: 'The local cloud stopped', trace: [] };

/** Starts no thread: the first invocation does. */
export const createFunctions = (options: FunctionsOptions): Functions => {
  let functions = new Map<string, Deployed>();
  const pools = new Map<number, Pool>();
  let generation = 0;
  let lastId = 0;
  let active = 0;
  let stopped = false;
  let endedCpuMicros = 0;

  const allHosts = (): Host[] => [...pools.values()].flatMap(({ hosts }) => [...hosts]);

  const poolOf = ({ memoryMb }: FunctionSpec): Pool => {
    const pool = pools.get(memoryMb) ?? { memoryMb, waiting: [], hosts: new Set() };
    pools.set(memoryMb, pool);
    return pool;
  };

  const invoke = (functionName: string, event: unknown, requestId: string = randomUUID()): Promise<Outcome> => {
    const deployed = functions.get(functionName);
    if (!deployed) throw new Error(`There is no function ${functionName}`);
    if (stopped) return Promise.resolve({ ok: false, error: gone });
    active += 1;
    return new Promise((resolve) => {
      const done = (outcome: Outcome): void => {
        active -= 1;
        deployed.tally.invocations += 1;
        if (!outcome.ok) {
          deployed.tally.errors += 1;
          options.onError(functionName, `${outcome.error.errorType}: ${outcome.error.errorMessage}`);
        }
        resolve(outcome);
      };
      const pool = poolOf(deployed.spec);
      pool.waiting.push({ functionName, requestId, event, done });
      dispatch(pool);
    });
  };

  /** Takes the first invocation out of the line whose function may run once more at the same time. */
  const takeNext = ({ waiting }: Pool): Waiting | undefined => {
    const next = waiting.findIndex(({ functionName }) =>
      (functions.get(functionName)?.running ?? 0) < (functions.get(functionName)?.spec.concurrency ?? 0)
    );
    return next === -1 ? undefined : waiting.splice(next, 1)[0];
  };

  const takesMore = (host: Host): boolean => host.state === 'ready' && !isLeaving(host) && host.running.size < perHost;

  /** Whether it takes nothing more, and ends when it has done all. */
  const isLeaving = (host: Host): boolean => host.spoiled === true || host.generation !== generation;

  const dispatch = (pool: Pool): void => {
    for (;;) {
      const free = [...pool.hosts].filter(takesMore);
      const next = free.length > 0 ? takeNext(pool) : undefined;
      if (!next) break;
      run(free.reduce((least, host) => (host.running.size < least.running.size ? host : least)), next);
    }
    if (pool.waiting.length === 0 || stopped) return;
    const lasting = [...pool.hosts].filter((host) => !isLeaving(host)).length;
    if (lasting === 0) start(pool);
    else if (lasting < maxHosts) {
      pool.patience ??= setTimeout(() => {
        pool.patience = undefined;
        if (pool.waiting.length > 0 && !someStarting(pool)) start(pool);
        dispatch(pool);
      }, patienceMs);
    }
  };

  const run = (host: Host, waiting: Waiting): void => {
    const deployed = functions.get(waiting.functionName);
    if (!deployed) {
      waiting.done({ ok: false, error: gone });
      return;
    }
    const { spec, tally } = deployed;
    const id = (lastId += 1);
    const timer = setTimeout(() => {
      host.spoiled = true;
      finish(host, id, {
        ok: false,
        error: {
          errorType: 'Sandbox.Timedout',
          errorMessage: `Task timed out after ${(spec.timeoutMs / 1000).toFixed(2)} seconds`,
          trace: [],
        },
      });
      rest(host);
    }, spec.timeoutMs);
    host.running.set(id, { ...waiting, startedAt: performance.now(), timer });
    deployed.running += 1;
    const isNew = !host.loaded.has(spec.name);
    if (isNew) {
      host.loaded.add(spec.name);
      tally.loads += 1;
    }
    const request: WorkerRequest = {
      id,
      functionName: spec.name,
      requestId: waiting.requestId,
      event: waiting.event,
      ...(isNew && { hosted: hostedFunction(spec, options) }),
    };
    host.worker.postMessage(request);
  };

  /** Nothing when it has been given up before. */
  const finish = (host: Host, id: number, outcome: Outcome): void => {
    const running = host.running.get(id);
    if (!running) return;
    clearTimeout(running.timer);
    host.running.delete(id);
    const deployed = functions.get(running.functionName);
    if (deployed) {
      deployed.running -= 1;
      deployed.tally.busyMs += performance.now() - running.startedAt;
    }
    running.done(outcome);
  };

  const rest = (host: Host): void => {
    host.idleSince = performance.now();
    if (isLeaving(host) && host.running.size === 0) end(host);
    else dispatch(host.pool);
  };

  /** Ends a thread; what it was running fails with the error. */
  const end = (host: Host, error: ReportedError = gone): void => {
    if (host.state === 'ended') return;
    host.state = 'ended';
    host.pool.hosts.delete(host);
    for (const id of [...host.running.keys()]) finish(host, id, { ok: false, error });
    void terminate(host.worker);
    dispatch(host.pool);
  };

  const terminate = async (worker: Worker): Promise<void> => {
    endedCpuMicros += await cpuMicros(worker);
    await worker.terminate();
  };

  const start = (pool: Pool): void => {
    const worker = startWorker(pool.memoryMb, options);
    const host: Host = {
      pool,
      worker,
      loaded: new Set(),
      state: 'starting',
      running: new Map(),
      generation,
      idleSince: 0,
    };
    pool.hosts.add(host);
    worker.on('message', (answer: WorkerAnswer) => {
      if (host.state !== 'ended') receive(host, answer);
    });
    const crashed = (errorMessage: string, trace: string[] = []): void =>
      end(host, { errorType: 'Runtime.ExitError', errorMessage, trace });
    worker.on('error', (error: Error) => crashed(error.message, (error.stack ?? '').split('\n')));
    worker.on('exit', (code) => crashed(`Runtime exited with status ${code}`));
  };

  const receive = (host: Host, answer: WorkerAnswer): void => {
    if (answer.kind === 'ready') {
      host.state = 'ready';
      rest(host);
      return;
    }
    const { id, errors } = answer;
    const running = host.running.get(id);
    if (running) { for (const line of errors) options.onError(running.functionName, line); }
    finish(
      host,
      id,
      answer.kind === 'result' ? { ok: true, result: answer.result } : { ok: false, error: answer.error },
    );
    rest(host);
  };

  const sweep = setInterval(() => {
    const before = performance.now() - idleMs;
    for (const host of allHosts()) if (isIdle(host) && host.idleSince < before) end(host);
  }, 30_000);
  sweep.unref();

  const reload = (): void => {
    generation += 1;
    for (const host of allHosts()) if (isIdle(host)) end(host);
  };

  return {
    invoke,
    deploy: (specs) => {
      const before = functions;
      functions = new Map(
        [...specs].map(([name, spec]) => {
          const known = before.get(name);
          const tally = known?.tally ?? { invocations: 0, errors: 0, busyMs: 0, loads: 0 };
          return [name, { spec, tally, running: known?.running ?? 0 }];
        }),
      );
      const differs = [...functions].some(([name, { spec }]) => {
        const known = before.get(name);
        return known && JSON.stringify(known.spec) !== JSON.stringify(spec);
      });
      if (differs) reload();
    },
    reload,
    active: () => active,
    tally: () => new Map([...functions].map(([name, { tally }]) => [name, tally])),
    threads: () => allHosts().length,
    cpuSeconds: async () => {
      const running = await Promise.all(allHosts().map(({ worker }) => cpuMicros(worker)));
      return running.reduce((sum, micros) => sum + micros, endedCpuMicros) / 1e6;
    },
    stop: async () => {
      stopped = true;
      clearInterval(sweep);
      for (const { waiting, patience } of pools.values()) {
        clearTimeout(patience);
        for (const { done } of waiting.splice(0)) done({ ok: false, error: gone });
      }
      const hosts = allHosts();
      for (const host of hosts) end(host, gone);
      await Promise.all(hosts.map(({ worker }) => worker.terminate()));
    },
  };
};

/** Zero once the thread has ended. */
const cpuMicros = (worker: Worker): Promise<number> =>
  worker.cpuUsage().then(
    ({ user, system }) => user + system,
    () => 0,
  );

const isIdle = ({ state, running }: Host): boolean => state === 'ready' && running.size === 0;

const someStarting = ({ hosts }: Pool): boolean => [...hosts].some(({ state }) => state === 'starting');

const startWorker = (memoryMb: number, { place, clock, program, compileCache, sourceMaps }: FunctionsOptions): Worker =>
  new Worker(program, {
    workerData: { compileCache, sourceMaps, clock: clock.memory } satisfies WorkerSettings,
    name: `functions of ${memoryMb} MB`,
    // The thread keeps its own output; piped to this process, all of them would listen to one stream.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb + hostedMb, maxYoungGenerationSizeMb: 32 },
    env: {
      AWS_REGION: place.region,
      AWS_DEFAULT_REGION: place.region,
      AWS_ENDPOINT_URL: place.endpointUrl,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      TZ: 'UTC',
    },
  });

const hostedFunction = (
  spec: FunctionSpec,
  { place, logs, bundleOf, settings }: FunctionsOptions,
): HostedFunction => {
  const bundle = bundleOf(spec);
  return {
    functionName: spec.name,
    functionArn: functionArn(place, spec.name),
    bundle,
    exportName: spec.handler.split('.').at(-1)!,
    memoryMb: spec.memoryMb,
    timeoutMs: spec.timeoutMs,
    logFile: join(logs, `${spec.name}.log`),
    environment: {
      ...Object.fromEntries(
        Object.entries(spec.environment).map(([name, value]) => [name, settings[name] ?? localAddress(value, place)]),
      ),
      // The access key says which function calls; the secret is the same for all.
      AWS_ACCESS_KEY_ID: accessKeyOf(spec.name),
      AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
      AWS_LAMBDA_FUNCTION_NAME: spec.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
      LAMBDA_TASK_ROOT: bundle.slice(0, bundle.lastIndexOf('/')),
    },
  };
};

/** The address of a queue or a bucket names AWS's host, where the SDK would call it. */
const localAddress = (value: string, { region, endpointUrl }: Place): string =>
  value.replace(new RegExp(`^https://(?:sqs|s3)\\.${region}\\.amazonaws\\.com/`), `${endpointUrl}/`);
