/**
 * Tells when all work that somebody set off has ended: nothing in a queue, on the bus, in the stream or in a function.
 */
import { setTimeout as wait } from 'node:timers/promises';

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
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      over = true;
      resolve(false);
    }, timeoutMs);
  });
  const isQuiet = async (): Promise<boolean> => {
    const before = sources.activity();
    await sources.busIdle();
    if (sources.pending() > 0) return false;
    // Whatever ran has ended: a pass over the streams that starts now reads all that it wrote.
    await sources.streamsIdle();
    return sources.pending() === 0 && await sources.pendingWebhooks() === 0 && sources.activity() === before;
  };
  const becomesQuiet = async (): Promise<boolean> => {
    while (!over) {
      if (await isQuiet()) return true;
      await wait(lookMs);
    }
    return false;
  };
  try {
    return await Promise.race([becomesQuiet(), tooLate]);
  } finally {
    over = true;
    clearTimeout(timer);
  }
};
