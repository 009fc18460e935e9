/** A small EventBridge: custom buses, rules with event patterns, and targets that a callback delivers to. */
import { randomUUID } from 'node:crypto';
import { matchesPattern } from './event-pattern.ts';
import type { KeptMap } from '../kept-state.ts';
import { physicalName } from '../names.ts';
import type {
  BusEvent,
  DeliverToTarget,
  EventBus,
  EventPattern,
  Place,
  PutEventsEntry,
  Resource,
  RuleTarget,
} from '../types.ts';

/** One target that still has to get one event. Kept, so that a stop in between loses nothing. */
export interface PendingDelivery {
  readonly event: BusEvent;
  readonly target: RuleTarget;
}

interface PutEventsResult {
  readonly FailedEntryCount: number;
  readonly Entries: ({ EventId: string } | { ErrorCode: string; ErrorMessage: string })[];
}

export interface LocalEventBus extends EventBus {
  /** The operation as EventBridge answers it: entries that are malformed fail one by one, the others are published. */
  putEvents(entries: readonly PutEventsEntry[]): PutEventsResult;
  /** Replaces all rules by those among the resources. Throws for a pattern that is not an object. */
  setRules(resources: readonly Resource[]): void;
  /** Stops trying; what is undelivered stays pending for the next start. */
  stop(): Promise<void>;
}

interface Rule {
  readonly bus: string;
  readonly pattern: EventPattern;
  readonly targets: readonly RuleTarget[];
}

const attempts = 3;
const maxEntryBytes = 256 * 1024;

/** Opens the bus; deliveries that an earlier run left pending start when it is told its rules. */
export const openEventBus = (options: {
  place: Place;
  now: () => Date;
  pending: KeptMap<PendingDelivery>;
  deliver: DeliverToTarget;
  onFault: (message: string, cause: unknown) => void;
}): LocalEventBus => {
  const { place, now, pending, deliver, onFault } = options;
  let rules: Rule[] = [];
  let stopped = false;
  const underWay = new Set<Promise<void>>();

  const attempt = async (id: string, { event, target }: PendingDelivery): Promise<void> => {
    for (let count = 1; !stopped; count += 1) {
      try {
        await deliver(target.Arn, event, target);
        pending.delete(id);
        return;
      } catch (error) {
        if (count < attempts) {
          await new Promise((resolve) => setTimeout(resolve, 200 * 5 ** (count - 1)));
          continue;
        }
        pending.delete(id);
        onFault(`Event ${event['detail-type']} (${event.id}) could not be delivered to ${target.Arn}`, error);
        return;
      }
    }
  };
  const start = (id: string, delivery: PendingDelivery): void => {
    const run = attempt(id, delivery).finally(() => underWay.delete(run));
    underWay.add(run);
  };
  const leftBehind = [...pending.entries()];

  const publish = (entry: PutEventsEntry): string => {
    const event: BusEvent = {
      version: '0',
      id: randomUUID(),
      'detail-type': entry.DetailType!,
      source: entry.Source!,
      account: place.accountId,
      time: (entry.Time === undefined ? now() : timeOf(entry.Time)).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: place.region,
      resources: entry.Resources ?? [],
      detail: JSON.parse(entry.Detail!),
    };
    const bus = busName(entry.EventBusName);
    for (const rule of rules) {
      if (rule.bus !== bus || !matchesPattern(rule.pattern, event)) continue;
      for (const target of rule.targets) {
        const id = `${event.id}/${randomUUID()}`;
        pending.set(id, { event, target });
        start(id, { event, target });
      }
    }
    return event.id;
  };

  return {
    put: (entries) =>
      entries.map((entry) => {
        const fault = faultOf(entry);
        if (fault !== undefined) throw new Error(fault.ErrorMessage);
        return publish(entry);
      }),
    putEvents: (entries) => {
      const results = entries.map((entry) => faultOf(entry) ?? { EventId: publish(entry) });
      return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
    },
    setRules: (resources) => {
      rules = resources
        .filter((resource) => resource.type === 'AWS::Events::Rule')
        .flatMap((resource) => {
          const { EventPattern: pattern, EventBusName, Targets, State } = resource.properties;
          if (pattern === undefined || State === 'DISABLED') return [];
          if (typeof pattern !== 'object' || pattern === null) {
            throw new Error(`The event pattern of ${physicalName(resource, place)} is not an object`);
          }
          return [
            {
              bus: busName(EventBusName as string | undefined),
              pattern: pattern as EventPattern,
              targets: (Targets ?? []) as RuleTarget[],
            },
          ];
        });
      for (const [id, delivery] of leftBehind.splice(0)) start(id, delivery);
    },
    idle: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stop: async () => {
      stopped = true;
      await Promise.allSettled(underWay);
    },
  };
};

const busName = (nameOrArn = 'default'): string =>
  nameOrArn.startsWith('arn:') ? nameOrArn.slice(nameOrArn.indexOf('/') + 1) : nameOrArn;

const timeOf = (time: number | string): Date => new Date(typeof time === 'number' ? time * 1000 : time);

const faultOf = (entry: PutEventsEntry): { ErrorCode: string; ErrorMessage: string } | undefined => {
  for (const field of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[field]) {
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: `Parameter ${field} is not valid. Reason: ${field} is a required argument.`,
      };
    }
  }
  let detail: unknown;
  try {
    detail = JSON.parse(entry.Detail!);
  } catch {
    detail = undefined;
  }
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
  const bytes = Buffer.byteLength(entry.Detail!) + Buffer.byteLength(entry.Source!)
    + Buffer.byteLength(entry.DetailType!);
  return bytes > maxEntryBytes
    ? { ErrorCode: 'InvalidArgument', ErrorMessage: 'Total size of the entry is over the limit of 262144 bytes.' }
    : undefined;
};
