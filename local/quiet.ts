/**
 * Tells when all work that somebody set off has ended: nothing in a queue, on the bus, in the stream or in a function.
 */

export interface QuietSources {
  /** Ends when every change made so far has been read from the tables' streams. */
  readonly streamsIdle: () => Promise<void>;
  /** Ends when the bus has delivered what it has, the functions it called included. */
  readonly busIdle: () => Promise<void>;
  /** Requests, batches and invocations under way, and messages that wait. Zero is idle. */
  readonly pending: () => number;
  /** Grows with every invocation. */
  readonly activity: () => number;
  /** Webhooks that the sandbox programs still have to send. */
  readonly pendingWebhooks: () => Promise<number>;
}

const lookMs = 10;

/**
 * Waits until nothing goes on.
 * @param timeoutMs how long to wait at the most
 * @returns whether it is quiet
 */
export const waitUntilQuiet = async (sources: QuietSources, timeoutMs: number): Promise<boolean> => {
  const deadline = performance.now() + timeoutMs;
  const left = (): number => deadline - performance.now();
  const isQuiet = async (): Promise<boolean> => {
    const before = sources.activity();
    await sources.busIdle();
    if (sources.pending() > 0) return false;
    // Whatever ran has ended: a pass over the streams that starts now reads all that it wrote.
    await sources.streamsIdle();
    return sources.pending() === 0 && await sources.pendingWebhooks() === 0 && sources.activity() === before;
  };
  while (left() > 0) {
    if (await Promise.race([isQuiet(), pause(left()).then(() => false)])) return true;
    await pause(Math.min(lookMs, Math.max(left(), 0)));
  }
  return false;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
