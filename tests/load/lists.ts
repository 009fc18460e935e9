/**
 * `npm run measure:lists`: requests per second and latencies of lists of 24 products out of 1,000, and of product pages,
 * at 1, 8 and 32 clients on a local cloud of its own; then once more with what the edge may keep. Each client sends its
 * next request when it has the answer to the last, and goes through 40 pages of the list, or all products.
 */
import { playedFrom } from '../../local/gateway/http-event.ts';
import { visitorKeyOf } from '../../local/visitors/site.ts';
import { client } from '../../web/client.ts';
import { openMarket } from './market.ts';
import { percentile, print } from './report.ts';

const seconds = 10;
const rows = [];
for (const edge of [false, true]) {
  const market = await openMarket({ portOffset: 5300, shops: 4, listings: 250, units: 1000, edge });
  const call = client(market.site.api);
  const visitorKey = await visitorKeyOf(market.site);
  const { categoryId } = (await call('GET /shop/v1/categories', {})).categories[0]!;
  const lists: string[] = [];
  const products: string[] = [];
  for (let cursor: string | undefined; lists.length < 40;) {
    lists.push(`/categories/${categoryId}/products?limit=24${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    const { items, cursor: next } = await call('GET /shop/v1/categories/{categoryId}/products', {
      categoryId,
      limit: 24,
      cursor,
    });
    products.push(...items.map(({ listingId }) => `/products/${listingId}`));
    cursor = next;
  }

  for (const [what, paths] of [['a list of 24', lists], ['a product', products]] as const) {
    for (const clients of [1, 8, 32]) {
      const read = async (duration: number): Promise<number[]> => {
        const until = performance.now() + duration * 1000;
        const each = Array.from({ length: clients }, async (_, number) => {
          const times: number[] = [];
          while (performance.now() < until) {
            const path = paths[(number * 7 + times.length) % paths.length]!;
            const started = performance.now();
            const answer = await fetch(`${market.site.api}/shop/v1${path}`, {
              headers: playedFrom(`198.18.${number}.${times.length % 256}`, visitorKey),
            });
            await answer.arrayBuffer();
            if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
            times.push(performance.now() - started);
          }
          return times;
        });
        return (await Promise.all(each)).flat();
      };
      await read(2);
      const before = (await market.metrics()).cpuSeconds;
      const times = await read(seconds);
      const after = (await market.metrics()).cpuSeconds;
      const cpu = (part: keyof typeof after): number =>
        Number(((after[part] - before[part]) * 1000 / times.length).toFixed(2));
      rows.push({
        what,
        'kept by the edge': edge ? 'yes' : 'no',
        clients,
        'requests/s': Math.round(times.length / seconds),
        'p50, ms': Number(percentile(times, 0.5).toFixed(1)),
        'p95, ms': Number(percentile(times, 0.95).toFixed(1)),
        'CPU ms each: functions': cpu('functions'),
        'V8': cpu('v8'),
        'local cloud': cpu('localCloud'),
        'DynamoDB Local': cpu('dynamodb'),
      });
    }
  }
  await market.stop();
}
print(`Lists and products, ${seconds} s each`, rows);
