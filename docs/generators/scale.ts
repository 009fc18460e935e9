/** Where the platform's growth ends, from what is declared and from what one order has been measured to take. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, through, type Declaration } from '../../infra/declarations.ts';
import { reservedFor } from '../../infra/constructs/use-case-function.ts';
import { stageNamed, type Stage } from '../../infra/stages.ts';
import { allBuyers } from '../../shared/kernel/account.ts';
import { dueIndex } from '../../shared/kernel/store/due.ts';
import { queues } from '../../shared/kernel/doors/queues.ts';
import { openBalances } from '../../shared/ledger/balance-check-store.ts';
import { allEntries } from '../../shared/ledger/store.ts';
import { subBalancesOf } from '../../shared/ledger/sub-balance.ts';
import { pollLimit } from '../../shared/kernel/store/waiting.ts';
import { carriersPerRun } from '../../shared/logistics/policy.ts';
import { quietShipments } from '../../shared/logistics/store.ts';
import { allShops } from '../../shared/merchants/store.ts';
import { waitingPayments, waitingRefunds } from '../../shared/payments/store.ts';
import {
  payoutsPerRun,
  perExportPart,
  perFile,
  perReconciledPart,
  perStatement,
} from '../../shared/settlement/policy.ts';
import { settleable, waitingPayouts } from '../../shared/settlement/store.ts';

/** What one order writes to one kind of partition, of the table or of an index. */
export interface PartitionWrites {
  readonly pattern: string;
  readonly index: 'table' | 'gsi1' | 'gsi2' | 'gsi3';
  /** Who writes to one and the same partition: everybody, everybody but spread, the orders of one shop or SKU, or one order. */
  readonly shared: 'all' | 'spread' | 'shop' | 'sku' | 'own';
  /** Write units in the busiest partition of the kind; in all of them where it is spread or everybody's. */
  readonly units: number;
  /** In all of them. */
  readonly total: number;
  /** How often it changes one and the same item that is not its own. */
  readonly changes: number;
}

/** What `npm run measure:capacity` keeps of an order of two lines from two shops. */
export interface MeasuredOrder {
  readonly shops: number;
  readonly partitions: readonly PartitionWrites[];
  /** Runs of each use case. */
  readonly runs: Readonly<Record<string, number>>;
}

export const measuredFile = 'docs/generators/measured-order.json';
export const measuredOrder = (): MeasuredOrder =>
  existsSync(join(projectRoot, measuredFile))
    ? JSON.parse(readFileSync(join(projectRoot, measuredFile), 'utf8')) as MeasuredOrder
    : { shops: 2, partitions: [], runs: {} };

/** What one partition of the table or of an index takes a second. */
const perPartition = { write: 1000, read: 3000 };

/** Orders a second that everything has to bear, and the orders of one shop. */
export const targets = { platform: 1000, shop: 100 };

/** Partitions that no order writes to by itself, though it is in what is written there. */
const seldom: Readonly<Record<string, string>> = {
  'PAYOUTS#*': `once a statement of up to ${perStatement.earnings} orders`,
  'STATEMENTS-ON#*': `once a statement of up to ${perStatement.earnings} orders`,
  'SETTLEMENT-RUN-MERCHANTS#*': 'once a day',
  'CHECKED-BALANCE#*': 'once a day',
  'EXPORT-PART#*': 'once a file of up to 50,000 entries',
  'SALES#*': 'twice an hour, however much of a listing is sold',
  'ADS#*': 'once for each ad of a person that is shown or ends',
  'INVOICES-BY#*': 'once a month for each shop, by the platform; by a shop, for each order whose buyer wants one',
  'UNNUMBERED-INVOICES#*': 'the same',
  'POPULAR': 'once an hour for each listing that sells',
  'POPULAR-IN#*': 'the same',
  'WAREHOUSE-USE#*': 'once a night for every 20 SKUs of a shop',
};

export interface Ceiling {
  readonly what: string;
  readonly formula: string;
  /** Orders of one shop a second. */
  readonly orders: number;
  readonly target: number;
}

/** What each shop has several of, so that its orders do not share one: of these an order takes one. */
const perShop: Readonly<Record<string, number>> = { 'BALANCE#*': subBalancesOf('mer_') };
const partitionsOf = ({ pattern, shared }: PartitionWrites, stage: Stage): number =>
  shared === 'spread' ? stage.shards.at(-1)! : shared === 'shop' ? perShop[pattern] ?? 1 : 1;

/** An order is of one shop here: of a checkout of several, each shop's is one. */
const anOrder = ({ shops, partitions }: MeasuredOrder, { shared, units }: PartitionWrites): number =>
  shared === 'all' || shared === 'spread' ? units / (partitions.length ? shops : 1) : units;

/** What each kind of partition that orders share bears. */
export const partitionCeilings = (measured: MeasuredOrder, stage: Stage): Ceiling[] =>
  measured.partitions.filter(({ pattern, shared }) => shared !== 'own' && !(pattern in seldom)).map((one) => {
    const { pattern, index, shared } = one;
    const partitions = partitionsOf(one, stage);
    const units = anOrder(measured, one);
    return {
      what: `\`${pattern}\` (${index}), ${sharers[shared]}`,
      formula: `${partitions > 1 ? `${partitions} × ` : ''}${count(perPartition.write)} ÷ ${count(units)} units`,
      orders: partitions * perPartition.write / units,
      target: shared === 'shop' || shared === 'sku' ? targets.shop : targets.platform,
    };
  }).toSorted((a, b) => a.orders / a.target - b.orders / b.target);

/** Transactions that one item takes a second: those that meet on it are tried again, and each holds it for 10 ms. */
const perItem = 100;

/** What each item bears that the orders of one shop, or of one SKU, change. */
export const itemCeilings = (measured: MeasuredOrder, stage: Stage): Ceiling[] =>
  measured.partitions.filter(({ index, pattern, shared, changes }) =>
    index === 'table' && (shared === 'shop' || shared === 'sku' || shared === 'all') && changes > 0
    && !(pattern in seldom)
  ).map((one) => {
    const items = partitionsOf(one, stage);
    return {
      what: `\`${one.pattern}\`, ${sharers[one.shared]}`,
      formula: `${items > 1 ? `${items} × ` : ''}${perItem} ÷ ${one.changes} transactions`,
      orders: items * perItem / one.changes,
      target: one.shared === 'all' ? targets.platform : targets.shop,
    };
  }).toSorted((a, b) => a.orders / a.target - b.orders / b.target);

const sharers: Readonly<Record<PartitionWrites['shared'], string>> = {
  all: 'one for everybody',
  spread: 'spread',
  shop: 'one for each shop',
  sku: 'one for each SKU',
  own: "an order's own",
};

/** Seconds that a run is reckoned with, and one that takes a batch of messages to their jobs. */
const background = { seconds: 0.05, jobSeconds: 0.5 };

/** How one shop's parts follow each other: seconds from one to the next, and hours from 02:00 to the end of the day. */
const settling = { secondsAPart: 2, hoursADay: 22 };
const ordersSettledADay = perStatement.earnings * settling.hoursADay * 3600 / settling.secondsAPart;
/** The parts of a million orders of one line, which make the most parts of a million lines. */
const millionLines = {
  parts: 1e6 / perStatement.earnings,
  hours: 1e6 / perStatement.earnings * settling.secondsAPart / 3600,
};

/** What follows a statement, of which one shop has one for up to 80 orders. */
const oncePerStatement = [
  'settlement/settle-merchant',
  'settlement/on-statement-issued',
  'settlement/request-payout',
  'settlement/on-payout-reported',
];

/** What the functions bear that each order sets off: their number at once, where the stage reserves it. */
export const functionCeilings = ({ shops, runs }: MeasuredOrder, declarations: readonly Declaration[]): Ceiling[] =>
  declarations.flatMap(({ id, contract }): Ceiling[] => {
    if (!(id in runs) || oncePerStatement.includes(id)) return [];
    const each = Math.max(1, runs[id]! / shops);
    if (contract.door === 'subscriber' || contract.door === 'deadline' || contract.door === 'report') {
      return [{
        what: `\`${id}\``,
        formula: `${contract.concurrency} ÷ (${background.seconds} s × ${count(each)} runs)`,
        orders: contract.concurrency / (background.seconds * each),
        target: targets.platform,
      }];
    }
    return [];
  }).toSorted((a, b) => a.orders - b.orders);

/**
 * What pollers have asked about, and how often for one order: a buyer who takes more than two minutes to pay; one refund
 * of ten orders; a parcel that is three days on its way, and heard of once a day; a statement's payout.
 */
const polled: Readonly<Record<string, { job: string; limit: number; perOrder: number; every: number }>> = {
  'payments/poll-payments': { job: 'payments/check-payment', limit: pollLimit, perOrder: 1, every: 60 },
  'payments/poll-refunds': { job: 'payments/check-refund', limit: pollLimit, perOrder: 0.1, every: 60 },
  'logistics/poll-carriers': { job: 'logistics/track-shipment', limit: carriersPerRun, perOrder: 4, every: 60 },
  'settlement/ask-payouts': {
    job: 'settlement/check-payout',
    limit: payoutsPerRun,
    perOrder: 1 / perStatement.earnings,
    every: 3600,
  },
};
/** Messages that one run sends a second: ten a request of some 10 ms, eight partitions side by side, a core for all. */
const sentBySecond = 1000;

/** What is due to be asked about has to be asked about as fast as it falls due; their jobs share what a queue bears. */
export const pollCeilings = (declarations: readonly Declaration[], stage: Stage): Ceiling[] =>
  Object.entries(polled).flatMap(([id, { limit, perOrder, every }]) => {
    const { inLanes, timeout = 30_000 } = declarations.filter(through('schedule')).find((one) => one.id === id)!
      .contract;
    const lanes = inLanes ? stage.lanes.sweep : 1;
    const partitions = stage.shards.at(-1)!;
    const seconds = timeout / 1000;
    return [
      {
        what: `\`${id}\`, what it may`,
        formula: `${partitions} partitions × ${count(limit)} ÷ (${count(every)} s × ${countOf(perOrder)})`,
        orders: partitions * limit / (every * perOrder),
        target: targets.platform,
      },
      {
        what: `\`${id}\`, what it can`,
        formula: `${lanes > 1 ? `${lanes} lanes × ` : ''}${count(seconds)} s × ${count(sentBySecond)} ÷ (${
          count(every)
        } s × ${countOf(perOrder)})`,
        orders: lanes * seconds * sentBySecond / (every * perOrder),
        target: targets.platform,
      },
    ];
  });
const countOf = (perOrder: number): string => (perOrder < 0.1 ? `1/${1 / perOrder}` : count(perOrder));

/** What the queues bear into which each order puts messages: all jobs of a queue share its number of runs at a time. */
export const queueCeilings = ({ shops, runs }: MeasuredOrder, declarations: readonly Declaration[]): Ceiling[] => {
  const asked = Object.values(polled);
  const messagesOf = (id: string): number =>
    Math.max(
      id in runs && !oncePerStatement.includes(id) ? Math.max(1, runs[id]! / shops) : 0,
      asked.find(({ job }) => job === id)?.perOrder ?? 0,
    );
  const jobs = declarations.filter(through('job')).filter(({ id }) => messagesOf(id) > 0);
  return [...Map.groupBy(jobs, ({ contract }) => contract.queue)].map(([queue, alike]) => {
    const each = alike.reduce((sum, { id }) => sum + messagesOf(id), 0);
    const { concurrency, batchSize } = queues[queue];
    return {
      what: `queue \`${queue}\``,
      formula: `${concurrency} × ${batchSize} messages ÷ (${background.jobSeconds} s × ${count(each)})`,
      orders: concurrency * batchSize / (background.jobSeconds * each),
      target: targets.platform,
    };
  }).toSorted((a, b) => a.orders - b.orders);
};

/** The keys of all lists that are spread over several partitions. */
export const spreadKeys = (): string[] =>
  [
    dueIndex,
    waitingPayments,
    waitingRefunds,
    waitingPayouts,
    quietShipments,
    settleable,
    allEntries,
    openBalances,
    allBuyers,
    allShops,
  ].map(({ keys }) => keys);

/** Requests that people make for one order of one shop, looking around included. */
const requests = { shop: 40, merchant: 10 };

/** What the stage itself says. */
export const stageCeilings = (measured: MeasuredOrder, stage: Stage): Ceiling[] => {
  const written = (index: PartitionWrites['index']): number =>
    measured.partitions.filter((one) => one.index === index).reduce((sum, { total }) => sum + total, 0)
    / measured.shops;
  const { capacity, throttle } = stage;
  const provisioned = capacity.billing === 'provisioned'
    ? (['table', 'gsi1', 'gsi2', 'gsi3'] as const).map((index) => ({
      what: `\`capacity.write.max\` of ${index === 'table' ? 'the table' : index}`,
      formula: `${count(capacity.write.max)} ÷ ${count(written(index))} units`,
      orders: capacity.write.max / written(index),
      target: targets.platform,
    }))
    : [];
  const throttled = (['shop', 'merchant'] as const).map((audience) => ({
    what: `\`throttle.${audience}.rate\``,
    formula: `${count(throttle[audience].rate)} ÷ ${requests[audience]} requests`,
    orders: throttle[audience].rate / requests[audience],
    target: targets.platform,
  }));
  return [...provisioned, ...throttled];
};

const count = (value: number): string =>
  (value < 10 ? Math.round(value * 10) / 10 : Math.round(value)).toLocaleString('en');
const table = (ceilings: readonly Ceiling[]): string =>
  [
    '| What | Formula | Orders a second | Wanted |',
    '|---|---|--:|--:|',
    ...ceilings.map(({ what, formula, orders, target }) =>
      `| ${what} | ${formula} | ${count(orders)} | ${count(target)} |`
    ),
  ].join('\n');

const reservedIn = (declarations: readonly Declaration[], stage: Stage): number =>
  declarations.reduce((sum, { contract }) => sum + (reservedFor(contract, stage) ?? 0), 0);

export const scaleOf = (declarations: readonly Declaration[]): string => {
  const measured = measuredOrder();
  const stage = stageNamed('prod');
  const own = measured.partitions.reduce((sum, { total }) => sum + total, 0) / measured.shops;
  const deadlines = (measured.partitions.find(({ pattern }) => pattern === dueIndex.keys)?.total ?? 0) / 4
    / measured.shops;
  return `# Scale

Made by \`npm run generate\` from what is declared, from the production stage of \`infra/stages.ts\`, and from one order that \`npm run measure:capacity\` followed through the table's stream from its placing to its payout
(\`${measuredFile}\`). An order is of one shop: a checkout of two shops is two. A test recalculates all of it, follows an order of its own, and fails when something bears less than ${
    count(targets.platform)
  } orders a second platform-wide or
${targets.shop} of one shop, or when orders come to share a partition that is not here.

All of this is arithmetic with AWS's published limits. It has not been run at this size.

## Partitions

One partition of the table or of an index takes ${
    count(perPartition.write)
  } write units a second. A write in a transaction costs two units for each KB begun; the indexes are reckoned as if they did too. What an order writes
to partitions of its own (its state, its facts, its entries) bounds nothing: of the ${
    count(own)
  } units that it takes, all the same are part of the table's capacity below.

${table(partitionCeilings(measured, stage))}

The order measured has a statement and a payout of its own, which orders of one shop share in fact: what a shop's lists bear is more. Not by order: ${
    Object.entries(seldom).map(([key, why]) => `\`${key}\` (${why})`).join(', ')
  }.

To turn when one is near: what is spread, by \`shards\` ([decision](decisions/sharded-lists.md)); a shop's balance, by the number of its sub-balances ([decision](decisions/hot-items.md)).

**One item.** Transactions that meet on one item are tried again, and each holds it for some milliseconds: reckoned with ${
    1000 / perItem
  } ms, one item bears ${perItem} transactions a second, whatever its units say. These items are its shop's or its SKU's, and each order changes them:

${table(itemCeilings(measured, stage))}

A single SKU's units are one counter, so ${perItem} buyers a second can take of it; whoever comes faster is tried again for a second and a half, and is then refused with \`conflict\`. A sale that is to bear more sells the same goods
under several SKUs: n of them bear n × ${perItem}. See the [decision](decisions/hot-items.md) for why stock is not divided by itself.

**Desks.** What waits at one desk stands in one partition of an index, in which coming and going are 4 units: ${
    count(perPartition.write / 4)
  } things a second. Of ${count(targets.platform)} orders a second, one in four would have to be overdue.

**Reading.** One partition bears ${
    count(perPartition.read)
  } read units. Everybody reads the category tree: an instance keeps it and reads one small item, so ${
    count(perPartition.read)
  } requests a second. Everybody who looks at a listing reads its page, its shop and its categories: ${
    count(perPartition.read)
  } looks a second at one listing or at one shop's, as many in one category.

## Functions

With ${background.seconds * 1000} ms a run, and for a job ${
    background.jobSeconds * 1000
  } ms for ten messages side by side, one of them asking somebody outside.

${table([...functionCeilings(measured, declarations), ...queueCeilings(measured, declarations)])}

To turn: \`concurrency\` in the contract (\`forOrders\`), or of the queue in \`shared/kernel/doors/queues.ts\`. What the stage reserves is ${
    count(reservedIn(declarations, stage))
  } of ${count(stage.concurrency!.account)}. The relay has ${
    count(stage.concurrency!.relay)
  }: one batch of 100 facts takes it some 60 ms, so each of its runs tells
some 1,600 facts a second, and a partition cannot have more than 500. The sweep has ${stage.lanes.sweep} lanes (\`lanes.sweep\`), for some 2,500 deadlines a second each; an order sets ${
    count(deadlines)
  }.

**Pollers.** What waits for somebody outside falls due by itself. For an order: its payment is asked about once, a refund in one of ten, its parcel four times, a payout once a statement. A run sends some ${
    count(sentBySecond)
  } messages a second in each lane; what it does not come to is first in the next.

${table(pollCeilings(declarations, stage))}

To turn: \`lanes.sweep\`, the limit of a run (\`pollLimit\`, \`carriersPerRun\`, \`payoutsPerRun\`). Their messages are reckoned above, with the queues.

## The stage

${table(stageCeilings(measured, stage))}

## Quotas to ask for

| Quota | By default | For ${count(targets.platform)} orders a second |
|---|--:|---|
| DynamoDB: write units of a table, and of an account | 40,000 and 80,000 | ${
    count(own * targets.platform)
  }, with the indexes |
| Lambda: concurrent executions | 1,000; 10 in a new account | ${count(stage.concurrency!.account)} |
| API Gateway: requests a second | 10,000 | ${count(targets.platform * (requests.shop + requests.merchant))} |
| EventBridge: entries put, and targets called, a second | 10,000 and 18,750 in the largest regions | 30,000 and 60,000 |
| IAM: roles | 1,000 | none for this; see the [decision](decisions/roles-and-concurrency.md) |

## By the day

| Work | What bounds it | Bears | To turn |
|---|---|--:|---|
| \`ledger/close-day\` | each entry is read once, hour by hour, kept as it goes; a page of some 1,400 entries takes 40 ms | 10 million entries an hour's run in 5 minutes | nothing |
| \`ledger/check-trial-balance\`, \`get-trial-balance\` | read what has not been summed up yet, some two hours | 10 million entries a day in 25 s | more frequent sums |
| \`settlement/reconcile-part\` | each part reads the day's entries and the provider's lines once, and holds those of its references: one for each ${
    count(perReconciledPart)
  } entries, ten at the same time; 10 million entries take a part some 6 minutes | 10 million entries a day in ${
    Math.ceil(10e6 / perReconciledPart)
  } parts, 12 minutes | \`concurrency\` of the queue |
| \`settlement/export-part\` | each part reads its hours or its shops once, and holds one file of ${
    count(perFile.entries)
  } entries and ${count(perFile.lines)} lines; it keeps how far it is after each | 10 million entries a day in ${
    Math.ceil(10e6 / perExportPart.entries)
  } parts, some minutes | \`perExportPart\`, \`concurrency\` of the queue |
| \`audit/seal-audit-trail\` | a day's records are held while they are checked, reckoned with 5 kB each | 200,000 records a day in its 1,024 MB | \`memory\`, up to ten times as much |
| \`settlement/settle-merchant\` | one shop's parts of ${perStatement.earnings} orders, or of ${
    count(perStatement.lines)
  } lines, follow each other, ${settling.secondsAPart} s each, from 02:00 to the end of the business day | ${
    count(ordersSettledADay)
  } orders of one shop a day | nothing until then; see below |

How the export and the comparison are divided is told in a [decision](decisions/large-days.md).

**One shop's day.** A shop that sells a million lines a day has at the most ${
    count(millionLines.parts)
  } parts: with a line an order, ${perStatement.earnings} orders fill a part long before ${
    count(perStatement.lines)
  } lines do. They take ${
    millionLines.hours.toFixed(1)
  } of the ${settling.hoursADay} hours that the day has left when its settlement starts. What a part waits for is the way from one to the next
(stream, bus, \`settlement/on-statement-issued\`, queue), reckoned with ${settling.secondsAPart} s; its own work, ${perStatement.earnings} reads side by side and one transaction, is some tenths of that. What is not issued when the day ends is settled on the next. Other shops do not
wait: parts of different shops run side by side. Before time runs out, money speaks: each part is a payout of its own, ${
    count(millionLines.parts)
  } transfers a day to one account, because what a payout pays is claimed in its transaction, and one has at the most 100 actions.
`;
};
