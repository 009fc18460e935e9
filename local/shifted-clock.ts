/** The local cloud's clock: the machine's plus an offset in shared memory, so that every thread sees a move at once. */
import type { ShiftedClock } from './services/types.ts';

export interface MovableClock extends ShiftedClock {
  /** Handed to the threads, which read the offset from it. */
  readonly memory: SharedArrayBuffer;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Sets the distance from the machine's time, in milliseconds. */
  set(offsetMs: number): void;
}

/** A clock over this memory, or over memory of its own that starts at `offsetMs`. */
export const shiftedClock = (offsetMs = 0, memory = new SharedArrayBuffer(8)): MovableClock => {
  const cell = new Float64Array(memory);
  if (offsetMs !== 0) cell[0] = offsetMs;
  return {
    memory,
    offsetMs: () => cell[0]!,
    now: () => Date.now() + cell[0]!,
    set: (value) => {
      cell[0] = value;
    },
  };
};

/** Makes this thread's `Date` read the clock in `memory`. Timers go on by the machine's time. */
export const patchDate = (memory: SharedArrayBuffer): void => {
  const cell = new Float64Array(memory);
  const MachineDate = Date;
  const now = (): number => MachineDate.now() + cell[0]!;
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, args: [], newTarget) =>
      Reflect.construct(target, args.length ? args : [now()], newTarget) as Date,
    apply: () => new MachineDate(now()).toString(),
    get: (target, property, receiver) =>
      property === 'now' ? now : (Reflect.get(target, property, receiver) as unknown),
  });
};
