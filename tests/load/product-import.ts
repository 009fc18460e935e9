/**
 * `npm run measure:product-import [-- <folder>]`: a file of 50,000 rows in Shopify's format through the running platform,
 * uploaded, asked for and followed as a shop does, on a local cloud of its own: how long it takes, and the most memory
 * that all of the local cloud had meanwhile, beside what it had before. The file is made of the CSV files of a folder,
 * their products again and again under other names, or else of products of five variants.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { stringify } from '#csv-stringify';
import { send } from '../../local/visitors/site.ts';
import { openMarket } from './market.ts';
import { print } from './report.ts';

const wanted = 50_000;
type Row = Record<string, string>;

/** A product of five sizes. */
const own = (): Row[] =>
  Array.from({ length: 5 }, (_, size) => ({
    'Handle': 'clay-teapot',
    'Title': size === 0 ? 'Clay teapot' : '',
    'Body (HTML)': size === 0 ? `<p>${'Thrown by hand, and fired twice in a wood kiln. '.repeat(4)}</p>` : '',
    'Option1 Name': size === 0 ? 'Size' : '',
    'Option1 Value': `${size} l`,
    'Variant SKU': `POT-${size}`,
    'Variant Grams': '500',
    'Variant Inventory Qty': '10',
    'Variant Price': `${19 + size}.90`,
  }));

const rowsIn = (folder: string): Row[] =>
  readdirSync(folder).filter((name) => name.endsWith('.csv')).toSorted()
    .flatMap((name) => parse(readFileSync(join(folder, name)), { columns: true, bom: true }) as Row[]);

/** The rows over and over, each time as products of other names, with codes of their own. */
const multiplied = (rows: readonly Row[]): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const all = Array.from({ length: wanted }, (_, i) => {
    const [row, turn] = [rows[i % rows.length]!, Math.floor(i / rows.length)];
    const code = row['Variant SKU'];
    return { ...row, 'Handle': `${row['Handle']}-${turn}`, ...(code && { 'Variant SKU': `${code}-${turn}` }) };
  });
  return stringify(all, { header: true, columns });
};

const [folder] = process.argv.slice(2);
const file = multiplied(folder ? rowsIn(folder) : own());
const market = await openMarket({ portOffset: 5500, shops: 1, listings: 1, units: 1 });
const { call } = market.goods[0]!.shop;
const { categoryId } = (await call('GET /shop/v1/categories', {})).categories[0]!;
const { importId, upload: { url, fields } } = await call('POST /merchant/v1/product-files', {});
const form = new FormData();
for (const [name, value] of Object.entries(fields)) form.append(name, value);
form.append('file', new Blob([file], { type: 'text/csv' }));
const stored = await send(market.site, () => fetch(url, { method: 'POST', body: form }));
if (!stored.ok) throw new Error(`The upload answered ${stored.status}: ${await stored.text()}`);

const before = (await market.metrics()).memoryMb;
let most = before;
const began = performance.now();
await call('POST /merchant/v1/product-imports', { importId, categoryId, locale: 'en', shipsWithinDays: 3 });
for (;;) {
  const [{ state, counts }, { memoryMb }] = await Promise.all([
    call('GET /merchant/v1/product-imports/{importId}', { importId }),
    market.metrics(),
  ]);
  most = Math.max(most, memoryMb);
  if (state === 'finished') {
    const seconds = (performance.now() - began) / 1000;
    print(`An import of ${wanted.toLocaleString('en')} rows through the platform`, [{
      'MB': Number((file.length / 1e6).toFixed(1)),
      'seconds': Math.round(seconds),
      'rows/s': Math.round(wanted / seconds),
      'created': counts.created,
      'faults': counts.faults,
      'memory before, MB': before,
      'most memory, MB': most,
    }]);
    break;
  }
  if (process.stdout.isTTY) process.stdout.write(`\r${counts.rows} rows `);
  await pause(1000);
}
await market.stop();
