import type { Instant } from '../kernel/clock.ts';
import { Problem } from '../kernel/problems.ts';
import type { Category } from './category.ts';
import type { RowFault } from './csv-rows.ts';
import type { ImportOutcome } from './import-report.ts';
import { keepDraft } from './import-store.ts';
import { createListing } from './listing.ts';
import type { ProductImport } from './product-import.ts';
import { readProduct, type ImportTerms, type RowGroup } from './shopify-product.ts';

/** What stays the same for the whole file. */
interface Setting {
  readonly one: ProductImport;
  readonly shop: { readonly id: ProductImport['merchantId']; readonly currency: ImportTerms['currency'] };
  readonly category: Category;
}

/** What became of one group of rows. */
export interface GroupResult {
  readonly group: RowGroup;
  readonly outcome: ImportOutcome | undefined;
  readonly faults: readonly RowFault[];
}

/**
 * Makes a draft of the rows of one handle; needs `draftKeeping`. What a merchant can put right becomes a fault of the
 * report.
 */
export const importGroup = async (
  group: RowGroup,
  { one, shop, category }: Setting,
  now: Instant,
): Promise<GroupResult> => {
  const { product, faults } = readProduct(group, { ...one, currency: shop.currency });
  const all = [...group.faults, ...faults];
  if (!product) return { group, outcome: group.rows.length ? 'refused' : undefined, faults: all };
  const { quantities, ...listing } = product;
  try {
    const made = await keepDraft(createListing({ ...listing, shop, category, importId: one.id }, now), quantities, now);
    return { group, outcome: made ? 'created' : 'present', faults: all };
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'conflict') throw error;
    const message = error.detail ?? error.message;
    return {
      group,
      outcome: 'refused',
      faults: [...all, { line: group.rows[0]!.line, column: 'Variant SKU', message }],
    };
  }
};
