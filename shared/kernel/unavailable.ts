import { isThrottlingError, isTransientError } from '@smithy/core/retry';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Something that we stand on gives no more at this moment, also when asked again. Nothing is wrong with what was asked
 * for: a caller comes back a moment later (503), and what nobody waits for is tried again.
 */
export class Unavailable extends Error {}

/** Whether an error passes by itself: ours, or throttling and faults of a moment as AWS's own retries know them. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof Unavailable
  || (error instanceof Error && (isThrottlingError(error as SdkError) || isTransientError(error as SdkError)));

type SdkError = Parameters<typeof isThrottlingError>[0];

/**
 * Waits before asking again, after so many attempts: up to 10 ms · 2^attempts, with full jitter, so that those who were
 * refused together do not come back together.
 */
export const backOff = (attempts: number): Promise<void> => wait(Math.random() * 10 * 2 ** attempts);
