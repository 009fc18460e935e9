/**
 * `npm run measure:flash-sale`: 400 buyers want one unit each of a SKU of which there are 100, all at the same moment.
 * Ends with an error unless exactly 100 have an order that is paid and all others were told that nothing is left.
 */
import assert from 'node:assert/strict';
import { inLanes } from '../../local/replay/lanes.ts';
import { settled } from '../../local/visitors/local-clock.ts';
import { Refused } from '../../web/client.ts';
import { newBuyer, openMarket, type Buyer } from './market.ts';
import { percentile, print } from './report.ts';

const [crowd, units] = [400, 100];
const {
  site,
  goods: [only],
  stop,
} = await openMarket({ portOffset: 5200, shops: 1, listings: 1, units });
const { skuId, shop } = only!;

const buyers: { buyer: Buyer; total: { amount: number; currency: 'BRL' } }[] = [];
await inLanes(
  Array.from({ length: crowd }, (_, i) => i),
  8,
  async (i) => {
    const buyer = await newBuyer(site, `buyer-${i}`);
    await buyer.visitor.call('POST /shop/v1/cart/lines', { skuId, quantity: 1 });
    const { total } = await buyer.visitor.call('POST /shop/v1/checkout/preview', { addressId: buyer.addressId });
    buyers.push({ buyer, total: total as { amount: number; currency: 'BRL' } });
  },
  (_, error) => {
    throw error;
  },
);

const started = performance.now();
const outcomes = await Promise.all(
  buyers.map(async ({ buyer: { visitor, addressId }, total: expectedTotal }) => {
    const order = { addressId, paymentMethod: 'card' as const, paymentToken: 'tok_visa', expectedTotal };
    const outcome = await visitor.call('POST /shop/v1/orders', order).then(
      () => 'ordered',
      (error: unknown) => (error instanceof Refused ? error.problem.code : String(error)),
    );
    return { outcome, ms: performance.now() - started };
  }),
);
const took = (performance.now() - started) / 1000;
await settled(site);

const {
  items: [counters],
} = await shop.call('GET /merchant/v1/stock', {});
const { items: waiting } = await shop.call('GET /merchant/v1/orders', { state: 'awaiting-acceptance', limit: 100 });
const { items: unpaid } = await shop.call('GET /merchant/v1/orders', { state: 'awaiting-payment', limit: 100 });
await stop();

const tally = Object.fromEntries(
  [...Map.groupBy(outcomes, ({ outcome }) => outcome)].map(([outcome, of]) => [outcome, of.length]),
);
print(`${crowd} buyers for ${units} units`, [
  {
    ...tally,
    paid: waiting.length,
    'all answered after, s': Number(took.toFixed(1)),
    'p50, s': Number(
      (
        percentile(
          outcomes.map(({ ms }) => ms),
          0.5,
        ) / 1000
      ).toFixed(1),
    ),
    'units left': counters!.available,
  },
]);
assert.deepEqual(tally, { ordered: units, 'out-of-stock': crowd - units });
assert.equal(waiting.length, units);
assert.equal(unpaid.length, 0);
assert.deepEqual([counters!.available, counters!.held], [0, units]);
