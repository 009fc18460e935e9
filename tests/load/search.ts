/**
 * `npm run measure:search`: how good searches are (nDCG@10 of a judged set of queries in both languages), and how fast,
 * with 1,000, 10,000 and 100,000 made goods: the index by itself, and `GET /v1/search` at 1 and 8 clients on a local cloud
 * of its own. Each client sends its next query when it has the answer to the last.
 */
import { transact } from '../../shared/kernel/store/commit.ts';
import { invocation } from '../../shared/kernel/doors/invocation.ts';
import { searchRanking, searchWords } from '../../shared/search/rulebooks.ts';
import { GoodsIndex } from '../../shared/search/goods-index.ts';
import { indexFile, indexFiles } from '../../shared/search/index-store.ts';
import { asOperator } from '../../infra/commands/as-operator.ts';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../local/services/types.ts';
import { playedFrom } from '../../local/gateway/http-event.ts';
import { pass } from '../../local/visitors/local-clock.ts';
import { visitorKeyOf } from '../../local/visitors/site.ts';
import { client } from '../../web/client.ts';
import { openMarket } from './market.ts';
import { median, percentile, print } from './report.ts';
import { makeGoods, type Made } from './search/goods.ts';
import { ndcg, queries } from './search/judged.ts';

const seconds = 10;
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const indexOf = (goods: readonly Made[]): Uint8Array => {
  const index = new GoodsIndex();
  for (let from = 0; from < goods.length; from += 500) {
    index.apply(
      goods.slice(from, from + 500).map(({ article }) => ({
        of: 'listing',
        id: article.listingId,
        asOf: article.since,
        article,
      })),
    );
  }
  const file = index.file();
  index.close();
  return file;
};
const search = (index: GoodsIndex, query: string) =>
  index.search(
    { query, narrowing: { traits: {} }, order: 'relevance', limit: 24 },
    searchWords.byDefault,
    searchRanking.byDefault,
  )!;

const market = await openMarket({ portOffset: 5300, shops: 4, listings: 1, units: 10 });
Object.assign(process.env, {
  AWS_ENDPOINT_URL: market.aws,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: ADMIN_ACCESS_KEY,
  AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
});
const visitorKey = await visitorKeyOf(market.site);
const { items } = await client(market.site.api)('GET /shop/v1/products', {});
const shops = items.map(({ merchantId }) => merchantId);

/** Searches by an index in this process, for what they cost and what they are worth. */
const alone = (goods: readonly Made[]) => {
  const begun = cpuMs();
  const file = indexOf(goods);
  const built = cpuMs();
  const index = new GoodsIndex(file);
  const opened = cpuMs();
  const byId = new Map(goods.map((one) => [one.article.listingId, one]));
  const worth = queries.map((one) =>
    ndcg(one, search(index, one.query).cards.map(({ listingId }) => byId.get(listingId)!), goods)
  );
  const before = cpuMs();
  for (const { query } of queries) search(index, query);
  const each = (cpuMs() - before) / queries.length;
  index.close();
  return {
    file,
    row: {
      'goods': goods.length,
      'file, MB': Number((file.length / 1e6).toFixed(1)),
      'built, CPU s': Number(((built - begun) / 1000).toFixed(1)),
      'opened, CPU ms': Math.round(opened - built),
      'CPU ms a search': Number(each.toFixed(2)),
      'queries': queries.length,
      'nDCG@10': Number((worth.reduce((sum, one) => sum + one, 0) / worth.length).toFixed(3)),
      'worst': queries[worth.indexOf(Math.min(...worth))]!.query,
    },
  };
};

/** Has the market search by this file. */
const use = async (file: Uint8Array, goods: number): Promise<void> => {
  const path = `measured-${goods}.db`;
  await asOperator(
    { useCase: 'search/measure', stage: 'dev', touches: [indexFile.use, indexFiles.write] },
    async () => {
      await indexFiles.write(path, file, 'application/vnd.sqlite3');
      const { now: asOf } = invocation();
      await transact([indexFile.use({ path, asOf, goods, bytes: file.length })]);
    },
  );
  // An instance looks for a newer file once a minute.
  await pass(market.site, 120_000);
};

/** Searches of so many clients for some seconds: the milliseconds that each took. */
const asked = async (clients: number, duration: number): Promise<number[]> => {
  const until = performance.now() + duration * 1000;
  const each = Array.from({ length: clients }, async (_, number) => {
    const times: number[] = [];
    while (performance.now() < until) {
      const { query } = queries[(number * 7 + times.length) % queries.length]!;
      const started = performance.now();
      const answer = await fetch(`${market.site.api}/shop/v1/search?q=${encodeURIComponent(query)}`, {
        headers: playedFrom(`198.18.${number}.${times.length % 256}`, visitorKey),
      });
      const { count } = await answer.json() as { count: number };
      if (answer.status !== 200 || count === 0) throw new Error(`${query} answered ${answer.status}, ${count} goods`);
      times.push(performance.now() - started);
    }
    return times;
  });
  return (await Promise.all(each)).flat();
};

const byThemselves = [];
const rows = [];
for (const count of [1_000, 10_000, 100_000]) {
  const { file, row } = alone(makeGoods(count, shops));
  byThemselves.push(row);
  await use(file, count);
  for (const clients of [1, 8]) {
    await asked(clients, 3);
    const before = (await market.metrics()).cpuSeconds;
    const times = await asked(clients, seconds);
    const after = (await market.metrics()).cpuSeconds;
    const cpu = (part: keyof typeof after): number =>
      Number(((after[part] - before[part]) * 1000 / times.length).toFixed(2));
    rows.push({
      goods: count,
      clients,
      'searches/s': Math.round(times.length / seconds),
      'p50, ms': Number(median(times).toFixed(1)),
      'p95, ms': Number(percentile(times, 0.95).toFixed(1)),
      'CPU ms each: functions': cpu('functions'),
      'V8': cpu('v8'),
      'local cloud': cpu('localCloud'),
      'DynamoDB Local': cpu('dynamodb'),
    });
  }
}
await market.stop();
print('The index by itself', byThemselves);
print(`GET /v1/search, ${seconds} s each`, rows);
