import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import { stock } from '../../inventory/public.ts';
import { operation, together } from '../../kernel/doors/access.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { files } from '../../kernel/files/bucket.ts';
import type { Change } from '../../kernel/store/change.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { transact, write, type Writes } from '../../kernel/store/commit.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { Overtaken, Problem } from '../../kernel/problems.ts';
import { get, table } from '../../kernel/store/table.ts';
import type { Listing } from '../listing.ts';
import type { ImportCounts, ImportId, ProductImport } from './product-import.ts';
import { listings, skuCodes } from '../store.ts';

export const imports = aggregate<ProductImport>({ name: 'import', prefix: 'IMPORT' });

/** Files of imports and their reports, each shop's below its own folder. */
export const importFiles = /* @__PURE__ */ files('documents', 'imports');
export const importPath = (merchantId: MerchantId, importId: ImportId): string => `${merchantId}/${importId}.csv`;
export const reportPath = (merchantId: MerchantId, importId: ImportId): string =>
  `${merchantId}/${importId}-report.csv`;

const ProgressItem = new Entity({
  name: 'import-progress',
  table,
  timestamps: false,
  schema: item({ importId: string().key(), counts: any().castAs<ImportCounts>() }),
  computeKey: ({ importId }) => ({ pk: `IMPORT#${importId}`, sk: 'PROGRESS' }),
});

export const importProgress = {
  get: operation(
    'import-progress.get',
    [{ on: 'table', actions: ['GetItem'], keys: ['IMPORT#*'] }],
    async (importId: ImportId): Promise<ImportCounts | undefined> =>
      (await get(ProgressItem.build(GetItemCommand).key({ importId })))?.counts as ImportCounts | undefined,
  ),
  /** Says how far an import is, at once. */
  report: operation(
    'import-progress.report',
    [{ on: 'table', actions: ['PutItem'], keys: ['IMPORT#*'] }],
    (importId: ImportId, counts: ImportCounts): Promise<void> =>
      transact([write(ProgressItem.build(PutTransaction).item({ importId, counts }))]),
  ),
};

/** What `keepDraft` needs. */
export const draftKeeping = together('import.keep-draft', listings.get, listings.save, skuCodes.claim, stock.open);

/** SKUs whose stock fits into the transaction of a draft: it has the listing, its fact, the codes, and two items a SKU. */
const stocksWithDraft = (skus: number): number => Math.floor((98 - skus) / 2);

/**
 * Keeps an imported draft with its codes and its opening stock, unless it is there already: all in one transaction, or
 * where that is too much the draft first and then the rest of the stock, SKU by SKU. An interrupted run leaves a draft
 * in which some SKUs have no stock yet; the next run of the same import opens what is missing, and touches no other.
 * @returns the listing as it is kept: this draft, or what was there
 * @throws Problem sku-code-taken
 */
export const keepDraft = async (
  change: Change<Listing>,
  quantities: readonly number[],
  at: Instant,
): Promise<Listing> => {
  const { id, merchantId, skus, importId } = change.after;
  const opening = skus.map((sku, i) =>
    stock.open(sku.id, merchantId, { kind: 'adjust', quantity: quantities[i]!, reason: `Import ${importId}`, at })
  );
  const atOnce = stocksWithDraft(skus.length);
  let kept = change.after;
  try {
    await transact([listings.save(change), skuCodes.claim(change), ...opening.slice(0, atOnce)]);
  } catch (error) {
    const present = error instanceof Problem ? await listings.get(id) : undefined;
    if (!present) throw error;
    kept = present;
  }
  if (kept.importId === importId) {
    const there = new Set(kept.skus.map((sku) => sku.id));
    await Promise.all(opening.slice(atOnce).filter((_, i) => there.has(skus[atOnce + i]!.id)).map(openedUnlessThere));
  }
  return kept;
};

const openedUnlessThere = async (opening: Writes): Promise<void> => {
  try {
    await transact(opening);
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
};
