/** Runs the deployed functions, each in worker threads of its own, as Lambda runs them in execution environments. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { localConcurrency, type FunctionSpec } from './deployment.ts';
import { accessKeyOf, functionArn } from './identifiers.ts';
import { LOCAL_SECRET, type Place } from './services/types.ts';
import type { MovableClock } from './shifted-clock.ts';
import type { ReportedError, WorkerAnswer, WorkerRequest, WorkerSettings } from './worker.ts';

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
  starts: number;
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
  /** Replaces what is deployed. Functions that differ get new threads; those that are gone end. */
  deploy(specs: ReadonlyMap<string, FunctionSpec>): void;
  /** Runs a function and waits for what comes of it. @throws Error when there is none of this name */
  invoke(functionName: string, event: unknown, requestId?: string): Promise<Outcome>;
  /** Ends the threads of these functions after their present invocation: the next one loads the bundle anew. */
  replace(functionNames: Iterable<string>): void;
  /** Invocations that wait or run. */
  active(): number;
  tally(): ReadonlyMap<string, Readonly<FunctionTally>>;
  threads(): number;
  /** CPU time of all threads so far, those that have ended included. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

/** Threads of all functions together; beyond it, the one that has been idle for longest makes room. */
const maxThreads = 160;
const idleMs = 5 * 60_000;
/**
 * A request that waits so long gets another thread; a start costs some 200 ms of CPU, and the first runs of a thread
 * are slow.
 */
const patienceMs = 100;

interface Waiting {
  readonly request: WorkerRequest;
  readonly done: (outcome: Outcome) => void;
}

interface Thread {
  readonly pool: Pool;
  readonly worker: Worker;
  state: 'starting' | 'idle' | 'running' | 'ended';
  running?: Waiting;
  /** The pool's generation that it was started in; an older one ends when it is idle. */
  readonly generation: number;
  startedAt: number;
  idleSince: number;
  timer?: NodeJS.Timeout;
}

interface Pool {
  spec: FunctionSpec;
  generation: number;
  readonly queue: Waiting[];
  readonly threads: Set<Thread>;
  readonly tally: FunctionTally;
  patience?: NodeJS.Timeout;
}

/** What comes of an invocation that the end of the local cloud cuts short, or that comes after it. */
const gone = { errorType: 'Runtime.Stopped', errorMessage: 'The local cloud stopped', trace: [] };

/** Starts no thread: the first invocation of a function does. */
export const createFunctions = (options: FunctionsOptions): Functions => {
  const pools = new Map<string, Pool>();
  const threads = new Set<Thread>();
  let active = 0;
  let stopped = false;
  let endedCpuMicros = 0;

  const invoke = (functionName: string, event: unknown, requestId: string = randomUUID()): Promise<Outcome> => {
    const pool = pools.get(functionName);
    if (!pool) throw new Error(`There is no function ${functionName}`);
    if (stopped) return Promise.resolve({ ok: false, error: gone });
    active += 1;
    return new Promise((resolve) => {
      const done = (outcome: Outcome): void => {
        active -= 1;
        pool.tally.invocations += 1;
        if (!outcome.ok) {
          pool.tally.errors += 1;
          options.onError(functionName, `${outcome.error.errorType}: ${outcome.error.errorMessage}`);
        }
        resolve(outcome);
      };
      pool.queue.push({ request: { requestId, event }, done });
      dispatch(pool);
    });
  };

  const dispatch = (pool: Pool): void => {
    for (const thread of pool.threads) {
      if (pool.queue.length === 0) return;
      if (thread.state === 'idle') run(thread, pool.queue.shift()!);
    }
    if (pool.queue.length === 0 || stopped) return;
    if (pool.threads.size === 0) start(pool);
    else if (pool.threads.size < localConcurrency) {
      pool.patience ??= setTimeout(() => {
        pool.patience = undefined;
        if (pool.queue.length > 0 && !someStarting(pool)) start(pool);
        dispatch(pool);
      }, patienceMs);
    }
  };

  const run = (thread: Thread, waiting: Waiting): void => {
    thread.state = 'running';
    thread.running = waiting;
    thread.startedAt = performance.now();
    const { timeoutMs } = thread.pool.spec;
    thread.timer = setTimeout(() => {
      end(thread, {
        errorType: 'Sandbox.Timedout',
        errorMessage: `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
        trace: [],
      });
    }, timeoutMs);
    thread.worker.postMessage(waiting.request);
  };

  const finish = (thread: Thread, outcome: Outcome): void => {
    clearTimeout(thread.timer);
    const waiting = thread.running;
    thread.running = undefined;
    if (!waiting) return;
    thread.pool.tally.busyMs += performance.now() - thread.startedAt;
    waiting.done(outcome);
  };

  const rest = (thread: Thread): void => {
    thread.state = 'idle';
    thread.idleSince = performance.now();
    if (thread.generation === thread.pool.generation) dispatch(thread.pool);
    else end(thread);
  };

  /** Ends a thread; what it was running fails with the error. */
  const end = (thread: Thread, error?: ReportedError): void => {
    if (thread.state === 'ended') return;
    thread.state = 'ended';
    threads.delete(thread);
    thread.pool.threads.delete(thread);
    if (error) finish(thread, { ok: false, error });
    void terminate(thread.worker);
    dispatch(thread.pool);
  };

  const terminate = async (worker: Worker): Promise<void> => {
    endedCpuMicros += await cpuMicros(worker);
    await worker.terminate();
  };

  const start = (pool: Pool): void => {
    if (threads.size >= maxThreads) endLongestIdle();
    const worker = startWorker(pool.spec, options);
    const thread: Thread = { pool, worker, state: 'starting', generation: pool.generation, startedAt: 0, idleSince: 0 };
    pool.threads.add(thread);
    threads.add(thread);
    pool.tally.starts += 1;
    worker.on('message', (answer: WorkerAnswer) => {
      if (thread.state !== 'ended') receive(thread, answer);
    });
    worker.on('error', (error: Error) => {
      unfit(thread, {
        errorType: 'Runtime.ExitError',
        errorMessage: error.message,
        trace: (error.stack ?? '').split('\n'),
      });
    });
    worker.on('exit', (code) => {
      unfit(thread, { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with status ${code}`, trace: [] });
    });
  };

  const receive = (thread: Thread, answer: WorkerAnswer): void => {
    if (answer.kind === 'ready') {
      rest(thread);
    } else if (answer.kind === 'unfit') {
      unfit(thread, answer.error);
    } else {
      for (const line of answer.errors) options.onError(thread.pool.spec.name, line);
      finish(
        thread,
        answer.kind === 'result' ? { ok: true, result: answer.result } : { ok: false, error: answer.error },
      );
      rest(thread);
    }
  };

  /** A thread that could not start, or died, takes the invocation with it that it runs or was started for. */
  const unfit = (thread: Thread, error: ReportedError): void => {
    if (thread.state === 'ended') return;
    if (thread.state === 'starting') thread.pool.queue.shift()?.done({ ok: false, error });
    end(thread, error);
  };

  const endLongestIdle = (): void => {
    const idle = [...threads].filter(({ state }) => state === 'idle').sort((a, b) => a.idleSince - b.idleSince);
    if (idle[0]) end(idle[0]);
  };

  const sweep = setInterval(() => {
    const before = performance.now() - idleMs;
    for (const thread of threads) if (thread.state === 'idle' && thread.idleSince < before) end(thread);
  }, 30_000);
  sweep.unref();

  const renew = (pool: Pool): void => {
    pool.generation += 1;
    for (const thread of pool.threads) if (thread.state === 'idle') end(thread);
  };

  return {
    invoke,
    deploy: (specs) => {
      for (const [name, spec] of specs) {
        const pool = pools.get(name);
        if (!pool) {
          pools.set(name, {
            spec,
            generation: 0,
            queue: [],
            threads: new Set(),
            tally: { invocations: 0, errors: 0, busyMs: 0, starts: 0 },
          });
        } else if (JSON.stringify(pool.spec) !== JSON.stringify(spec)) {
          pool.spec = spec;
          renew(pool);
        }
      }
      for (const [name, pool] of pools) {
        if (specs.has(name)) continue;
        pools.delete(name);
        renew(pool);
      }
    },
    replace: (names) => {
      for (const name of names) {
        const pool = pools.get(name);
        if (pool) renew(pool);
      }
    },
    active: () => active,
    tally: () => new Map([...pools].map(([name, { tally }]) => [name, tally])),
    threads: () => threads.size,
    cpuSeconds: async () => {
      const running = await Promise.all([...threads].map(({ worker }) => cpuMicros(worker)));
      return running.reduce((sum, micros) => sum + micros, endedCpuMicros) / 1e6;
    },
    stop: async () => {
      stopped = true;
      clearInterval(sweep);
      for (const { queue, patience } of pools.values()) {
        clearTimeout(patience);
        for (const waiting of queue.splice(0)) waiting.done({ ok: false, error: gone });
      }
      const workers = [...threads].map(({ worker }) => worker);
      for (const thread of [...threads]) end(thread, gone);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
};

/** Zero once the thread has ended. */
const cpuMicros = (worker: Worker): Promise<number> =>
  worker.cpuUsage().then(
    ({ user, system }) => user + system,
    () => 0,
  );

const someStarting = (pool: Pool): boolean => [...pool.threads].some(({ state }) => state === 'starting');

const startWorker = (
  spec: FunctionSpec,
  { place, clock, program, logs, bundleOf, compileCache, sourceMaps, settings }: FunctionsOptions,
): Worker => {
  const bundle = bundleOf(spec);
  const workerData: WorkerSettings = {
    functionName: spec.name,
    functionArn: functionArn(place, spec.name),
    bundle,
    exportName: spec.handler.split('.').at(-1)!,
    memoryMb: spec.memoryMb,
    timeoutMs: spec.timeoutMs,
    logFile: join(logs, `${spec.name}.log`),
    compileCache,
    sourceMaps,
    clock: clock.memory,
  };
  const environment = Object.fromEntries(
    Object.entries(spec.environment).map(([name, value]) => [name, settings[name] ?? localAddress(value, place)]),
  );
  return new Worker(program, {
    workerData,
    name: spec.useCase,
    // The thread keeps its own output; piped to this process, a hundred of them would listen to one stream.
    stdout: true,
    stderr: true,
    // Many threads share the machine: a small young generation keeps each of them small.
    resourceLimits: { maxOldGenerationSizeMb: Math.max(128, spec.memoryMb), maxYoungGenerationSizeMb: 8 },
    env: {
      ...environment,
      AWS_REGION: place.region,
      AWS_DEFAULT_REGION: place.region,
      AWS_ENDPOINT_URL: place.endpointUrl,
      // The access key says which function calls; the secret is the same for all.
      AWS_ACCESS_KEY_ID: accessKeyOf(spec.name),
      AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
      AWS_LAMBDA_FUNCTION_NAME: spec.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      LAMBDA_TASK_ROOT: bundle.slice(0, bundle.lastIndexOf('/')),
      TZ: 'UTC',
    },
  });
};

/** A queue's address names AWS's host, where the SDK would call it. */
const localAddress = (value: string, { region, endpointUrl }: Place): string =>
  value.replace(`https://sqs.${region}.amazonaws.com/`, `${endpointUrl}/`);
