import { together } from '../../kernel/doors/access.ts';
import type { Change } from '../../kernel/store/change.ts';
import { decided } from '../../kernel/store/commit.ts';
import { idsAt } from '../../kernel/values/ids.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { Problem, type ProblemCode } from '../../kernel/problems.ts';
import type { Category } from '../category.ts';
import { codeKey, type ListingContent } from '../content.ts';
import { createListing, type Listing } from '../listing.ts';
import { mustBeChecked } from '../pictures/images.ts';
import { mustBePlayable } from '../pictures/videos.ts';
import { videoChecks } from '../pictures/video-store.ts';
import type { LivePrices } from '../rulebooks.ts';
import { categories, imageChecks, listings, skuCodes } from '../store.ts';
import type { SubmissionChange } from '../submission-changes.ts';
import { amountOf } from '../exports/product-rows.ts';
import type { Row, RowFault } from './csv-rows.ts';
import type { CellChange, GroupResult } from './import-report.ts';
import {
  draftKeeping,
  keepDraft,
  keepUpdate,
  moveUnits,
  unitsMoving,
  updateKeeping,
  type UnitsMoved,
} from './import-keeping.ts';
import { updatedContent, updateListing } from './listing-update.ts';
import type { ImportOf, ProductImport } from './product-import.ts';
import { listingIdsOf, readProduct, type ImportTerms, type ReadProduct, type RowGroup } from './shopify-product.ts';

/** What stays the same for the whole file. */
export interface Setting {
  readonly one: ProductImport & { readonly of: ImportOf & { readonly kind: 'products' } };
  readonly shop: { readonly id: ProductImport['merchantId']; readonly currency: ImportTerms['currency'] };
  readonly category: Category;
  readonly categoriesNamed?: ImportTerms['categoriesNamed'];
  readonly bounds: LivePrices;
}

/**
 * What the merchant can put right: a code that another product has, a category that has gone since the import was asked
 * for, a listing that cannot be edited as it stands. Anything else is no fault of a row: it is tried again, and reaches a
 * person.
 */
const ofRow: ReadonlySet<ProblemCode> = new Set([
  'sku-code-taken',
  'category-unknown',
  'attribute-invalid',
  'price-beyond-bounds',
  'too-much-at-once',
]);
/** What a listing is refused for that is there already. */
const ofListing: ReadonlySet<ProblemCode> = new Set([...ofRow, 'illegal-step']);

/** What `importGroup` needs. */
export const groupKeeping = together(
  'import.group',
  draftKeeping,
  updateKeeping,
  unitsMoving,
  categories.get,
  imageChecks.get,
  videoChecks.get,
  skuCodes.holder,
);

/**
 * Makes a draft of the rows of one handle, or changes the listing that is there already; needs `groupKeeping`. What a
 * merchant can put right becomes a fault of the report. Of a preview it says the same, and writes nothing.
 */
export const importGroup = (group: RowGroup, setting: Setting, now: Instant): Promise<GroupResult> =>
  decided(async () => {
    const { one, shop, category, categoriesNamed } = setting;
    const present = await presentListing(group, shop.id);
    const terms = {
      ...one.of,
      merchantId: shop.id,
      currency: shop.currency,
      ...(categoriesNamed && { categoriesNamed }),
    };
    const { product, faults } = readProduct(group, terms, present);
    const result = {
      handle: group.handle,
      line: group.rows[0]?.line ?? 0,
      rows: group.rows.length,
      changes: [],
      faults: [...group.faults, ...faults],
    };
    if (!product) return { ...result, outcome: group.rows.length ? 'refused' : undefined };
    // An interrupted run of the same import has kept the very same draft.
    const own = present?.importId === one.id && !one.preview;
    const settled = await withWhatIsShown(product, shop.id, result.faults);
    const ofIt = settled.content.categoryId === category.id
      ? category
      : await categories.get(settled.content.categoryId);
    try {
      return present && !own
        ? await updated(present, settled, { ...result, faults: settled.faults }, { ...setting, category: ofIt }, now)
        : await drafted(settled, { ...result, faults: settled.faults }, { ...setting, category: ofIt }, now);
    } catch (error) {
      if (!(error instanceof Problem) || !(present && !own ? ofListing : ofRow).has(error.code)) throw error;
      const { line, called } = product.rows[0]!;
      return {
        ...result,
        outcome: 'refused',
        faults: [...settled.faults, {
          line,
          column: called('Variant SKU'),
          message: error.detail ?? error.body('').title,
        }],
      };
    }
  });

type Result = Omit<GroupResult, 'outcome'>;
type OfCategory = Omit<Setting, 'category'> & { readonly category: Category | undefined };

const presentListing = async ({ handle, rows }: RowGroup, merchantId: Listing['merchantId']) => {
  if (rows.length === 0) return undefined;
  for (const id of listingIdsOf(merchantId, handle)) {
    const found = await listings.get(id);
    if (found?.merchantId === merchantId) return found;
  }
  return undefined;
};

/** An export of another shop names pictures, and a video, that this one has not. */
const withWhatIsShown = async (
  product: ReadProduct,
  merchantId: Listing['merchantId'],
  faults: readonly RowFault[],
): Promise<ReadProduct & { readonly faults: readonly RowFault[] }> => {
  const { images, video, ...content } = product.content;
  const [film, ...checks] = await Promise.all([
    video === undefined ? undefined : videoChecks.get(video),
    ...images.map(imageChecks.get),
  ]);
  const shown = images.filter((image, i) => holds(() => mustBeChecked(merchantId, [image], [checks[i]])));
  const plays = holds(() => mustBePlayable(merchantId, { video, images: shown }, film));
  if (shown.length === images.length && plays) return { ...product, faults };
  const { line, called } = product.rows[0]!;
  const message = 'The shop does not have these pictures, or this video: add them to the draft';
  return {
    ...product,
    content: { ...content, images: shown, ...(plays && { video }) },
    faults: [...faults, { line, column: called('Beside'), message, note: true }],
  };
};

const holds = (rule: () => void): boolean => {
  try {
    rule();
    return true;
  } catch {
    return false;
  }
};

const drafted = async (
  { id, content, skus, quantities }: ReadProduct,
  result: Result,
  { one, shop, category }: OfCategory,
  now: Instant,
): Promise<GroupResult> => {
  const draft = createListing({ id, content, skus, shop, category, importId: one.id }, now);
  if (one.preview) await mustBeFree(draft);
  else await keepDraft(draft, quantities, now);
  return { ...result, outcome: 'created' };
};

/** What a claim of the codes would say. @throws Problem sku-code-taken */
const mustBeFree = async ({ after: { id, merchantId, skus } }: Change<Listing>): Promise<void> => {
  const holders = await Promise.all(skus.map(({ code }) => skuCodes.holder(merchantId, code)));
  const taken = holders.findIndex((holder) => holder !== undefined && holder !== id);
  if (taken >= 0) throw new Problem('sku-code-taken', `${codeKey(skus[taken]!.code)} is another SKU's code`);
};

const updated = async (
  present: Listing,
  { content, skus, rows, quantities, seen }: ReadProduct,
  result: Result,
  { one, shop, category, bounds }: OfCategory,
  now: Instant,
): Promise<GroupResult> => {
  const [first] = rows;
  if (present.state === 'archived') {
    const fault = { line: first!.line, column: first!.called('Variant SKU'), message: 'The product is archived' };
    return { ...result, outcome: 'refused', faults: [...result.faults, fault] };
  }
  const whole = updatedContent(
    present,
    content,
    skus.map(({ id: _, reviewedPrice: __, nextPrice: ___, ...sku }) => sku),
  );
  const { changes, differences } = updateListing(
    present,
    whole,
    { shop, category, bounds },
    { now, newId: idsAt(now) },
  );
  if (!one.preview) await keepUpdate(changes, new Map(skus.map(({ code }, i) => [code, quantities[i]!])), now);
  const ids = new Map(present.skus.map((sku) => [codeKey(sku.code), sku.id]));
  const moved = await Promise.all(skus.map(async ({ code }, i): Promise<UnitsMoved> => {
    const skuId = ids.get(codeKey(code));
    const units = quantities[i]!;
    return skuId && seen[i] && rows[i]!.cells['Variant Inventory Qty']
      ? moveUnits({ skuId, merchantId: shop.id }, { units, seen: seen[i] }, { now, preview: one.preview })
      : undefined;
  }));
  const units = moved.flatMap((move, i) => (move ? [{ move, row: rows[i]! }] : []));
  const cells = [
    ...cellChanges(differences, skus, rows),
    ...units.flatMap(({ move, row }) =>
      'fault' in move ? [] : [cell(row, 'Variant Inventory Qty', String(move.before), String(move.after))]
    ),
  ];
  return {
    ...result,
    outcome: cells.length > 0 ? 'changed' : 'present',
    changes: cells,
    faults: [
      ...result.faults,
      ...units.flatMap(({ move, row }) =>
        'fault' in move
          ? [{ line: row.line, column: row.called('Variant Inventory Qty'), message: move.fault }]
          : []
      ),
    ],
  };
};

const cell = (row: Row, column: string, before: string, after: string): CellChange => ({
  line: row.line,
  column: row.called(column),
  before,
  after,
});

/** The columns of a file in which the fields of a listing stand; what is not here stands beside. */
const columnOf = (field: string): string =>
  [
    ['title', 'Title'],
    ['description', 'Body (HTML)'],
    ['categoryId', 'Category'],
    ['price', 'Variant Price'],
    ['weight', 'Variant Grams'],
    ['specs', 'Option1 Value'],
    ['code', 'Variant SKU'],
  ].find(([name]) => field.split('.')[0] === name)?.[1] ?? 'Beside';

const cellChanges = (
  differences: readonly SubmissionChange[],
  skus: readonly { readonly code: string }[],
  rows: readonly Row[],
): CellChange[] =>
  differences.map(({ sku, field, before, after }) => {
    const place = sku === undefined ? 0 : skus.findIndex(({ code }) => codeKey(code) === codeKey(sku));
    const row = rows[Math.max(place, 0)]!;
    return cell(row, columnOf(field), shown(before), shown(after));
  });

type Sku = ListingContent['skus'][number];

/** A value as the report shows it, at the most 80 characters of it. */
export const shown = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  const text = isMoney(value) ? amountOf(value) : typeof value === 'string' ? value : JSON.stringify(value);
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};

const isMoney = (value: unknown): value is Sku['price'] =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
