import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import { stock } from '../../inventory/public.ts';
import { operation, together } from '../../kernel/doors/access.ts';
import { files } from '../../kernel/files/bucket.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { transact, write } from '../../kernel/store/commit.ts';
import { everything } from '../../kernel/store/page.ts';
import { get, table } from '../../kernel/store/table.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import type { Listing } from '../listing.ts';
import { listings, listingsOf, listingsOfMerchant } from '../store.ts';
import type { ExportCounts, ExportId, ProductExport } from './product-export.ts';
import type { Exported } from './product-rows.ts';

export const exports = aggregate<ProductExport>({ name: 'export', prefix: 'EXPORT' });

/** Files of exports, each shop's below its own folder. */
export const exportFiles = /* @__PURE__ */ files('documents', 'product-exports');
export const exportPath = ({ merchantId, id, format }: ProductExport, place: number): string =>
  `${merchantId}/${id}/${format}-${place + 1}.csv`;

const ProgressItem = new Entity({
  name: 'export-progress',
  table,
  timestamps: false,
  schema: item({ exportId: string().key(), counts: any().castAs<ExportCounts>() }),
  computeKey: ({ exportId }) => ({ pk: `EXPORT#${exportId}`, sk: 'PROGRESS' }),
});

export const exportProgress = {
  get: operation(
    'export-progress.get',
    [{ on: 'table', actions: ['GetItem'], keys: ['EXPORT#*'] }],
    async (exportId: ExportId): Promise<ExportCounts | undefined> =>
      (await get(ProgressItem.build(GetItemCommand).key({ exportId })))?.counts,
  ),
  /** Says how far an export is, at once. */
  report: operation(
    'export-progress.report',
    [{ on: 'table', actions: ['PutItem'], keys: ['EXPORT#*'] }],
    (exportId: ExportId, counts: ExportCounts): Promise<void> =>
      transact([write(ProgressItem.build(PutTransaction).item({ exportId, counts }))]),
  ),
};

/** Listings that are read at once. */
const atOnce = 25;

/** What `wholeShop` needs. */
export const wholeShopReading = together('export.whole-shop', listingsOfMerchant, listings.get, stock.available);

/** All that a shop has and has not archived, some at a time. What has no SKU is nothing that a file can tell. */
export async function* wholeShop(merchantId: MerchantId): AsyncGenerator<Omit<Exported, 'category'>[]> {
  for (const state of ['draft', 'in-review', 'off-shelf', 'on-sale'] as const) {
    let some: string[] = [];
    for await (const { id } of everything(listingsOfMerchant, listingsOf(merchantId), `${state}#`)) {
      some.push(id);
      if (some.length < atOnce) continue;
      yield await whole(some);
      some = [];
    }
    if (some.length > 0) yield await whole(some);
  }
}

const whole = async (ids: readonly string[]): Promise<Omit<Exported, 'category'>[]> => {
  const found = await Promise.all(ids.map((id) => listings.get(id)));
  const kept = found.filter((one): one is Listing => one !== undefined && one.skus.length > 0);
  return Promise.all(kept.map(async (listing) => {
    const units = await Promise.all(listing.skus.map(async ({ id }) => [id, await stock.available(id)] as const));
    return { listing, available: new Map(units.flatMap(([id, one]) => (one === undefined ? [] : [[id, one]]))) };
  }));
};
