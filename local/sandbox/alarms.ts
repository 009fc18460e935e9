import type { SandboxClock } from './clock.ts';
import type { Journal } from './journal.ts';

/** Something that the program does by itself at a time of its own clock; kept over restarts. */
type Alarm<Kind extends string> = { id: string; kind: Kind; at: number };

export type Alarms<Kind extends string> = {
  /** Calls the handler of `kind` with `id` once `afterMs` have passed; replaces an alarm of that kind and id. */
  set(kind: Kind, id: string, afterMs: number): void;
  has(kind: Kind, id: string): boolean;
  clear(): void;
};

const longestTimerMs = 86_400_000;

/** Alarms follow the sandbox clock: moving it forward rings at once what has become due. */
export const createAlarms = <Kind extends string>(
  { clock, journal }: { clock: SandboxClock; journal: Journal },
  handlers: Record<Kind, (id: string) => void>,
): Alarms<Kind> => {
  const alarms = journal.collection<Alarm<Kind>>('alarms');
  const timers = new Map<string, NodeJS.Timeout>();
  const key = (kind: Kind, id: string) => `${kind} ${id}`;

  const arm = (alarm: Alarm<Kind>) => {
    const name = key(alarm.kind, alarm.id);
    clearTimeout(timers.get(name));
    timers.set(
      name,
      setTimeout(
        () => {
          timers.delete(name);
          if (clock.now() < alarm.at) return arm(alarm);
          alarms.delete(name);
          handlers[alarm.kind](alarm.id);
        },
        Math.min(Math.max(alarm.at - clock.now(), 0), longestTimerMs),
      ),
    );
  };
  const armAll = () => {
    for (const alarm of alarms.all()) arm(alarm);
  };

  armAll();
  clock.onMove(armAll);
  return {
    set: (kind, id, afterMs) => arm(alarms.put(key(kind, id), { id, kind, at: clock.now() + afterMs })),
    has: (kind, id) => alarms.get(key(kind, id)) !== undefined,
    clear: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
};
