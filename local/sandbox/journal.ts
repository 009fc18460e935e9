import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Values by id, in the order in which they first came, optionally found by one more key that never changes. */
export type Collection<T> = {
  get(id: string): T | undefined;
  put(id: string, value: T): T;
  delete(id: string): void;
  all(): Iterable<T>;
  /** The values with this index key, oldest first. */
  by(key: string): T[];
};

/** The whole state of a sandbox program: in memory, and in one file of JSON lines where a folder is given. */
export type Journal = {
  collection<T>(name: string, indexKey?: (value: T) => string): Collection<T>;
  /** Forgets everything, in memory and on disk. */
  clear(): void;
  close(): void;
};

type Line = [collection: string, id: string, value?: unknown];

/** Opens the journal `<dir>/<name>.jsonl`, reads it and compacts it; without a folder nothing is kept on disk. */
export const openJournal = (name: string, dir?: string): Journal => {
  const collections = new Map<string, { values: Map<string, unknown>; reset(): void }>();
  const path = dir === undefined ? undefined : join(dir, `${name}.jsonl`);
  const saved = path === undefined ? new Map<string, Map<string, unknown>>() : readLines(path);
  const file = path === undefined ? undefined : compact(path, saved);
  const append = (line: Line) => {
    if (file !== undefined) writeSync(file, `${JSON.stringify(line)}\n`);
  };

  return {
    collection: <T>(collection: string, indexKey?: (value: T) => string): Collection<T> => {
      const values = (saved.get(collection) ?? new Map()) as Map<string, T>;
      const index = new Map<string, Set<string>>();
      const enter = (id: string, value: T) => {
        if (indexKey === undefined) return;
        const key = indexKey(value);
        const ids = index.get(key);
        if (ids) ids.add(id);
        else index.set(key, new Set([id]));
      };
      for (const [id, value] of values) enter(id, value);
      collections.set(collection, { values, reset: () => index.clear() });

      return {
        get: (id) => values.get(id),
        put: (id, value) => {
          if (!values.has(id)) enter(id, value);
          values.set(id, value);
          append([collection, id, value]);
          return value;
        },
        delete: (id) => {
          const value = values.get(id);
          if (value === undefined) return;
          if (indexKey) index.get(indexKey(value))?.delete(id);
          values.delete(id);
          append([collection, id]);
        },
        all: () => values.values(),
        by: (key) => [...(index.get(key) ?? [])].flatMap((id) => values.get(id) ?? []),
      };
    },
    clear: () => {
      for (const { values, reset } of collections.values()) {
        values.clear();
        reset();
      }
      if (file !== undefined) ftruncateSync(file);
    },
    close: () => {
      if (file !== undefined) closeSync(file);
    },
  };
};

const readLines = (path: string): Map<string, Map<string, unknown>> => {
  const collections = new Map<string, Map<string, unknown>>();
  if (!existsSync(path)) return collections;
  // A program killed in the middle of a write leaves half a line behind the last line break; it was never answered for.
  for (const text of readFileSync(path, 'utf8').split('\n').slice(0, -1)) {
    const [collection, id, value] = JSON.parse(text) as Line;
    const values = collections.get(collection) ?? new Map<string, unknown>();
    collections.set(collection, values);
    if (value === undefined) values.delete(id);
    else values.set(id, value);
  }
  return collections;
};

const compact = (path: string, collections: Map<string, Map<string, unknown>>): number => {
  mkdirSync(join(path, '..'), { recursive: true });
  const lines = [...collections].flatMap(([name, values]) =>
    [...values].map(([id, value]) => JSON.stringify([name, id, value]))
  );
  writeFileSync(`${path}.new`, lines.map((line) => `${line}\n`).join(''));
  renameSync(`${path}.new`, path);
  return openSync(path, 'a');
};
