/** What the default stage costs a month, from what is declared and from list prices. */
import { through, type Declaration } from '../../infra/declarations.ts';
import { stageNamed } from '../../infra/stages.ts';
import { queueNames } from '../../shared/kernel/doors/queues.ts';
import { measuredOrder } from './scale.ts';

/** List prices in us-east-1, USD, November 2026; without any free tier. */
const price = {
  lambdaRequests: 0.20 / 1e6,
  lambdaGbSeconds: 0.0000133334,
  apiRequests: 1 / 1e6,
  writeUnits: 0.625 / 1e6,
  readUnits: 0.125 / 1e6,
  storageGb: 0.25 + 0.20,
  queueRequests: 0.40 / 1e6,
  events: 1 / 1e6,
  schedules: 1 / 1e6,
  logGb: 0.50,
  traces: 5 / 1e6,
  secret: 0.40,
  mail: 0.10 / 1e3,
  /** To China; to other countries from one cent to ten. */
  text: 0.032,
};

const minutes = 730 * 60;
const gigabytes = 0.5;
const dispatcherGigabytes = 0.25;
/** Seconds of a run that finds nothing to do. */
const idleRun = 0.05;
const logBytes = 1500;
/**
 * Lambda keeps five pollers on a queue that has nothing in it; each asks every 20 s. Two would do where the mapping has
 * no maximum of concurrency, says AWS's documentation; ours have one.
 */
const pollsAMinute = 5 * 3;
/** Partitions of each list that is spread, all of which are looked into. */
const shards = Math.max(...stageNamed('dev').shards);

/**
 * What one order of two lines of two shops takes from the first look to its payouts: what `npm run measure:capacity`
 * counts, rounded up, and some requests of people who look around.
 */
const order = {
  requests: 40,
  seconds: 0.06,
  writeUnits: 950,
  /** Of these, what messages take. */
  messageUnits: 84,
  readUnits: 250,
  events: 45,
  dispatchSeconds: 0.15,
  /** In place of mails, for a buyer who signs in with a number: of each shop, that it is on its way. */
  texts: 2,
  kilobytes: 80,
};

/** How often what runs in the background does so for one order, as it was counted. */
export const background = (declarations: readonly Declaration[]) => {
  const { runs } = measuredOrder();
  const sum = (some: readonly Declaration[]): number => some.reduce((total, { id }) => total + (runs[id] ?? 0), 0);
  const jobs = declarations.filter(through('job'));
  const byQueue = Map.groupBy(jobs, ({ contract }) => contract.queue);
  return {
    /** And of the relay, which runs once for each event when none come together; without the dispatcher's. */
    runs: sum(declarations.filter(({ contract: { door } }) => door !== 'endpoint' && door !== 'dispatcher'))
      + order.events,
    messages: sum(jobs),
    /** Runs of the dispatcher: one for each message of a queue that jobs share, when none come together. */
    dispatched: sum(jobs.filter(({ contract }) => byQueue.get(contract.queue)!.length > 1)),
    mails: sum(jobs.filter(({ id }) => id === 'notices/send-message')),
  };
};

type Row = readonly [component: string, formula: string, dollars: number];

const eachMinute = 'rate(1 minute)';
const perMonth = (expression: string): number => ({ [eachMinute]: minutes, 'rate(1 hour)': 730 })[expression] ?? 30;

/** What doing nothing costs. */
export const idle = (declarations: readonly Declaration[]): Row[] => {
  const schedules = declarations.filter(through('schedule')).map(({ contract }) => contract.expression);
  const runs = schedules.reduce((sum, expression) => sum + perMonth(expression), 0);
  const traced = runs - schedules.filter((expression) => expression === eachMinute).length * minutes;
  return [
    [
      'Pollers of the queues',
      `${queueNames.length} queues × ${pollsAMinute} requests a minute × ${count(minutes)} minutes × $0.40 a million`,
      queueNames.length * pollsAMinute * minutes * price.queueRequests,
    ],
    ['Secrets', '1, with all of them in it × $0.40', price.secret],
    [
      'Traces of the schedules',
      `${count(traced)} runs × $5 a million: those of each minute are not traced`,
      traced * price.traces,
    ],
    ['Schedules', `${count(runs)} × $1 a million`, runs * price.schedules],
    [
      'Their functions',
      `${count(runs)} runs × ($0.20 a million + ${idleRun} s × ${gigabytes} GB × $0.0000133)`,
      runs * (price.lambdaRequests + idleRun * gigabytes * price.lambdaGbSeconds),
    ],
    ['Their logs', `${count(runs)} × ${logBytes} bytes × $0.50 a GB`, runs * logBytes / 1e9 * price.logGb],
    [
      'Due index',
      `${shards} partitions × ${count(minutes)} minutes × 1 read unit × $0.125 a million`,
      shards * minutes * price.readUnits,
    ],
    [
      'What waits for the provider',
      `2 lists × ${shards} partitions × ${count(minutes)} minutes × ½ read unit × $0.125 a million`,
      2 * shards * minutes / 2 * price.readUnits,
    ],
    ['Metrics', 'each is put only when something is wrong', 0],
    ['Functions, APIs, bus, rules, user pool, empty table and buckets', 'nothing is billed while it is not used', 0],
  ];
};

export const selling = (orders: number, declarations: readonly Declaration[]): Row[] => {
  const each = background(declarations);
  const runs = orders * (order.requests + each.runs);
  return [
    [
      'Table: writes',
      `${order.writeUnits} units an order × $0.625 a million`,
      orders * order.writeUnits * price.writeUnits,
    ],
    [
      'Table: reads',
      `${order.readUnits} units an order × $0.125 a million`,
      orders * order.readUnits * price.readUnits,
    ],
    [
      'Table: a year of orders, with recovery to any second',
      `12 × ${order.kilobytes} kB an order × $0.45 a GB`,
      12 * orders * order.kilobytes / 1e6 * price.storageGb,
    ],
    ['Requests', `${order.requests} an order × $1 a million`, orders * order.requests * price.apiRequests],
    [
      'Functions',
      `${
        order.requests + each.runs
      } runs an order × ($0.20 a million + ${order.seconds} s × ${gigabytes} GB × $0.0000133)`,
      runs * (price.lambdaRequests + order.seconds * gigabytes * price.lambdaGbSeconds),
    ],
    ['Events', `${order.events} an order × $1 a million`, orders * order.events * price.events],
    [
      'Messages',
      `${each.messages} an order × 3 requests × $0.40 a million`,
      orders * each.messages * 3 * price.queueRequests,
    ],
    [
      'Dispatcher',
      `${each.dispatched} runs an order × ($0.20 a million + ${order.dispatchSeconds} s × ${dispatcherGigabytes} GB × $0.0000133 + $5 a million traces + ${logBytes} bytes × $0.50 a GB)`,
      orders * each.dispatched
      * (price.lambdaRequests + order.dispatchSeconds * dispatcherGigabytes * price.lambdaGbSeconds + price.traces
        + logBytes / 1e9 * price.logGb),
    ],
    ['Mails', `${each.mails} an order × $0.10 a thousand`, orders * each.mails * price.mail],
    [
      'Delivery reports',
      `${each.mails} an order, on the account's own bus: nothing but their runs and writes, which are counted above`,
      0,
    ],
    ['Logs', `${count(runs)} runs × ${logBytes} bytes × $0.50 a GB`, runs * logBytes / 1e9 * price.logGb],
    ['Traces', `${count(runs)} × $5 a million`, runs * price.traces],
  ];
};

const count = (value: number): string => Math.round(value).toLocaleString('en');
const dollars = (value: number): string => (value > 0 && value < 0.005 ? '< 0.01' : value.toFixed(2));
export const sum = (rows: readonly Row[]): number => rows.reduce((total, [, , cost]) => total + cost, 0);

const table = (rows: readonly Row[]): string =>
  [
    '| Component | Formula | USD a month |',
    '|---|---|--:|',
    ...rows.toSorted(([, , a], [, , b]) => b - a).map(([component, formula, cost]) =>
      `| ${component} | ${formula} | ${dollars(cost)} |`
    ),
    `| **Sum** | | **${dollars(sum(rows))}** |`,
  ].join('\n');

/** Orders a month of the example. */
const orders = 10_000;

export const costOf = (declarations: readonly Declaration[]): string => {
  const [nothing, sold] = [idle(declarations), selling(orders, declarations)];
  return `# What it costs

Made by \`npm run generate\` from what is declared, at list prices of us-east-1 and without any free tier, for the default stage (\`dev\`): on demand,
keys of AWS, no alarms. Nothing in it is billed by the hour; a test reads the templates to prove it.

## While nobody buys: $${dollars(sum(nothing))} a month

${table(nothing)}

With the free tiers that every account has for good (a million requests to SQS, a million runs and 400,000 GB-seconds of Lambda, 100,000 traces,
5 GB of logs) some $${
    dollars(
      Math.max(
        0,
        sum(nothing) - 1e6 * price.queueRequests - idleInFreeTier(declarations),
      ),
    )
  } are left. More than half of the sum are the pollers of the queues, whose number does not grow with that of the jobs ([decision](decisions/queues.md)); subscribers and
deadlines have none ([decision](decisions/no-queue-for-subscribers.md)). One more use case adds nothing, unless it runs each minute.

## At ${count(orders)} orders a month: $${dollars(sum(nothing) + sum(sold))}

The above and, for what an order of two lines of two shops takes from the first look to its payouts
([measured](performance.md#round-trips-and-capacity-units-npm-run-measurecapacity), rounded up, with some requests of people who look around):

${table(sold)}

That is ${
    dollars((sum(nothing) + sum(sold)) / orders * 100)
  } cents an order. Of the writes, ${order.messageUnits} units an order are messages: what stands in inboxes, its sending, and what was reported of it.

**Text messages** are another order of magnitude. A buyer who signs in with a number gets ${order.texts} in place of as many mails: at $${price.text} each (China), ${
    count(orders)
  } such orders
cost $${
    dollars(orders * order.texts * price.text)
  }, more than all of the above. [Which notices take them](notices.md) is declared, each person can switch them off, and End User Messaging holds the month's limit.

## What a stage may choose

| Choice in \`infra/stages.ts\` | What it adds a month |
|---|---|
| \`alarmMail\`: an alarm for each endpoint, queue, dead-letter queue and a few more, billed by the metrics that they look at | some ${
    watchedBy(declarations)
  } × $0.10 = $${dollars(watchedBy(declarations) * 0.1)} |
| \`encryption: 'customer-managed'\` | $1 for the key, $0.03 for 10,000 requests to it |
| \`capacity: provisioned\`, 25 units each to read and to write, for the table and its three indexes | 4 × 730 h × (25 × $0.00065 + 25 × $0.00013) = $${
    dollars(4 * 730 * 25 * (0.00065 + 0.00013))
  } |
| \`backups\` | $0.10 a GB of the table for each full backup that is kept, $0.05 a GB of merchants' papers |
`;
};

/** Metrics that alarms look at, each of which is billed: two for an endpoint, calls and errors. */
const watchedBy = (declarations: readonly Declaration[]): number =>
  2 * declarations.filter(through('endpoint')).length
  + 2 * queueNames.length
  + new Set(
    declarations.filter(({ contract: { door } }) => door !== 'endpoint' && door !== 'job').map(({ context }) =>
      context
    ),
  ).size + 21;

/** What Lambda, the logs and the traces of the schedules cost: all of it is within the free tiers. */
const idleInFreeTier = (declarations: readonly Declaration[]): number =>
  sum(
    idle(declarations).filter(([component]) =>
      ['Schedules', 'Their functions', 'Their logs', 'Traces of the schedules'].includes(component)
    ),
  );
