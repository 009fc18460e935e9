import * as z from 'zod';

/** What may be made to go wrong; the README says for each what it does. */
export const FaultKind = z.enum([
  'error',
  'proxy-page',
  'lose-answer',
  'slow-answer',
  'delay',
  'duplicate',
  'reorder',
  'drop-webhook',
  'decline',
  'mismatch-amount',
  'mismatch-payee',
  'return-payout',
  'reverse',
  'omit-line',
  'mismatch-line',
  'mismatch-balance',
]);
export type FaultKind = z.infer<typeof FaultKind>;

/** A fault for the next `count` moments of its kind, or only for those with the tag `match`. `ms` is a duration. */
export const Fault = z.strictObject({
  kind: FaultKind,
  count: z.int().min(1).max(1_000_000).default(1),
  ms: z.int().min(0).optional(),
  match: z.string().min(1).max(200).optional(),
});
export type Fault = z.infer<typeof Fault>;

export type Faults = {
  add(fault: Fault): void;
  /**
   * Uses up one count of the oldest fault that fits this moment, and returns it.
   * A moment that must be `named` is hit only by a fault that matches one of its tags, never by one without `match`.
   */
  take(kind: FaultKind, tags: readonly string[], named?: boolean): Fault | undefined;
  list(): readonly Fault[];
  clear(): void;
};

/** A first-in first-out queue of faults: the same requests in the same order always meet the same faults. */
export const createFaults = (): Faults => {
  let standing: Fault[] = [];
  return {
    add: (fault) => void standing.push({ ...fault }),
    take: (kind, tags, named = false) => {
      const found = standing.find(
        (fault) => fault.kind === kind && (fault.match === undefined ? !named : tags.includes(fault.match)),
      );
      if (found === undefined) return undefined;
      found.count -= 1;
      if (found.count === 0) standing = standing.filter((fault) => fault !== found);
      return found;
    },
    list: () => standing,
    clear: () => {
      standing = [];
    },
  };
};
