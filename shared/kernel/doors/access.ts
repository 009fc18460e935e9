import { invocation } from './invocation.ts';
import type { QueueName } from './queues.ts';
import type { settingKinds } from '../registered.ts';

/**
 * What one permission covers. IAM statements, environment variables and the local checks are all derived from these.
 */
export type Grant =
  /**
   * Items of the table whose partition key matches one of `keys` (`ORDER#*`); with `index`, that index's partition key.
   */
  | { on: 'table'; actions: readonly TableAction[]; keys: readonly string[]; index?: IndexName }
  /** Sending to a queue: a message for the job with this id (`notices/send-message`). */
  | { on: 'queue'; queue: QueueName; job: string }
  /** Putting off what these queues deliver, or giving it up with the reason. */
  | { on: 'deliveries'; queues: readonly QueueName[] }
  /** Looking at all that was given up; closing it as well; or asking it again: of queues and of functions. */
  | { on: 'dead-letters'; may: 'look' | 'close' | 'ask-again' }
  /** Running the jobs that share a queue with others. */
  | { on: 'jobs' }
  /** Running the function of the use case with this id, and waiting for its answer. */
  | { on: 'function'; useCase: string }
  /** Objects below `prefix` in one of the platform's buckets. */
  | { on: 'bucket'; bucket: BucketName; actions: readonly BucketAction[]; prefix: string }
  /**
   * Operations of the user pool, named as in the Cognito API. Only `Admin*` and `Describe*` need (and get) an IAM
   * permission; the others need the secret of the client.
   */
  | { on: 'users'; operations: readonly string[] }
  | { on: 'mail' }
  /** Sending text messages. */
  | { on: 'text' }
  | { on: 'bus' }
  /** Values that the stage sets (addresses and secrets of outside systems), read by `setting(name)`. */
  | { on: 'settings'; names: readonly SettingName[] };

export type TableAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheck';
export type BucketAction = 'GetObject' | 'PutObject' | 'ListBucket';
export type IndexName = 'gsi1' | 'gsi2' | 'gsi3';
export type BucketName = 'documents' | 'media' | 'exports' | 'web';
/** What contexts ask of a stage, as they register it. */
export type SettingName = keyof typeof settingKinds;
export type PlainSetting = { [N in SettingName]: (typeof settingKinds)[N] extends 'plain' ? N : never }[SettingName];

/** A named permission: what a use case lists in `touches`. */
export interface Access {
  readonly access: {
    readonly name: string;
    readonly grants: readonly Grant[];
    /** The operations that it bundles, when there are several. */
    readonly parts?: readonly string[];
  };
}

/** An operation that carries the permission it needs. Calling it from a use case that does not list it throws. */
export type Operation<A extends unknown[], R> = ((...args: A) => R) & Access;

/**
 * Makes an operation of a store out of a function.
 * @throws Error when the running use case does not declare it in `touches`: a missing grant fails in the first test,
 * not in production.
 */
export const operation = <A extends unknown[], R>(
  name: string,
  grants: readonly Grant[],
  run: (...args: A) => R,
): Operation<A, R> => {
  const guarded = (...args: A): R => {
    use(name);
    return run(...args);
  };
  return Object.assign(guarded, { access: { name, grants } });
};

/** Bundles operations under one name, for a use case that needs them all. */
export const together = (name: string, ...parts: readonly Access[]): Access => ({
  access: { name, grants: parts.flatMap(({ access }) => access.grants), parts: parts.flatMap(namesOf) },
});

/** The operations that an access stands for. */
export const namesOf = ({ access }: Access): readonly string[] => access.parts ?? [access.name];

const use = (name: string): void => {
  const running = invocation();
  if (!running.allowed.has(name)) {
    throw new Error(`${running.useCase} uses ${name} without declaring it: add it to touches`);
  }
  running.used.add(name);
};
