import type { Journal } from './journal.ts';

/** The program's own time: the machine's, moved by an offset that a test or the local cloud sets. */
export type SandboxClock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** `now()` as an ISO 8601 instant in UTC. */
  iso(): string;
  /** Sets the distance from the machine's time, in milliseconds, and tells the listeners. */
  move(offsetMs: number): void;
  onMove(listener: () => void): void;
};

/** A clock whose offset survives a restart, because what it dated is in the same journal. */
export const createClock = (journal: Journal): SandboxClock => {
  const offsets = journal.collection<number>('clock');
  const listeners: (() => void)[] = [];
  const now = () => Date.now() + (offsets.get('offset') ?? 0);
  return {
    now,
    iso: () => new Date(now()).toISOString(),
    move: (offsetMs) => {
      offsets.put('offset', offsetMs);
      for (const listener of listeners) listener();
    },
    onMove: (listener) => void listeners.push(listener),
  };
};
