/** One execution environment of one function: a thread that loads its bundle once and runs one invocation at a time. */
import { openSync, writeSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { patchDate } from './shifted-clock.ts';

/** What the thread is started with. */
export interface WorkerSettings {
  readonly functionName: string;
  readonly functionArn: string;
  readonly bundle: string;
  /** Name of the exported function. */
  readonly exportName: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly logFile: string;
  readonly compileCache: string;
  readonly sourceMaps: boolean;
  readonly clock: SharedArrayBuffer;
}

export interface WorkerRequest {
  readonly requestId: string;
  readonly event: unknown;
}

/** `errors` are the log lines of level ERROR, for the terminal. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unfit'; readonly error: ReportedError }
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

/** Output is kept until the invocation ends, then appended to the function's log file by this thread itself. */
const captureOutput = (): () => string[] => {
  const file = openSync(settings.logFile, 'a');
  let text = '';
  const capture = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') (callback as () => void)();
    return true;
  };
  process.stdout.write = capture;
  process.stderr.write = capture;
  return () => {
    if (text === '') return [];
    writeSync(file, text);
    const errors = text.includes('"level":"ERROR"')
      ? text.split('\n').filter((line) => line.includes('"level":"ERROR"'))
      : [];
    text = '';
    return errors;
  };
};

const reported = (error: unknown): ReportedError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

const context = (requestId: string): object => {
  const deadline = performance.now() + settings.timeoutMs;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: settings.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: settings.functionArn,
    memoryLimitInMB: String(settings.memoryMb),
    logGroupName: `/aws/lambda/${settings.functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
};

const answer = (message: WorkerAnswer): void => port.postMessage(message);

patchDate(settings.clock);
enableCompileCache(settings.compileCache);
process.setSourceMapsEnabled(settings.sourceMaps);
const flush = captureOutput();

try {
  const bundle = (await import(pathToFileURL(settings.bundle).href)) as Record<string, Handler>;
  const handler = bundle[settings.exportName];
  if (!handler) throw new Error(`${settings.bundle} exports no ${settings.exportName}`);
  port.on('message', async ({ requestId, event }: WorkerRequest) => {
    try {
      const result = await handler(event, context(requestId));
      answer({ kind: 'result', result, errors: flush() });
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      answer({ kind: 'failure', error: reported(error), errors: flush() });
    }
  });
  answer({ kind: 'ready' });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  flush();
  answer({ kind: 'unfit', error: reported(error) });
}
