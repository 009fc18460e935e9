/**
 * `npm run measure:product-files`: what it takes to read and write product files of 50,000 rows: rows a second, and the
 * most memory that the process had, each in a process of its own. Goal: 512 MB, half of what the job has.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { written } from '../../shared/catalogue/exports/export-file.ts';
import type { Exported } from '../../shared/catalogue/exports/product-rows.ts';
import { productRows } from '../../shared/catalogue/imports/product-columns.ts';
import { priceRows, readPriceRow } from '../../shared/catalogue/imports/price-rows.ts';
import { groupsOf, readProduct } from '../../shared/catalogue/imports/shopify-product.ts';
import type { Listing } from '../../shared/catalogue/listing.ts';
import { instant } from '../../shared/kernel/values/clock.ts';
import { idsAt } from '../../shared/kernel/values/ids.ts';
import { print } from './report.ts';

const rows = 50_000;
const now = instant(0);
const newId = idsAt(now);
const merchantId = newId('merchant');
const categoryId = newId('category');
const terms = { merchantId, categoryId, currency: 'EUR', locale: 'en', shipsWithinDays: 3 } as const;

/** A listing of five sizes, with a description of some 200 characters. */
const listing = (place: number): Listing => ({
  id: newId('listing'),
  version: 1,
  merchantId,
  state: 'draft',
  title: { en: `Clay teapot no. ${place}`, zh: `陶壶 ${place} 号` },
  description: { en: 'Thrown by hand, and fired twice in a wood kiln. '.repeat(4).trim() },
  categoryId,
  attributes: {},
  shipsWithinDays: 3,
  images: [],
  skus: Array.from({ length: 5 }, (_, size) => ({
    id: newId('sku'),
    code: `POT-${place}-${size}`,
    price: { amount: 1999 + size, currency: 'EUR' as const },
    specs: [{ name: { en: 'Size', zh: '尺寸' }, value: { en: `${size} l`, zh: `${size} 升` } }],
    weight: 500,
  })),
  createdAt: now,
  updatedAt: now,
});

const formats = ['shopify', 'woocommerce', 'prices-and-stock'] as const;
type Format = typeof formats[number];

const file = (format: Format): Buffer => {
  const parts = [written(format, [], { locale: 'en', at: now }, true).text];
  for (let place = 0; place < rows / 5; place += 1) {
    const one: Exported = { listing: listing(place), available: new Map(), category: 'Home > Tea ware' };
    parts.push(written(format, [one], { locale: 'en', at: now }, false).text);
  }
  return Buffer.from(parts.join(''));
};

const read = async (format: Format, bytes: Buffer): Promise<number> => {
  let found = 0;
  if (format === 'prices-and-stock') {
    for await (const outcome of priceRows([bytes])) {
      if ('row' in outcome && readPriceRow(outcome.row, 'EUR').read) found += 1;
    }
    return found;
  }
  for await (const group of groupsOf(productRows([bytes], 'en'))) {
    found += readProduct(group, terms).product?.skus.length ?? 0;
  }
  return found;
};

const [asked] = process.argv.slice(2);
if (asked) {
  const format = asked as Format;
  const began = performance.now();
  const bytes = file(format);
  const wrote = performance.now();
  const found = await read(format, bytes);
  if (found !== rows) throw new Error(`${found} of ${rows} rows were read`);
  const ended = performance.now();
  console.log(JSON.stringify({
    format,
    MB: Number((bytes.length / 1e6).toFixed(1)),
    'written, rows/s': Math.round(rows / ((wrote - began) / 1000)),
    'read, rows/s': Math.round(rows / ((ended - wrote) / 1000)),
    'most memory, MB': Math.round(process.resourceUsage().maxRSS / 1024),
  }));
} else {
  const measured = [];
  for (const format of formats) {
    const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, format]);
    measured.push(JSON.parse(stdout) as Record<string, string | number>);
  }
  print(`Product files of ${rows.toLocaleString('en')} rows`, measured);
}
