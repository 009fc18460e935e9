import { createHash } from 'node:crypto';
import { env } from '../env.ts';

/**
 * A list that everybody writes to, spread over partitions, since one of them bears 1,000 write units a second. Into how
 * many is for the stage to say (`shards` in infra/stages.ts). What has been written keeps the partition that it was
 * written to: readers look wherever a count that has ever been in force may have put it.
 */
export interface ShardedList {
  /** What its grants name: `DUE#*`. */
  readonly keys: string;
  /** The partition in which what has this key is put from now on. */
  readonly place: (key: string) => string;
  /** The partitions in which something of this key may stand. */
  readonly placesOf: (key: string) => string[];
  /** Every partition in which anything may stand. */
  readonly partitions: () => string[];
}

/** @param name `DUE`: its partitions are `DUE#0`, `DUE#1` and so on */
export const shardedList = (name: string): ShardedList => {
  const partition = (shard: number): string => `${name}#${shard}`;
  const shardOf = (key: string, count: number): number => createHash('sha256').update(key).digest()[0]! % count;
  return {
    keys: `${name}#*`,
    place: (key) => partition(shardOf(key, counts().at(-1)!)),
    placesOf: (key) => [...new Set(counts().map((count) => partition(shardOf(key, count))))],
    partitions: () => Array.from({ length: Math.max(...counts()) }, (_, shard) => partition(shard)),
  };
};

/** The counts that have been in force, the present one last. */
const counts = (): number[] => env('SHARDS').split(' ').map(Number);
