/**
 * A host of functions: a thread that loads each function's bundle once and runs one invocation at a time. The functions
 * share what they have in common, the SDK above all; each finds its own environment and credentials.
 */
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
  readonly functionName: string;
  readonly requestId: string;
  readonly event: unknown;
  /** Comes with the function's first request in this thread. */
  readonly hosted?: HostedFunction;
}

/** `errors` are the log lines of level ERROR, for the terminal. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly result: unknown; readonly errors: readonly string[] }
  | { readonly kind: 'failure'; readonly error: ReportedError; readonly errors: readonly string[] };

/** An error as Lambda reports it. */
export interface ReportedError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

type Handler = (event: unknown, context: object) => unknown;

const settings = workerData as WorkerSettings;
const port = parentPort!;
const common = { ...process.env };
const functions = new Map<string, HostedFunction>();
let entered: HostedFunction | undefined;
let output = '';

const capture = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
  output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
  const callback = typeof encoding === 'function' ? encoding : done;
  if (typeof callback === 'function') (callback as () => void)();
  return true;
};

/** Output is kept until the invocation ends, then appended to the function's log file. Returns the lines of errors. */
const flush = ({ logFile }: HostedFunction): string[] => {
  if (output === '') return [];
  const text = output;
  output = '';
  appendFileSync(logFile, text);
  return text.includes('"level":"ERROR"')
    ? text.split('\n').filter((line) => line.includes('"level":"ERROR"'))
    : [];
};

/** The environment becomes that of the function which is about to run. */
const enter = (one: HostedFunction): void => {
  if (one === entered) return;
  entered = one;
  const environment: Readonly<Record<string, string | undefined>> = {
    ...common,
    ...one.environment,
    // Credentials that have expired are read anew for each call: the clients are shared, the access keys are not.
    AWS_CREDENTIAL_EXPIRATION: new Date(0).toISOString(),
  };
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
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

const run = async ({ functionName, requestId, event, hosted }: WorkerRequest): Promise<void> => {
  if (hosted) functions.set(functionName, hosted);
  const one = functions.get(functionName)!;
  enter(one);
  try {
    const handler = await load(one);
    const result = await handler(event, context(one, requestId));
    answer({ kind: 'result', result, errors: flush(one) });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    answer({ kind: 'failure', error: reported(error), errors: flush(one) });
  }
};

patchDate(settings.clock);
enableCompileCache(settings.compileCache);
process.setSourceMapsEnabled(settings.sourceMaps);
process.stdout.write = capture;
process.stderr.write = capture;
port.on('message', run);
answer({ kind: 'ready' });
