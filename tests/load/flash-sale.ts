/**
 * `npm run measure:flash-sale`: 400 buyers want one unit each of a SKU of which there are 100, all at the same moment;
 * once with its stock in one piece, and again in 10 and in 50 buckets. Ends with an error unless each time exactly 100
 * have an order that is paid and all others were told that nothing is left.
 */
import assert from 'node:assert/strict';
import { inLanes } from '../../local/replay/lanes.ts';
import { settled } from '../../local/visitors/local-clock.ts';
import { Refused } from '../../web/client.ts';
import { newBuyer, openMarket, type Buyer, type Goods } from './market.ts';
import { percentile, print } from './report.ts';

const [crowd, units] = [400, 100];
const divisions = [1, 10, 50];
const { site, goods, stop } = await openMarket({ portOffset: 5200, shops: 1, listings: divisions.length, units });

const eachOf = <T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> =>
  inLanes(all, 8, work, (_, error) => {
    throw error;
  });

const buyers: Buyer[] = [];
await eachOf(Array.from({ length: crowd }, (_, i) => i), async (i) => {
  buyers.push(await newBuyer(site, `buyer-${i}`));
});

const sale = async ({ skuId, shop }: Goods, buckets: number) => {
  await shop.call('PUT /merchant/v1/skus/{skuId}/stock-buckets', { skuId, buckets });
  const ready: { buyer: Buyer; total: { amount: number; currency: 'BRL' } }[] = [];
  await eachOf(buyers, async (buyer) => {
    const { call } = buyer.visitor;
    await call('DELETE /shop/v1/cart', {});
    await call('POST /shop/v1/cart/lines', { skuId, quantity: 1 });
    const { total } = await call('POST /shop/v1/checkout/preview', { addressId: buyer.addressId });
    ready.push({ buyer, total: total as { amount: number; currency: 'BRL' } });
  });
  const started = performance.now();
  const outcomes = await Promise.all(
    ready.map(async ({ buyer: { visitor, addressId }, total: expectedTotal }) => {
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
  const { items } = await shop.call('GET /merchant/v1/stock', {});
  const counters = items.find((one) => one.skuId === skuId)!;
  const tally = Object.fromEntries(
    [...Map.groupBy(outcomes, ({ outcome }) => outcome)].map(([outcome, of]) => [outcome, of.length]),
  );
  assert.deepEqual(tally, { ordered: units, 'out-of-stock': crowd - units });
  assert.deepEqual([counters.available, counters.held], [0, units]);
  const ms = outcomes.map((one) => one.ms);
  return {
    buckets,
    ...tally,
    'attempts/s': Number((crowd / took).toFixed(1)),
    'all answered after, s': Number(took.toFixed(1)),
    'p50, s': Number((percentile(ms, 0.5) / 1000).toFixed(1)),
  };
};

const rows = [];
for (const [i, buckets] of divisions.entries()) rows.push(await sale(goods[i]!, buckets));
await stop();
print(`${crowd} buyers for ${units} units`, rows);
