/**
 * SQS and S3 by fauxqs, inside this process. It is put together from its parts rather than started by `startFauxqs`,
 * which would listen on every network interface of the machine, past the endpoint that knows who may do what.
 */
import { mkdirSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DatabaseSync } from 'node:sqlite';
import { buildApp } from 'fauxqs';
import type { BuildAppOptions } from 'fauxqs';
import { physicalName, queueArn, queueUrl } from '../names.ts';
import type { QueueMessage, QueueStore } from './queues.ts';
import type { Place, Resource } from '../types.ts';

type Stores = NonNullable<BuildAppOptions['stores']>;
export type FauxqsApp = ReturnType<typeof buildApp>;
export type BucketStore = Stores['s3Store'];
type QueueStoreClass = { new(): QueueStore; createMessage(body: string): QueueMessage };

export interface QueuesAndBuckets {
  /** fauxqs's HTTP application, ready; it listens nowhere. */
  readonly app: FauxqsApp;
  readonly buckets: BucketStore;
  readonly queues: QueueStore;
  /** A message that is not in a queue yet. */
  readonly createMessage: (body: string) => QueueMessage;
  /** Creates what is missing, and gives an existing queue the attributes of the template. */
  addResources(resources: readonly Resource[]): void;
  stop(): Promise<void>;
}

/** S3 takes 5 GiB in one request; a laptop holds it in memory, so less. */
const maxUploadBytes = 512 * 1024 * 1024;

const fauxqsModule = async <T>(file: string): Promise<T> => {
  const manifest = findPackageJSON('fauxqs', import.meta.url);
  if (manifest === undefined) throw new Error('fauxqs is not installed. Run: npm install');
  return (await import(pathToFileURL(join(dirname(manifest), 'dist', file)).href)) as T;
};

/** Opens both; with `dataDir`, messages are kept in SQLite and objects as files under `objects/`. */
export const openQueuesAndBuckets = async (options: { dataDir?: string; place: Place }): Promise<QueuesAndBuckets> => {
  const { dataDir, place } = options;
  const [{ SqsStore }, { SnsStore }, { S3Store }] = await Promise.all([
    fauxqsModule<{ SqsStore: QueueStoreClass }>('sqs/sqsStore.js'),
    fauxqsModule<{ SnsStore: new() => Stores['snsStore'] }>('sns/snsStore.js'),
    fauxqsModule<{ S3Store: new() => BucketStore }>('s3/s3Store.js'),
  ]);
  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const closePersistence = dataDir === undefined ? () => undefined : await persist(stores, dataDir);

  const app = buildApp({ logger: false, defaultRegion: place.region, stores });
  app.removeContentTypeParser('*');
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxUploadBytes }, (_request, body, done) => {
    done(null, body);
  });
  await app.ready();

  return {
    app,
    buckets: stores.s3Store,
    queues: stores.sqsStore,
    createMessage: (body) => SqsStore.createMessage(body),
    addResources: (resources) => {
      for (const resource of resources) {
        if (resource.type === 'AWS::S3::Bucket') stores.s3Store.createBucket(physicalName(resource, place));
        if (resource.type !== 'AWS::SQS::Queue') continue;
        const name = physicalName(resource, place);
        const attributes = queueAttributes(resource.properties);
        const existing = stores.sqsStore.getQueueByName(name);
        if (existing === undefined) {
          stores.sqsStore.createQueue(name, queueUrl(place, name), queueArn(place, name), attributes);
        } else {
          existing.setAttributes(attributes);
          Object.assign(existing, { url: queueUrl(place, name) }); // another port since the last run
        }
      }
    },
    stop: async () => {
      await app.close();
      closePersistence();
    },
  };
};

const persist = async ({ sqsStore, snsStore, s3Store }: Stores, dataDir: string): Promise<() => void> => {
  type Messages = NonNullable<Stores['sqsStore']['persistence']>;
  type Objects = NonNullable<BucketStore['persistence']>;
  const [{ PersistenceManager }, { FileS3Persistence }] = await Promise.all([
    fauxqsModule<{ PersistenceManager: new(dir: string) => Messages }>('persistence.js'),
    fauxqsModule<{ FileS3Persistence: new(dir: string) => Objects & { loadS3(store: BucketStore): void } }>(
      's3/fileS3Persistence.js',
    ),
  ]);
  mkdirSync(dataDir, { recursive: true });
  const messages = new PersistenceManager(dataDir);
  const db = Reflect.get(messages, 'db') as DatabaseSync;
  // Each message would wait for the disk two or three times in its life, in the process that serves every request.
  db.exec('PRAGMA synchronous = OFF');
  // fauxqs 2.4.1 would forget the number of deliveries of a message that is released, which its own table refuses.
  const release = db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  messages.updateMessageReady = (messageId) => void release.run(messageId);
  messages.loadSqsAndSns(sqsStore, snsStore);
  sqsStore.persistence = messages;
  snsStore.persistence = messages;
  for (const queue of sqsStore.allQueues()) queue.persistence = messages;
  const objects = new FileS3Persistence(join(dataDir, 'objects'));
  objects.loadS3(s3Store);
  s3Store.persistence = objects;
  return () => messages.close();
};

/** The properties of an `AWS::SQS::Queue` as the attributes of SQS: all strings. */
const queueAttributes = (properties: Readonly<Record<string, unknown>>): Record<string, string> => {
  const names = [
    'VisibilityTimeout',
    'DelaySeconds',
    'MaximumMessageSize',
    'MessageRetentionPeriod',
    'ReceiveMessageWaitTimeSeconds',
    'FifoQueue',
    'ContentBasedDeduplication',
    'RedrivePolicy',
  ];
  return Object.fromEntries(
    names
      .filter((name) => properties[name] !== undefined)
      .map((name) => {
        const value = properties[name];
        return [name, typeof value === 'object' ? JSON.stringify(value) : String(value)];
      }),
  );
};
