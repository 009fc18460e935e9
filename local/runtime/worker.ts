/**
 * A host of functions: a thread that loads each function's bundle once and runs some invocations at a time, so that one
 * works while another waits for the table. They share what they have in common, the SDK above all; each finds its own
 * environment and credentials, and its output goes to its own log.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { appendFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { patchDate } from '../shifted-clock.ts';

/** What the thread is started with. */
export interface WorkerSettings {
  readonly compileCache: string;
  readonly sourceMaps: boolean;
  readonly clock: SharedArrayBuffer;
}

export interface HostedFunction {
  readonly functionName: string;
  readonly functionArn: string;
  readonly bundle: string;
  /** Name of the exported function. */
  readonly exportName: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly logFile: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface WorkerRequest {
  /** Comes back with the answer. */
  readonly id: number;
  readonly functionName: string;
  readonly requestId: string;
  readonly event: unknown;
  /** Comes with the function's first request in this thread. */
  readonly hosted?: HostedFunction;
}

/** `errors` are the log lines of level ERROR, for the terminal. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown; readonly errors: readonly string[] }
  | {
    readonly kind: 'failure';
    readonly id: number;
    readonly error: ReportedError;
    readonly errors: readonly string[];
  };

/** An error as Lambda reports it. */
export interface ReportedError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

type Handler = (event: unknown, context: object) => unknown;

/** A function as it is hosted here. */
interface Hosted extends HostedFunction {
  readonly variables: NodeJS.ProcessEnv;
  handler?: Promise<Handler>;
}

/** One invocation under way. */
interface Run {
  readonly one: Hosted;
  output: string;
}

const settings = workerData as WorkerSettings;
const port = parentPort!;
const common = { ...process.env };
const functions = new Map<string, Hosted>();
const runs = new AsyncLocalStorage<Run>();

const hostedHere = (one: HostedFunction): Hosted => ({
  ...one,
  variables: {
    ...common,
    ...one.environment,
    // Credentials that have expired are read anew for each call: the clients are shared, the access keys are not.
    AWS_CREDENTIAL_EXPIRATION: new Date(0).toISOString(),
  },
});

/** Whoever looks into the environment finds that of the function which is running. */
const patchEnvironment = (): void => {
  const own = (): NodeJS.ProcessEnv => runs.getStore()?.one.variables ?? common;
  process.env = new Proxy(common, {
    get: (_, name) => Reflect.get(own(), name) as unknown,
    has: (_, name) => Reflect.has(own(), name),
    set: (_, name, value) => Reflect.set(own(), name, String(value)),
    deleteProperty: (_, name) => Reflect.deleteProperty(own(), name),
    ownKeys: () => Reflect.ownKeys(own()),
    getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(own(), name),
  });
};

/** What is said outside of any invocation has no log to go to. */
const capture = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
  const run = runs.getStore();
  if (run) run.output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
  const callback = typeof encoding === 'function' ? encoding : done;
  if (typeof callback === 'function') (callback as () => void)();
  return true;
};

/** Output is kept until the invocation ends, then appended to the function's log file. Returns the lines of errors. */
const flush = ({ one: { logFile }, output }: Run): string[] => {
  if (output === '') return [];
  appendFileSync(logFile, output);
  return output.includes('"level":"ERROR"')
    ? output.split('\n').filter((line) => line.includes('"level":"ERROR"'))
    : [];
};

/** A bundle is evaluated once, by the first of its runs. */
const load = async ({ bundle, exportName }: HostedFunction): Promise<Handler> => {
  const loaded = (await import(pathToFileURL(bundle).href)) as Record<string, Handler>;
  const handler = loaded[exportName];
  if (!handler) throw new Error(`${bundle} exports no ${exportName}`);
  return handler;
};

const context = ({ functionName, functionArn, memoryMb, timeoutMs }: HostedFunction, requestId: string): object => {
  const deadline = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
};

const reported = (error: unknown): ReportedError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

const answer = (message: WorkerAnswer): void => port.postMessage(message);

const run = async ({ id, functionName, requestId, event, hosted }: WorkerRequest): Promise<void> => {
  if (hosted) functions.set(functionName, hostedHere(hosted));
  const one = functions.get(functionName)!;
  const running: Run = { one, output: '' };
  await runs.run(running, async () => {
    try {
      const handler = await (one.handler ??= load(one));
      const result = await handler(event, context(one, requestId));
      answer({ kind: 'result', id, result, errors: flush(running) });
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      answer({ kind: 'failure', id, error: reported(error), errors: flush(running) });
    }
  });
};

patchDate(settings.clock);
patchEnvironment();
enableCompileCache(settings.compileCache);
process.setSourceMapsEnabled(settings.sourceMaps);
process.stdout.write = capture;
process.stderr.write = capture;
port.on('message', run);
answer({ kind: 'ready' });
