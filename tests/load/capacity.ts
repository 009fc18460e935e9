/**
 * `npm run measure:capacity`: round trips to DynamoDB and capacity units, read from the line that each run of a use case
 * writes: of registering, of putting on sale and reading it; and of one order of two lines from two merchants, from the
 * placing to the settlement export. What the order wrote to each kind of partition is kept for docs/scale.md. Ends with an error when placing takes more than three round trips besides the door's
 * look at the account.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measuredFile, type MeasuredOrder } from '../../docs/generators/scale.ts';
import { loadDeclarations } from '../../infra/declarations.ts';
import { pass, settled } from '../../local/visitors/local-clock.ts';
import { accept, confirmReceipt, deliver } from '../../local/visitors/parcels.ts';
import { partitionWrites, watchWrites } from '../support/partition-writes.ts';
import { newBuyer, openMarket, paid } from './market.ts';
import { print } from './report.ts';

interface Run {
  readonly useCase: string;
  readonly timestamp: number;
  readonly roundTrips: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

const { site, goods, logs, aws, stop } = await openMarket({ portOffset: 5300, shops: 2, listings: 1, units: 10 });
const buyer = await newBuyer(site, 'buyer');
const {
  visitor: { call },
  addressId,
} = buyer;
const declarations = await loadDeclarations();
const doors = new Map(declarations.map(({ id, contract }) => [id, contract.door]));

/** What has been written to the logs since the last look. */
const read = new Map<string, number>();
const newRuns = (): Run[] =>
  globSync('*.log', { cwd: logs }).flatMap((name) => {
    const file = join(logs, name);
    const from = read.get(file) ?? 0;
    read.set(file, statSync(file).size);
    return readFileSync(file)
      .subarray(from)
      .toString('utf8')
      .split('\n')
      .filter((line) => line.includes('"roundTrips"'))
      .map((line) => {
        const { useCase, roundTrips, readUnits, writeUnits, timestamp } = JSON.parse(line) as
          & Omit<Run, 'timestamp'>
          & { timestamp: string };
        return { useCase, roundTrips, readUnits, writeUnits, timestamp: Date.parse(timestamp) };
      });
  });

const { categories: [category] } = await call('GET /shop/v1/categories', {});
const { items: [card] } = await call('GET /shop/v1/categories/{categoryId}/products', {
  categoryId: category!.categoryId,
});
await call('GET /shop/v1/products/{listingId}', { listingId: card!.listingId });
await call('GET /shop/v1/profile', {});
await settled(site);
const opening = newRuns();

for (const { skuId } of goods) await call('POST /shop/v1/cart/lines', { skuId, quantity: 1 });
const { total } = await call('POST /shop/v1/checkout/preview', { addressId });
await settled(site);
newRuns();

const written = await watchWrites(aws);
const { orders, paymentId } = await call('POST /shop/v1/orders', {
  addressId,
  paymentMethod: 'card',
  paymentToken: 'tok_visa',
  expectedTotal: total,
});
await paid(buyer, orders[0]!.orderId);
await settled(site);
for (const { orderId, merchantId } of orders) {
  const shop = await ownerOf(merchantId);
  await accept(shop, orderId);
  await deliver(shop, orderId);
  await confirmReceipt(buyer.visitor, orderId);
}
await settled(site);
for (let day = 0; day < 9; day += 1) await pass(site, 86_400_000);
const runs = newRuns();
const records = await written();
await stop();

/** The shop that one of the orders is from. */
async function ownerOf(merchantId: string) {
  for (const { shop } of goods) {
    if ((await shop.call('GET /merchant/v1/shop', {})).merchantId === merchantId) return shop;
  }
  throw new Error(`There is no shop ${merchantId}`);
}

const row = (useCase: string, of: readonly Run[]) => {
  const sum = (part: 'roundTrips' | 'readUnits' | 'writeUnits'): number =>
    of.reduce((total, run) => total + run[part], 0);
  return {
    'use case': useCase,
    runs: of.length,
    'round trips': sum('roundTrips'),
    'read units': sum('readUnits'),
    'write units': sum('writeUnits'),
  };
};
const inTime = [
  ...Map.groupBy(
    runs.toSorted((a, b) => a.timestamp - b.timestamp),
    ({ useCase }) => useCase,
  ),
];
const first = [
  'identity/register',
  'identity/confirm-registration',
  'identity/sign-in',
  'identity/get-profile',
  'catalogue/create-listing',
  'catalogue/submit-listing',
  'catalogue/approve-listing',
  'catalogue/on-listing-changed',
  'catalogue/browse-category',
  'catalogue/show-product',
];
print('One run each', first.map((id) => row(id, opening.filter(({ useCase }) => useCase === id).slice(-1))));

const shared = ({ useCase }: Run): boolean =>
  // The dispatcher carries the days' parts as well: an order's runs of it are those of its own jobs.
  ['schedule', 'stream', 'dispatcher'].includes(doors.get(useCase)!)
  || /^(catalogue|merchants|desks)\/|\/get-|\/(check-balance|export|reconcile)-part$|export-settlement/.test(useCase)
  || ['inventory/check-shop-stock', 'inventory/count-shop-stock', 'search/rebuild-index'].includes(useCase);
const own = runs.filter((run) => !shared(run));
print('An order of two lines from two merchants, from placing to settlement', [
  ...inTime.filter(([, of]) => !shared(of[0]!)).map(([useCase, of]) => row(useCase, of)),
  row('**all of the order**', own),
]);
print(
  'What all orders of those ten days share',
  inTime.filter(([, of]) => shared(of[0]!)).map(([useCase, of]) => row(useCase, of)),
);

const about = [
  paymentId,
  ...orders.flatMap(({ orderId, merchantId }) => [orderId, merchantId]),
  ...goods.map(({ skuId }) => skuId),
];
const measured: MeasuredOrder = {
  shops: orders.length,
  partitions: partitionWrites(records, about, declarations),
  runs: Object.fromEntries(inTime.filter(([, of]) => !shared(of[0]!)).map(([id, of]) => [id, of.length])),
};
writeFileSync(measuredFile, `${JSON.stringify(measured, null, 1)}\n`);
console.log(
  `\n${measuredFile} holds what each kind of partition was written: npm run generate makes docs/scale.md of it`,
);

const [placing] = runs.filter(({ useCase }) => useCase === 'ordering/place-order');
assert.ok(placing!.roundTrips <= 4, `Placing takes ${placing!.roundTrips} round trips, one of them the account`);
