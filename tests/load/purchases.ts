/**
 * `npm run measure:purchases`: whole purchases over HTTP on a local cloud of its own, at 1, 8 and 32 buyers. Each puts
 * two items of different shops in the cart, writes the address, looks at freight and total, places the order, pays by
 * card and waits until the order is paid; then buys again. CPU seconds are those of the functions' threads, of V8's
 * helpers, of the rest of the local cloud and of DynamoDB Local; buyers and sandbox programs do not count.
 */
import { home, newBuyer, openMarket, paid, type Buyer, type Goods } from './market.ts';
import { percentile, print } from './report.ts';

const seconds = 30;
const market = await openMarket({ portOffset: 5100, shops: 4, listings: 250, units: 1_000_000 });
const [north, south] = [market.goods.slice(0, 500), market.goods.slice(500)];

const purchase = async (buyer: Buyer, turn: number): Promise<number> => {
  const {
    visitor: { call },
    addressId,
  } = buyer;
  const pick = (goods: readonly Goods[]): string => goods[turn % goods.length]!.skuId;
  const started = performance.now();
  await call('POST /shop/v1/cart/lines', { skuId: pick(north), quantity: 1 });
  await call('POST /shop/v1/cart/lines', { skuId: pick(south), quantity: 1 });
  await call('PATCH /shop/v1/addresses/{addressId}', { addressId, ...home });
  const { total } = await call('POST /shop/v1/checkout/preview', { addressId });
  const { orders } = await call('POST /shop/v1/orders', {
    addressId,
    paymentMethod: 'card',
    paymentToken: 'tok_visa',
    expectedTotal: total,
  });
  await paid(buyer, orders[0]!.orderId);
  return performance.now() - started;
};

const rows = [];
let turn = 0;
for (const count of [1, 8, 32]) {
  const buyers: Buyer[] = [];
  for (let i = 0; i < count; i += 1) buyers.push(await newBuyer(market.site, `buyer-${count}-${i}`));
  const shop = async (duration: number): Promise<{ times: number[]; seconds: number }> => {
    const started = performance.now();
    const times = await Promise.all(
      buyers.map(async (buyer) => {
        const own: number[] = [];
        while (performance.now() < started + duration * 1000) own.push(await purchase(buyer, turn += 1));
        return own;
      }),
    );
    return { times: times.flat(), seconds: (performance.now() - started) / 1000 };
  };
  await shop(5);
  const before = (await market.metrics()).cpuSeconds;
  const { times, seconds: took } = await shop(seconds);
  const after = (await market.metrics()).cpuSeconds;
  const cpu = (part: keyof typeof after): number => Math.round(((after[part] - before[part]) / times.length) * 1000);
  rows.push({
    buyers: count,
    'purchases/s': Number((times.length / took).toFixed(1)),
    'p50, ms': Math.round(percentile(times, 0.5)),
    'p95, ms': Math.round(percentile(times, 0.95)),
    'p99, ms': Math.round(percentile(times, 0.99)),
    'CPU s per 1,000: functions': cpu('functions'),
    'V8': cpu('v8'),
    'local cloud': cpu('localCloud'),
    'DynamoDB Local': cpu('dynamodb'),
  });
}
await market.stop();
print(`Whole purchases, ${seconds} s each`, rows);
