import { together } from '../../kernel/doors/access.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { merchants } from '../../merchants/public.ts';
import { codeKey } from '../content.ts';
import { livePrices } from '../rulebooks.ts';
import { categories, presentTree } from '../store.ts';
import { inBatches } from './batches.ts';
import { categoryNames } from './category-names.ts';
import { groupKeeping, importGroup } from './import-group.ts';
import { importPrices, priceKeeping } from './import-prices.ts';
import type { GroupResult } from './import-report.ts';
import { priceRows, readPriceRow, type PriceRow } from './price-rows.ts';
import { productRows } from './product-columns.ts';
import type { ImportOf, ProductImport } from './product-import.ts';
import { claimsOf, groupsOf } from './shopify-product.ts';

/** What became of some rows, and how many rows there are in all. */
interface Step {
  readonly results: readonly GroupResult[];
  readonly total: number;
}

/** Products, and rows of prices and stock, that are worked on at once. */
const [productsAtOnce, pricesAtOnce] = [16, 64];

/** What `runImport` needs. */
export const running = together(
  'import.run',
  merchants.need,
  categories.need,
  presentTree,
  livePrices.current,
  groupKeeping,
  priceKeeping,
);

/** Does what a file says, step by step. */
export async function* runImport(
  one: ProductImport,
  bytes: AsyncIterable<Uint8Array>,
  now: Instant,
): AsyncGenerator<Step> {
  const [shop, bounds] = await Promise.all([merchants.need(one.merchantId), livePrices.current(now)]);
  const { of } = one;
  if (of.kind === 'products') yield* products({ ...one, of }, bytes, { shop, bounds }, now);
  else yield* prices(one, bytes, { shop, bounds }, now);
}

type Basis = Pick<Parameters<typeof importGroup>[1], 'shop' | 'bounds'>;

async function* products(
  one: ProductImport & { readonly of: ImportOf & { readonly kind: 'products' } },
  bytes: AsyncIterable<Uint8Array>,
  basis: Basis,
  now: Instant,
): AsyncGenerator<Step> {
  const [category, tree] = await Promise.all([categories.need(one.of.categoryId), presentTree()]);
  const { named } = categoryNames(tree);
  const groups = await Array.fromAsync(groupsOf(productRows(bytes, one.of.locale)));
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  for await (const batch of inBatches(groups, productsAtOnce, claimsOf)) {
    const setting = { ...basis, one, category, categoriesNamed: named };
    yield { results: await Promise.all(batch.map((group) => importGroup(group, setting, now))), total };
  }
}

async function* prices(
  one: ProductImport,
  bytes: AsyncIterable<Uint8Array>,
  basis: Basis,
  now: Instant,
): AsyncGenerator<Step> {
  const rows: PriceRow[] = [];
  const told: GroupResult[] = [];
  for await (const outcome of priceRows(bytes)) {
    if ('fault' in outcome) {
      told.push({ handle: outcome.handle, line: 0, rows: 0, outcome: undefined, changes: [], faults: [outcome.fault] });
      continue;
    }
    const { row } = outcome;
    const { read, faults } = readPriceRow(row, basis.shop.currency);
    if (read) rows.push(read);
    if (faults.length > 0) {
      const handle = row.cells['SKU'] ?? '';
      const refused = read ? undefined : 'refused' as const;
      told.push({ handle, line: row.line, rows: read ? 0 : 1, outcome: refused, changes: [], faults });
    }
  }
  const total = rows.length + told.reduce((sum, { rows: refused }) => sum + refused, 0);
  yield { results: told, total };
  for await (const batch of inBatches(rows, pricesAtOnce, ({ code }) => [codeKey(code)])) {
    yield { results: await importPrices(batch, { ...basis, one }, now), total };
  }
}
