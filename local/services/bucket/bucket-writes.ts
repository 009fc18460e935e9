/**
 * Conditional writes and versions, which fauxqs lacks. Writes to one key happen one after the other, so that a
 * condition is judged on what the write before it left. Each version is an object of a hidden bucket; objects that are
 * put together from parts (multipart) have none.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KeptMap } from '../kept-state.ts';
import type { BucketStore } from '../queues/queues-and-buckets.ts';

export interface BucketWrites {
  /** Keeps versions of what is written to the bucket from now on. */
  version(bucket: string): void;
  /**
   * Runs `pass`, which must lead to the response's end, when it is the key's turn. Answers false, and does not run it,
   * when `If-None-Match: *` or `If-Match` does not hold.
   */
  write(
    request: IncomingMessage,
    response: ServerResponse,
    bucket: string,
    key: string,
    pass: () => Promise<void> | void,
  ): Promise<boolean>;
  exists(bucket: string, key: string): boolean;
  /** The id of the newest version, if the bucket keeps them. */
  newest(bucket: string, key: string): string | undefined;
  /** Where a version is kept, as a path. */
  pathOf(bucket: string, key: string, version: string): string;
  forget(bucket: string, key: string): void;
}

/** `current` keeps the id of each key's newest version. */
export const openBucketWrites = (buckets: BucketStore, current: KeptMap<string>): BucketWrites => {
  const versioned = new Set<string>();
  /** Version ids that the writes under way will get. */
  const promised = new Map<string, string>();
  const lastWrite = new Map<string, Promise<void>>();

  const put = buckets.putObject.bind(buckets);
  buckets.putObject = (bucket, key, body, ...rest) => {
    const written = put(bucket, key, body, ...rest);
    const version = promised.get(`${bucket}/${key}`);
    if (version !== undefined) {
      put(versionsOf(bucket), `${key}/${version}`, body, ...rest);
      current.set(`${bucket}/${key}`, version);
    }
    return written;
  };
  const etagOf = (bucket: string, key: string): string | undefined => {
    try {
      return buckets.headObject(bucket, key).etag;
    } catch {
      return undefined; // it throws for what is not there
    }
  };

  return {
    version: (bucket) => {
      versioned.add(bucket);
      buckets.createBucket(versionsOf(bucket));
    },
    write: async (request, response, bucket, key, pass) => {
      const id = `${bucket}/${key}`;
      const before = lastWrite.get(id);
      const ended = new Promise<void>((resolve) => response.once('close', resolve));
      lastWrite.set(id, ended);
      void ended.then(() => {
        if (lastWrite.get(id) === ended) lastWrite.delete(id);
      });
      await before;
      const existing = etagOf(bucket, key);
      const { 'if-none-match': unless, 'if-match': only } = request.headers;
      if ((unless === '*' && existing !== undefined) || (only !== undefined && only !== existing)) return false;
      if (versioned.has(bucket)) {
        const version = randomBytes(16).toString('hex');
        promised.set(id, version);
        response.setHeader('x-amz-version-id', version);
        void ended.then(() => promised.delete(id));
      }
      await pass();
      return true;
    },
    exists: (bucket, key) => etagOf(bucket, key) !== undefined,
    newest: (bucket, key) => current.get(`${bucket}/${key}`),
    pathOf: (bucket, key, version) =>
      `/${versionsOf(bucket)}/${[...key.split('/'), version].map(encodeURIComponent).join('/')}`,
    forget: (bucket, key) => current.delete(`${bucket}/${key}`),
  };
};

const versionsOf = (bucket: string): string =>
  `versions-${createHash('sha256').update(bucket).digest('hex').slice(0, 40)}`;
