import type { Instant } from '../../kernel/values/clock.ts';
import { Problem, type ProblemCode } from '../../kernel/problems.ts';
import type { Category } from '../category.ts';
import type { RowFault } from './csv-rows.ts';
import type { ImportOutcome } from './import-report.ts';
import { keepDraft } from './import-store.ts';
import { createListing } from '../listing.ts';
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
 * What the merchant can put right: a code that another product has, a category that has gone since the import was asked
 * for. Anything else is no fault of a row: it is tried again, and reaches a person.
 */
const ofRow: ReadonlySet<ProblemCode> = new Set(['sku-code-taken', 'category-unknown']);

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
  const also = (message: string): readonly RowFault[] => [
    ...all,
    { line: group.rows[0]!.line, column: 'Variant SKU', message },
  ];
  try {
    const draft = createListing({ ...listing, shop, category, importId: one.id }, now);
    const kept = await keepDraft(draft, quantities, now);
    const absent = draft.after.skus.filter(({ code }) => !kept.skus.some((sku) => sku.code === code));
    // An interrupted run of the same import has kept the very same draft.
    if (kept.importId === one.id && absent.length === 0) return { group, outcome: 'created', faults: all };
    if (kept.state === 'archived') return { group, outcome: 'refused', faults: also('The product is archived') };
    if (absent.length === 0) return { group, outcome: 'present', faults: all };
    const codes = absent.map(({ code }) => code).join(', ');
    return { group, outcome: 'present', faults: also(`The product is there already, without ${codes}: add it there`) };
  } catch (error) {
    if (!(error instanceof Problem) || !ofRow.has(error.code)) throw error;
    return { group, outcome: 'refused', faults: also(error.detail ?? error.body('').title) };
  }
};
