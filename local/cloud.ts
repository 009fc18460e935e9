/** The deployment on one machine: `startCloud` runs what the templates say, until it is stopped. */
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleAll, type Rebuilt } from '../infra/bundle.ts';
import { projectRoot } from '../infra/declarations.ts';
import { makeAdmin } from './admin.ts';
import { createAsynchronous } from './asynchronous.ts';
import { createAuthorizer } from './authorizer.ts';
import { startControl } from './control.ts';
import { createDeadLetters, type DeadLetters } from './dead-letters.ts';
import { readDeployment, type Deployment } from './deployment.ts';
import { errorLine } from './error-line.ts';
import { createFunctions, type Outcome } from './functions.ts';
import { startGateway } from './gateway.ts';
import { readMetrics, type Metrics } from './metrics.ts';
import { createPages } from './pages.ts';
import { portsAt, requireFree } from './ports.ts';
import { mapQueue, type QueueMapping } from './queue-mapping.ts';
import { waitUntilQuiet } from './quiet.ts';
import { sandboxSettings, startSandboxes } from './sandboxes.ts';
import { createSchedules, type Schedules } from './schedules.ts';
import { startAwsServices } from './services/aws-endpoint.ts';
import { queueUrl } from './services/names.ts';
import type { AwsServices, Place, StreamReader } from './services/types.ts';
import { shiftedClock } from './shifted-clock.ts';
import { synthesizeStacks } from './stacks.ts';
import { resolveStacks, type Stack } from './template.ts';
import { buildWorkerProgram } from './worker-program.ts';

export interface CloudOptions {
  /** Added to every port, so that two clouds run on one machine. */
  readonly portOffset?: number;
  /** Where data is kept between runs; with `null` it lives in memory. `.local/` unless said otherwise. */
  readonly dataDir?: string | null;
  /** Forgets what an earlier run kept. */
  readonly fresh?: boolean;
  /** Says nothing on the terminal; the logs say it anyway. */
  readonly quiet?: boolean;
  /** Watches the sources and reloads what changes. */
  readonly watch?: boolean;
  /** File that every HTTP exchange is appended to, one JSON object a line (`Exchange` of gateway.ts). */
  readonly record?: string;
}

/** One line of the table that says what runs where. */
export interface StatusRow {
  readonly what: string;
  /** An address, or a folder. */
  readonly where: string;
  readonly note: string;
}

export interface Cloud {
  readonly urls: {
    readonly api: string;
    readonly shop: string;
    readonly merchant: string;
    readonly operator: string;
    readonly docs: string;
    readonly inbox: string;
    readonly control: string;
    readonly aws: string;
    readonly paymentProvider: string;
    readonly carrier: string;
  };
  readonly services: AwsServices;
  readonly deadLetters: DeadLetters;
  /** Milliseconds since the epoch, by the local clock. */
  now(): number;
  /**
   * Moves the clock of functions, tokens and sandbox programs. What becomes due is done, the minute's sweep first,
   * then less frequent schedules, once each. Resolves when that is done: `true`, or `false` when it took over a minute.
   */
  moveClock(ms: number): Promise<boolean>;
  /** Waits until no request, event, message or webhook is under way. Returns whether that came about in time. */
  quiet(timeoutMs?: number): Promise<boolean>;
  /** Runs a use case as Lambda would be asked to: `ordering/place-order`. @throws Error when there is none */
  invoke(useCase: string, event: unknown): Promise<Outcome>;
  /** Fires the schedules of a use case now. Returns how many it has. */
  runSchedule(useCase: string): Promise<number>;
  schedules(): ReturnType<Schedules['list']>;
  /** Makes an account an admin. With a password, it is registered first unless it can sign in with it already. */
  makeAdmin(login: string, password?: string): Promise<void>;
  metrics(): Promise<Metrics>;
  status(): readonly StatusRow[];
  /** Ends all threads and processes. Safe to call twice. */
  stop(): Promise<void>;
}

const region = 'us-east-1';
const accountId = '000000000000';
const quietAfterMove = 60_000;

/**
 * Starts everything and resolves when it answers. @throws Error with the command that helps: no Java, a taken port,
 * sources that do not build
 */
export const startCloud = async (options: CloudOptions = {}): Promise<Cloud> => {
  const { portOffset = 0, quiet = false, fresh = false, watch = false, record } = options;
  const ports = portsAt(portOffset);
  await requireFree(ports);

  const home = join(projectRoot, '.local', portOffset === 0 ? '' : `offset-${portOffset}`);
  const dataDir = options.dataDir === undefined ? join(home, 'data') : (options.dataDir ?? undefined);
  const logs = join(home, 'logs');
  if (fresh && dataDir) await rm(dataDir, { recursive: true, force: true });
  if (fresh || !dataDir) await rm(logs, { recursive: true, force: true });
  await Promise.all(
    [logs, dataDir].filter((folder) => folder !== undefined).map((folder) => mkdir(folder, { recursive: true })),
  );
  const say = (text: string): void => {
    if (!quiet) console.error(text);
  };

  const place: Place = { region, accountId, endpointUrl: `http://127.0.0.1:${ports.aws}` };
  const clock = shiftedClock(await keptOffset(dataDir));
  const plan = (stacks: readonly Stack[]): Deployment =>
    readDeployment(
      resolveStacks(stacks, place, (_, name) => `local ${name}`),
      place,
    );

  const assembly = join(home, 'cdk.out');
  const bundles = join(home, 'bundles');
  let onRebuilt = (_: Rebuilt): void => undefined;
  const [stacks, program, bundling] = await Promise.all([
    synthesizeStacks(assembly),
    buildWorkerProgram(home),
    bundleAll({ watch: { folder: bundles, onRebuilt: (rebuilt) => onRebuilt(rebuilt) } }),
  ]);
  if (!watch) await bundling.stop();
  let deployment = plan(stacks);

  const functions = createFunctions({
    place,
    clock,
    logs,
    bundleOf: (spec) => join(bundles, spec.bundle, 'index.mjs'),
    compileCache: join(projectRoot, '.local/compile-cache'),
    program,
    sourceMaps: watch,
    settings: sandboxSettings(ports),
    onError: (functionName, message) => say(`✗ ${functionName}: ${errorLine(message)}`),
  });
  let activity = 0;
  const invoke = (functionName: string, event: unknown, requestId?: string): Promise<Outcome> => {
    activity += 1;
    return functions.invoke(functionName, event, requestId);
  };
  const asynchronous = createAsynchronous({
    place,
    invoke,
    specOf: (functionName) => deployment.functions.get(functionName),
    send: (queueArn, body) => services.queues.send(queueArn, body),
    onGivenUp: (functionName, message) => say(`✗ ${functionName}: ${message}`),
  });
  const onFault = (message: string, cause: unknown): void =>
    say(`✗ ${message}: ${cause instanceof Error ? cause.message : String(cause)}`);

  const services = await startAwsServices({
    dataDir,
    region,
    accountId,
    clock,
    ports: { endpoint: ports.aws, dynamodb: ports.dynamodb },
    resources: deployment.resources,
    policies: deployment.policies,
    deliver: asynchronous.deliver,
    onRefusal: (message) => say(`✗ ${message}`),
    onFault,
  });
  functions.deploy(deployment.functions);

  const mappings = new Map<string, QueueMapping>();
  const readers = new Map<string, StreamReader>();
  const connect = (): void => {
    for (const spec of deployment.queueMappings) {
      const url = queueUrl(place, spec.queueArn.slice(spec.queueArn.lastIndexOf(':') + 1));
      if (!mappings.has(url)) mappings.set(url, mapQueue({ spec, queues: services.queues, invoke }));
    }
    for (const { reader, streamArn, functionName, batchSize, filters } of deployment.streamMappings) {
      if (readers.has(reader)) continue;
      readers.set(
        reader,
        services.readStream({
          reader,
          batchSize,
          filters,
          tableName: streamArn.split('/')[1]!,
          deliver: async (records) => {
            const outcome = await invoke(functionName, { Records: records });
            if (!outcome.ok) throw new Error(outcome.error.errorMessage);
            return outcome.result as { batchItemFailures?: { itemIdentifier: string }[] } | undefined;
          },
        }),
      );
    }
  };
  connect();
  services.onQueueSend((url) => mappings.get(url)?.wake());

  const schedules = createSchedules({ clock, place, invoke: asynchronous.invoke });
  schedules.deploy(deployment.schedules);

  const authorize = createAuthorizer({
    keys: () => services.userPools.jwks.keys,
    issuerOf: (userPoolId) => services.userPools.issuer(userPoolId),
    now: clock.now,
  });
  const exchanges = record === undefined ? undefined : createWriteStream(record, { flags: 'a' });
  const pages = createPages({ inbox: services.inbox, status: () => cloud.status() });
  const gateway = await startGateway({
    port: ports.api,
    accountId,
    authorize,
    invoke,
    now: clock.now,
    elsewhere: pages,
    onExchange: exchanges && ((exchange) => void exchanges.write(`${JSON.stringify(exchange)}\n`)),
  });
  gateway.deploy(deployment);

  const sandboxes = await startSandboxes({
    ports,
    dataDir,
    logs,
    platform: gateway.url,
    onEnd: (name) => say(`✗ The sandbox ${name} has ended; ${join(logs, `${name}.log`)} says why`),
  });
  await sandboxes.moveClock(clock.offsetMs());

  const redeploy = async (): Promise<void> => {
    const next = plan(await synthesizeStacks(assembly));
    if (JSON.stringify(next.resources) === JSON.stringify(deployment.resources)) return;
    deployment = next;
    services.setPolicies(deployment.policies);
    await services.addResources(deployment.resources);
    functions.deploy(deployment.functions);
    gateway.deploy(deployment);
    schedules.deploy(deployment.schedules);
    connect();
    say('↻ The templates have changed and are deployed');
  };
  let redeploying = Promise.resolve();
  onRebuilt = ({ changed, errors }) => {
    for (const error of errors) say(`✗ ${error}`);
    if (changed.length === 0) return;
    const stale = [...deployment.functions.values()].filter(({ bundle }) => changed.includes(bundle));
    functions.replace(stale.map(({ name }) => name));
    say(`↻ ${changed.length > 3 ? `${changed.length} functions` : changed.join(', ')}`);
    redeploying = redeploying.then(redeploy).catch((error: Error) => say(`✗ ${error.message}`));
  };

  const functionOf = (useCase: string): string => {
    const found = [...deployment.functions.values()].find((spec) => spec.useCase === useCase);
    if (!found) throw new Error(`There is no use case ${useCase}`);
    return found.name;
  };
  const waitForQuiet = (timeoutMs = 10_000): Promise<boolean> =>
    waitUntilQuiet(
      {
        streamsIdle: async () => void (await Promise.all([...readers.values()].map((reader) => reader.idle()))),
        busIdle: () => services.bus.idle(),
        pending: () => functions.active() + [...mappings.values()].filter((mapping) => !mapping.idle()).length,
        activity: () => activity,
        pendingWebhooks: sandboxes.pendingWebhooks,
      },
      timeoutMs,
    );

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    schedules.stop();
    await Promise.all([gateway.stop(), control.stop(), bundling.stop()]);
    asynchronous.stop();
    await Promise.all([...mappings.values()].map((mapping) => mapping.stop()));
    await functions.stop();
    await Promise.all([sandboxes.stop(), services.stop()]);
    exchanges?.end();
  };

  const urls = {
    api: gateway.url,
    shop: `${gateway.url}/shop`,
    merchant: `${gateway.url}/merchant`,
    operator: `${gateway.url}/operator`,
    docs: `${gateway.url}/docs`,
    inbox: `${gateway.url}/inbox`,
    control: `http://127.0.0.1:${ports.control}`,
    aws: services.url,
    ...sandboxes.urls,
  };
  const cloud: Cloud = {
    urls,
    services,
    get deadLetters() {
      return createDeadLetters(deployment.resources, place, services.queues, (functionName, event) => {
        asynchronous.invoke(functionName, event).catch(() => undefined);
      });
    },
    now: clock.now,
    moveClock: async (ms) => {
      clock.set(clock.offsetMs() + ms);
      await Promise.all([sandboxes.moveClock(clock.offsetMs()), keepOffset(dataDir, clock.offsetMs())]);
      await schedules.catchUp(async () => void (await waitForQuiet(quietAfterMove)));
      return waitForQuiet(quietAfterMove);
    },
    quiet: waitForQuiet,
    invoke: async (useCase, event) => invoke(functionOf(useCase), event),
    runSchedule: async (useCase) => schedules.run(functionOf(useCase)),
    schedules: schedules.list,
    makeAdmin: async (login, password) => {
      await makeAdmin({ place, shopUrl: urls.shop, inbox: services.inbox }, login, password);
      await waitForQuiet();
    },
    metrics: () => readMetrics(functions, services.counters, ports.dynamodb),
    status: () => [
      ...deployment.apis.map(({ audience, routes }) => ({
        what: `API: ${audience}`,
        where: `${urls.api}/${audience}`,
        note: `${routes.length} routes`,
      })),
      { what: 'API reference', where: urls.docs, note: '' },
      { what: 'Inbox', where: urls.inbox, note: 'codes and mails' },
      { what: 'Control', where: urls.control, note: 'clock, admin, dead letters' },
      { what: 'AWS endpoint', where: urls.aws, note: 'DynamoDB, SQS, S3, Cognito, EventBridge, SES' },
      { what: 'DynamoDB Local', where: `http://127.0.0.1:${ports.dynamodb}`, note: dataDir ?? 'in memory' },
      { what: 'Payment provider', where: urls.paymentProvider, note: 'sandbox program' },
      { what: 'Carriers', where: urls.carrier, note: 'sandbox program' },
      {
        what: 'Functions',
        where: logs,
        note: `${deployment.functions.size} functions, ${functions.threads()} threads; their logs`,
      },
      {
        what: 'Plumbing',
        where: assembly,
        note: `${mappings.size} queues, ${readers.size} streams, ${schedules.list().length} schedules`,
      },
    ],
    stop: () => (stopped ??= stop()),
  };
  const control = await startControl(ports.control, cloud);
  return cloud;
};

const offsetFile = (dataDir: string): string => join(dataDir, 'clock.json');

/** Data that is kept must not become younger than the clock: the offset stays with it. */
const keptOffset = async (dataDir: string | undefined): Promise<number> =>
  dataDir
    ? readFile(offsetFile(dataDir), 'utf8').then(
        (text) => (JSON.parse(text) as { offsetMs: number }).offsetMs,
        () => 0,
      )
    : 0;

const keepOffset = async (dataDir: string | undefined, offsetMs: number): Promise<void> => {
  if (dataDir) await writeFile(offsetFile(dataDir), JSON.stringify({ offsetMs }));
};
