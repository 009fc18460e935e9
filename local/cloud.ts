/** The deployment on one machine: `startCloud` runs what the templates say, until it is stopped. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { makeAdmin } from './admin.ts';
import { createAsynchronous } from './runtime/asynchronous.ts';
import { createAuthorizer } from './gateway/authorizer.ts';
import { startControl } from './control.ts';
import { createDeadLetters, type DeadLetters } from './runtime/dead-letters.ts';
import type { Deployment } from './deployment/deployment.ts';
import { errorLine } from './error-line.ts';
import { createFunctions, type Outcome } from './runtime/functions.ts';
import { startGateway } from './gateway/gateway.ts';
import { openHome } from './home.ts';
import { readMetrics, type Metrics } from './runtime/metrics.ts';
import { createPages } from './gateway/pages.ts';
import { createPlumbing } from './runtime/plumbing.ts';
import { portsAt, requireFree } from './ports.ts';
import { waitUntilQuiet } from './quiet.ts';
import { sandboxSettings, startSandboxes } from './sandboxes.ts';
import { createSchedules, type Schedules } from './runtime/schedules.ts';
import { startAwsServices } from './services/aws-endpoint.ts';
import { readObject } from './services/bucket/read-object.ts';
import type { AwsServices, Place } from './services/types.ts';
import { shiftedClock } from './shifted-clock.ts';
import { openSources } from './deployment/sources.ts';
import { statusRows, type StatusRow, type Urls } from './status.ts';
import { buildWorkerProgram } from './runtime/worker-program.ts';

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
  /** Keeps public answers for as long as the edge may; without, what has changed is seen at once. */
  readonly edge?: boolean;
}

export interface Cloud {
  readonly urls: Urls;
  readonly services: AwsServices;
  /** Known to whoever reaches the control endpoint: who sends it may say which address it comes from. */
  readonly visitorKey: string;
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
  const { portOffset = 0, dataDir, quiet = false, fresh = false, watch = false, record, edge = false } = options;
  const ports = portsAt(portOffset);
  await requireFree(ports);
  const home = await openHome({ portOffset, dataDir, fresh });
  const place: Place = { region, accountId, endpointUrl: `http://127.0.0.1:${ports.aws}` };
  const clock = shiftedClock(home.clockOffsetMs);
  const say = (text: string): void => {
    if (!quiet) console.error(text);
  };

  // Synthesis takes longest and one core; what is no part of it starts beside it.
  const [sources, services, sandboxes, program] = await allStarted([
    openSources({ home, place, watch }),
    startAwsServices({
      dataDir: home.dataDir,
      region,
      accountId,
      clock,
      ports: { endpoint: ports.aws, dynamodb: ports.dynamodb },
      deliver: (...delivery) => asynchronous.deliver(...delivery),
      invoke: (...call) => invoke(...call),
      invokeLater: (...call) => invokeLater(...call),
      onRefusal: (message) => say(`✗ ${message}`),
      onFault: (message, cause) => say(`✗ ${message}: ${cause instanceof Error ? cause.message : String(cause)}`),
    }),
    startSandboxes({
      ports,
      dataDir: home.dataDir,
      logs: home.logs,
      platform: `http://127.0.0.1:${ports.api}`,
      onEnd: (name) => say(`✗ The sandbox ${name} has ended; ${join(home.logs, `${name}.log`)} says why`),
    }),
    buildWorkerProgram(home.folder),
  ]);
  const { deployment, bundleOf } = sources;

  const functions = createFunctions({
    place,
    clock,
    program,
    bundleOf: ({ bundle }) => bundleOf(bundle),
    logs: home.logs,
    compileCache: home.compileCache,
    sourceMaps: watch,
    settings: { ...sandboxSettings(ports), ...siteSettings(`http://127.0.0.1:${ports.api}`) },
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
    specOf: (functionName) => deployment().functions.get(functionName),
    send: (queueArn, body) => services.queues.send(queueArn, body),
    onGivenUp: (functionName, message) => say(`✗ ${functionName}: ${message}`),
  });

  /** Without waiting. It rejects only when the cloud stops meanwhile. */
  const invokeLater = (functionName: string, event: unknown): void => {
    asynchronous.invoke(functionName, event).catch(() => undefined);
  };

  const schedules = createSchedules({ clock, place, invoke: asynchronous.invoke });
  const authorize = createAuthorizer({
    keys: () => services.userPools.jwks.keys,
    issuerOf: (userPoolId) => services.userPools.issuer(userPoolId),
    now: clock.now,
  });
  const visitorKey = randomUUID();
  const exchanges = record === undefined ? undefined : createWriteStream(record, { flags: 'a' });
  const gateway = await startGateway({
    port: ports.api,
    accountId,
    visitorKey,
    authorize,
    invoke,
    now: clock.now,
    own: createPages({ inbox: services.inbox, status: () => cloud.status() }),
    built: home.web,
    fetchFile: readObject(place, clock.now),
    edge,
    onExchange: exchanges && ((exchange) => void exchanges.write(`${JSON.stringify(exchange)}\n`)),
  });
  const plumbing = createPlumbing({ place, services, invoke });

  const deploy = async (next: Deployment): Promise<void> => {
    services.setPolicies(next.policies);
    functions.deploy(next.functions);
    await services.addResources(next.resources);
    gateway.deploy(next);
    plumbing.deploy(next);
    schedules.deploy(next.schedules);
  };
  await deploy(deployment());
  sources.onChange({ reload: functions.reload, deploy, say });
  await sandboxes.moveClock(clock.offsetMs());

  const functionOf = (useCase: string): string => {
    const found = [...deployment().functions.values()].find((spec) => spec.useCase === useCase);
    if (!found) throw new Error(`There is no use case ${useCase}`);
    return found.name;
  };
  const waitForQuiet = (timeoutMs = 10_000): Promise<boolean> =>
    waitUntilQuiet(
      {
        streamsIdle: plumbing.streamsIdle,
        busIdle: services.bus.idle,
        pending: () => functions.active() + plumbing.busyQueues(),
        activity: () => activity,
        pendingWebhooks: sandboxes.pendingWebhooks,
      },
      timeoutMs,
    );

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    schedules.stop();
    await Promise.all([gateway.stop(), control.stop(), sources.stop()]);
    asynchronous.stop();
    await plumbing.stop();
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
    visitorKey,
    get deadLetters() {
      return createDeadLetters(deployment().resources, place, services.queues, invokeLater);
    },
    now: clock.now,
    moveClock: async (ms) => {
      clock.set(clock.offsetMs() + ms);
      await Promise.all([sandboxes.moveClock(clock.offsetMs()), home.keepClockOffset(clock.offsetMs())]);
      await schedules.catchUp(async () => void (await waitForQuiet(quietAfterMove)));
      return waitForQuiet(quietAfterMove);
    },
    quiet: waitForQuiet,
    invoke: async (useCase, event) => invoke(functionOf(useCase), event),
    runSchedule: async (useCase) => schedules.run(functionOf(useCase)),
    schedules: schedules.list,
    makeAdmin: async (login, password) => {
      await makeAdmin(
        { place, offsetMs: clock.offsetMs(), shopUrl: urls.shop, inbox: services.inbox },
        login,
        password,
      );
      await waitForQuiet();
    },
    metrics: () => readMetrics(functions, services.counters, ports.dynamodb),
    status: () =>
      statusRows({
        urls,
        home,
        dynamodb: `http://127.0.0.1:${ports.dynamodb}`,
        deployment: deployment(),
        threads: functions.threads(),
        ...plumbing.counts(),
      }),
    stop: () => (stopped ??= stop()),
  };
  const control = await startControl(ports.control, cloud);
  return cloud;
};

/** Where people go: all of it is under one host. */
const siteSettings = (host: string): Record<string, string> => ({
  SITE: host,
  SHOP_SITE: host,
  MERCHANT_SITE: `${host}/console/merchant`,
  OPERATOR_SITE: `${host}/console/operator`,
});

/** What several starts have started. When one fails, those that did not are stopped again. @throws Error its own */
const allStarted = async <T extends readonly unknown[]>(starts: { [I in keyof T]: Promise<T[I]> }): Promise<T> => {
  const outcomes = await Promise.allSettled(starts);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) {
    const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    await Promise.all(started.map((one) => (one as { stop?: () => Promise<void> }).stop?.()));
    throw failed.reason;
  }
  return (await Promise.all(starts)) as unknown as T;
};
