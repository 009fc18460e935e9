/** AWS's own DynamoDB Local, whose jar comes inside the package amplify-dynamodb-simulator, as a child process. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { findPackageJSON } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { ADMIN_ACCESS_KEY } from '../types.ts';

export interface DynamoDb {
  readonly url: string;
  /** The connections to it, kept alive; the proxy in front uses the same. */
  readonly agent: Agent;
  stop(): Promise<void>;
}

/** An error answer of DynamoDB; `name` is the exception's short name, `ResourceNotFoundException`. */
export class DynamoDbError extends Error {
  constructor(type: string, message: string) {
    super(message);
    this.name = type.slice(type.indexOf('#') + 1);
  }
}

const startDeadlineMs = 60_000;

/**
 * The shell ends Java when its standard input closes, which the operating system does when this process dies, however
 * it dies. `wait` gives Java's exit code. Job control is off, so Java's own input is /dev/null.
 */
const dieWithParent = 'exec 3<&0; "$@" & child=$!; (cat <&3 >/dev/null; kill $child 2>/dev/null) & wait $child';

/**
 * Starts it and resolves once it answers. Without `dataDir` the tables live in memory. `port` 0 takes a free one.
 * Rejects with a sentence that names the remedy when Java is missing or too old, or the port is taken.
 */
export const startDynamoDb = async (options: { dataDir?: string; port: number }): Promise<DynamoDb> => {
  requireJava();
  const port = await freePort(options.port);
  const manifest = findPackageJSON('amplify-dynamodb-simulator', import.meta.url);
  if (manifest === undefined) throw new Error('amplify-dynamodb-simulator is not installed. Run: npm install');
  const emulator = join(dirname(manifest), 'emulator');
  if (options.dataDir !== undefined) mkdirSync(options.dataDir, { recursive: true });
  const child = spawn(
    'sh',
    [
      '-c',
      dieWithParent,
      'sh',
      'java',
      // Two cores are shared with everything else on the laptop: one collector thread.
      '-XX:+UseSerialGC',
      '-Xms128m',
      '-Xmx768m',
      `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(emulator, 'DynamoDBLocal.jar'),
      '-port',
      String(port),
      '-sharedDb',
      '-disableTelemetry',
      ...(options.dataDir === undefined ? ['-inMemory'] : ['-dbPath', options.dataDir]),
      // Its own session, so that Ctrl-C reaches only the local cloud, which then stops it in order.
    ],
    { cwd: emulator, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  );

  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  child.stdin.on('error', () => undefined); // closed by an end that `exited` reports
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let running = true;
  void exited.then(() => (running = false));

  const url = `http://127.0.0.1:${port}`;
  const agent = new Agent({ keepAlive: true, maxSockets: 128, scheduling: 'lifo' });
  const stop = async (): Promise<void> => {
    agent.destroy();
    child.stdin.end();
    await exited;
  };
  const deadline = Date.now() + startDeadlineMs;
  for (;;) {
    if (!running) throw new Error(`DynamoDB Local ended while starting:\n${output}`);
    try {
      await callDynamoDb({ url, agent }, 'DynamoDB_20120810.ListTables', { Limit: 1 });
      return { url, agent, stop };
    } catch (error) {
      if (Date.now() > deadline) {
        await stop();
        throw new Error(`DynamoDB Local did not answer in ${startDeadlineMs} ms:\n${output}`, { cause: error });
      }
      await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 50))]);
    }
  }
};

/** What DynamoDB Local wants to see of a signature: a key of letters and digits. Who calls is judged before. */
export const localAuthorization =
  `AWS4-HMAC-SHA256 Credential=${ADMIN_ACCESS_KEY}/20250101/local/dynamodb/aws4_request, `
  + 'SignedHeaders=host, Signature=0';

/** One call to DynamoDB or its streams as the admin, in their own JSON. Rejects with `DynamoDbError`. */
export const callDynamoDb = <T = unknown>(
  db: Pick<DynamoDb, 'url' | 'agent'>,
  target: string,
  input: object,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const body = Buffer.from(JSON.stringify(input));
    const outgoing = request(
      db.url,
      {
        method: 'POST',
        agent: db.agent,
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'content-length': body.length,
          'x-amz-target': target,
          authorization: localAuthorization,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const answer = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
          if (response.statusCode === 200) resolve(answer as T);
          else reject(new DynamoDbError(String(answer.__type), String(answer.message ?? answer.Message)));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });

interface TableDescription {
  readonly GlobalSecondaryIndexes?: readonly { readonly IndexName: string }[];
}

/**
 * Creates the table that the resolved properties of an `AWS::DynamoDB::Table` or `GlobalTable` describe, or adds the
 * indexes that it lacks; leaves the rest of an existing table alone. Billing is on demand whatever the template says:
 * DynamoDB Local has no limits. Expiry (TTL) is not set: AWS too promises only that it comes late.
 */
export const createTable = async (
  db: Pick<DynamoDb, 'url' | 'agent'>,
  name: string,
  properties: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const indexes = plainIndexes(properties.GlobalSecondaryIndexes);
  const existing = await callDynamoDb<{ Table: TableDescription }>(db, 'DynamoDB_20120810.DescribeTable', {
    TableName: name,
  }).catch((error: unknown) => {
    if (error instanceof DynamoDbError && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  });
  if (existing !== undefined) {
    const present = new Set(existing.Table.GlobalSecondaryIndexes?.map((index) => index.IndexName));
    for (const index of indexes.filter((candidate) => !present.has(String(candidate.IndexName)))) {
      await callDynamoDb(db, 'DynamoDB_20120810.UpdateTable', {
        TableName: name,
        AttributeDefinitions: properties.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      });
    }
    return;
  }
  const stream = properties.StreamSpecification as { StreamViewType?: string } | undefined;
  await callDynamoDb(db, 'DynamoDB_20120810.CreateTable', {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    ...(properties.LocalSecondaryIndexes !== undefined && { LocalSecondaryIndexes: properties.LocalSecondaryIndexes }),
    ...(stream?.StreamViewType !== undefined && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType },
    }),
  });
};

const plainIndexes = (indexes: unknown): Record<string, unknown>[] =>
  ((indexes ?? []) as Record<string, unknown>[]).map(({ IndexName, KeySchema, Projection }) => ({
    IndexName,
    KeySchema,
    Projection,
  }));

const requireJava = (): void => {
  const remedy = process.platform === 'darwin'
    ? 'brew install openjdk@17'
    : 'apt-get install -y openjdk-17-jre-headless';
  const found = spawnSync('java', ['-version'], { encoding: 'utf8' });
  // macOS has a stub that exits with an error when no Java is installed.
  if (found.error !== undefined || found.status !== 0) {
    throw new Error(`DynamoDB Local needs Java 17, and "java" does not run here. Install it with: ${remedy}`);
  }
  const major = Number(/version "(\d+)/.exec(found.stderr)?.[1]);
  if (major < 17) {
    throw new Error(`DynamoDB Local needs Java 17, and this is Java ${major}. Install it with: ${remedy}`);
  }
};

const freePort = (wanted: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause) =>
      reject(
        new Error(`Port ${wanted} for DynamoDB Local is taken. End what listens there, or start with a port offset.`, {
          cause,
        }),
      ));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted));
    });
  });
