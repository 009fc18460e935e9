/**
 * Small state that outlives the process: named maps of JSON values, in memory for reading, written through to one
 * SQLite file. A write costs one row, however large the map, so nothing needs to be flushed at the end.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface KeptMap<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  /** In the order of first insertion, across runs too. */
  entries(): IterableIterator<[string, V]>;
  readonly size: number;
}

export interface KeptState {
  /** The map of that name; its values must survive JSON. Asked twice, it gives two maps that do not see each other. */
  map<V>(name: string): KeptMap<V>;
  close(): void;
}

/** Opens `state.db` in the folder, or a state that is forgotten when no folder is given. */
export const openState = (dataDir?: string): KeptState =>
  dataDir === undefined ? { map: <V>() => new Map<string, V>(), close: () => undefined } : openFile(dataDir);

const openFile = (dataDir: string): KeptState => {
  mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, 'state.db'));
  // Survives the end of the process, which is the promise; waiting for the disk on each write would slow every request.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
  db.exec('CREATE TABLE IF NOT EXISTS kept (map TEXT, key TEXT, value TEXT, PRIMARY KEY (map, key))');
  const read = db.prepare('SELECT key, value FROM kept WHERE map = ? ORDER BY rowid');
  const write = db.prepare(
    'INSERT INTO kept VALUES (?, ?, ?) ON CONFLICT (map, key) DO UPDATE SET value = excluded.value',
  );
  const remove = db.prepare('DELETE FROM kept WHERE map = ? AND key = ?');
  return {
    map: <V>(name: string): KeptMap<V> => {
      const values = new Map<string, V>();
      for (const row of read.all(name)) values.set(String(row.key), JSON.parse(String(row.value)) as V);
      return {
        get: (key) => values.get(key),
        set: (key, value) => {
          values.set(key, value);
          write.run(name, key, JSON.stringify(value));
        },
        delete: (key) => {
          if (values.delete(key)) remove.run(name, key);
        },
        entries: () => values.entries(),
        get size() {
          return values.size;
        },
      };
    },
    close: () => db.close(),
  };
};
