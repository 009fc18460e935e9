import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readDataset } from '../../local/replay/dataset.ts';
import { replay, type Outcome } from '../../local/replay/replay.ts';
import { siteAt } from '../../local/visitors/site.ts';

/**
 * A small marketplace's books in three CSV files, and what they must come to: counted here from the numbers, not from
 * the files.
 */
const synthesize = (orders: number) => {
  let seed = 20_171_122;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const run = ulid().toLowerCase();
  const sellers = Array.from({ length: 11 }, (_, i) => ({
    id: `s${i}${run}`,
    city: ['campinas', 'são paulo', 'rio de janeiro'][i % 3]!,
    state: ['SP', 'SP', 'RJ'][i % 3]!,
  }));
  const products = Array.from({ length: 23 }, (_, i) => ({
    id: `p${i}${run}`,
    category: ['toys', 'garden_tools', ''][i % 3]!,
    weight: [0, 700, 1550, 30_500][i % 4]!,
  }));
  const sum = {
    lines: 0,
    items: 0,
    freight: 0,
    commission: 0,
    shares: new Set<string>(),
    merchants: new Set<string>(),
  };
  const rows: string[] = [];
  for (let order = 0; order < orders; order += 1) {
    const id = `o${order}${run}`;
    // Every seventh order holds the same product twice, every fifth is from two sellers, some products have two
    // sellers, and prices change.
    const lines = 1 + Number(order % 7 === 0) + Number(order % 5 === 0);
    const product = random(products.length);
    for (let line = 1; line <= lines; line += 1) {
      const second = order % 5 === 0 && line === lines;
      const chosen = second ? (product + 1) % products.length : product;
      const seller = sellers[(chosen + Number(order % 3 === 0)) % sellers.length]!.id;
      const price = 990 + chosen * 1375 + (order < orders / 2 ? 0 : 105);
      const freight = line === 2 && order % 2 === 0 ? 0 : 500 + random(4000);
      rows.push(
        [id, line, products[chosen]!.id, seller, '2017-09-19T09:45:00Z', decimal(price), decimal(freight)].join(','),
      );
      sum.lines += 1;
      sum.items += price;
      sum.freight += freight;
      sum.commission += Math.floor((price + 5) / 10);
      sum.shares.add(`${id} ${seller}`);
      sum.merchants.add(seller);
    }
  }
  const files = {
    'order_items.csv': ['order_id,line,product_id,seller_id,shipping_limit_at,price,freight', ...rows],
    'products.csv': [
      'product_id,category,weight_g,length_cm,height_cm,width_cm',
      ...products.map(({ id, category, weight }) => `${id},${category},${weight},20,10,15`),
    ],
    'sellers.csv': ['seller_id,city,state', ...sellers.map(({ id, city, state }) => `${id},${city},${state}`)],
  };
  const expected = {
    orders,
    merchantOrders: sum.shares.size,
    lines: sum.lines,
    merchants: sum.merchants.size,
    grossMinor: sum.items + sum.freight,
    itemsMinor: sum.items,
    freightMinor: sum.freight,
    commissionMinor: sum.commission,
    payoutMinor: sum.items + sum.freight - sum.commission,
    trialBalanceMinor: 0,
    unreconciled: 0,
    errors: [],
  };
  return { files, expected };
};

/** 5890 as `58.9`, as such files have it: without needless zeros. */
const decimal = (minor: number): string =>
  `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`.replace(/\.?0+$/, '');

describe('a replay of 60 orders', () => {
  const { files, expected } = synthesize(60);
  const password = `Secret-${ulid()}a1`;
  let folder: string;
  let first: Outcome;

  const run = async (): Promise<Outcome> => {
    const { api, control } = inject('cloud');
    return replay({
      site: siteAt(api, control),
      orders: await readDataset(folder),
      password,
      concurrency: 8,
      told: () => undefined,
    });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jishi-replay-'));
    for (const [name, lines] of Object.entries(files)) await writeFile(join(folder, name), `${lines.join('\n')}\n`);
    first = await run();
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('is bought, paid, shipped, received, settled, paid out and exported to the cent [SET-01 part] [SET-02] [SET-03] [SET-04] [SET-05] [SET-06] [SET-07] [RVM-01]', () => {
    expect(first.report).toMatchObject(expected);
    expect(first.traded).toBe(60);
  });

  it('names the files of the days that tell of it, with their checksums', () => {
    const { exports } = first.report;
    expect(
      exports.every(
        ({ key, sha256 }) =>
          /^settlements\/[\d-]{10}\/(statements|lines|set-offs|ledger)\.csv$/.test(key) && /^[\da-f]{64}$/.test(sha256),
      ),
    ).toBe(true);
    const rows = (name: string): number =>
      exports.filter(({ key }) => key.endsWith(name)).reduce((sum, file) => sum + file.rows, 0);
    expect(rows('lines.csv')).toBeGreaterThanOrEqual(expected.lines);
    expect(rows('statements.csv')).toBeGreaterThanOrEqual(expected.merchants);
  });

  it('changes nothing when it is run again, and comes to the same', async () => {
    const again = await run();
    expect(again).toMatchObject({ traded: 0, days: 0 });
    const { seconds: _, httpCalls: calls, ...report } = again.report;
    const { seconds: __, httpCalls: firstCalls, ...firstReport } = first.report;
    expect(report).toEqual(firstReport);
    expect(calls).toBeLessThan(firstCalls / 5);
  });
});

describe('a malformed data set', () => {
  const { files } = synthesize(3);

  it.each([
    ['order_items.csv', 2, 6, '12,3', 'no amount'],
    ['order_items.csv', 2, 6, '0', 'nothing can be sold for nothing'],
    ['order_items.csv', 3, 7, '-1', 'no amount'],
    ['order_items.csv', 2, 3, 'p99', 'no such product'],
    ['order_items.csv', 2, 4, 's99', 'no such seller'],
    ['order_items.csv', 3, 2, '1', 'has this line already'],
    ['products.csv', 2, 3, '1.5', 'no whole number'],
  ])('%s is refused with line %i and column %i where it is %s', async (name, line, column, value, fault) => {
    const folder = await mkdtemp(join(tmpdir(), 'jishi-replay-'));
    for (const [file, lines] of Object.entries(files)) {
      const spoilt = lines.map((text, i) =>
        file === name && i === line - 1
          ? text
            .split(',')
            .with(column - 1, `"${value}"`)
            .join(',')
          : text
      );
      await writeFile(join(folder, file), `${spoilt.join('\n')}\n`);
    }
    await expect(readDataset(folder)).rejects.toThrow(new RegExp(`${name}:${line}:${column}: .*${fault}`));
    await rm(folder, { recursive: true });
  });

  it('is refused where a file is missing, a column is missing, or a quote is not closed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jishi-replay-'));
    for (const [file, lines] of Object.entries(files)) await writeFile(join(folder, file), `${lines.join('\n')}\n`);
    await rm(join(folder, 'order_items.csv'));
    await expect(readDataset(folder)).rejects.toThrow(/order_items.csv cannot be read/);
    await writeFile(join(folder, 'order_items.csv'), `${files['order_items.csv'].join('\n')}\n`);
    await writeFile(join(folder, 'sellers.csv'), 'seller_id,city\n');
    await expect(readDataset(folder)).rejects.toThrow(/sellers.csv:1: the column state is missing/);
    await writeFile(join(folder, 'sellers.csv'), 'seller_id,city,state\ns1,"campinas,SP\n');
    await expect(readDataset(folder)).rejects.toThrow(/sellers.csv:\d+:\d+: Quote Not Closed/);
    await rm(folder, { recursive: true });
  });
});
