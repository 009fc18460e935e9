import { together } from '../../kernel/doors/access.ts';
import { decided } from '../../kernel/store/commit.ts';
import { idsAt } from '../../kernel/values/ids.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { Problem, type ProblemCode } from '../../kernel/problems.ts';
import { codeKey } from '../content.ts';
import { amountOf } from '../exports/product-rows.ts';
import type { Listing, ListingId } from '../listing.ts';
import { categories, listings, skuCodes } from '../store.ts';
import { contentOf } from '../submission-changes.ts';
import type { RowFault } from './csv-rows.ts';
import type { Setting } from './import-group.ts';
import type { CellChange, GroupResult } from './import-report.ts';
import { keepUpdate, moveUnits, unitsMoving, updateKeeping } from './import-keeping.ts';
import { updateListing } from './listing-update.ts';
import type { PriceRow } from './price-rows.ts';
import type { ProductImport } from './product-import.ts';
import { at } from './shopify-product.ts';

/** What stays the same for the whole file. */
type PriceSetting = Pick<Setting, 'shop' | 'bounds'> & { readonly one: ProductImport };

/** What `importPrices` needs. */
export const priceKeeping = together(
  'import.prices',
  skuCodes.holder,
  listings.get,
  categories.get,
  updateKeeping,
  unitsMoving,
);

const ofListing: ReadonlySet<ProblemCode> = new Set(['illegal-step', 'price-beyond-bounds', 'category-unknown']);

/**
 * Changes prices and stock of a shop's SKUs, those of one listing together; needs `priceKeeping`. Of a preview it says the
 * same, and writes nothing.
 */
export const importPrices = async (
  rows: readonly PriceRow[],
  setting: PriceSetting,
  now: Instant,
): Promise<GroupResult[]> => {
  const holders = await Promise.all(rows.map(({ code }) => skuCodes.holder(setting.shop.id, code)));
  const groups = Map.groupBy(rows.keys(), (place) => holders[place]);
  return Promise.all([...groups].map(async ([listingId, places]) => {
    const own = places.map((place) => rows[place]!);
    const result = { handle: own[0]!.code, line: own[0]!.row.line, rows: own.length, changes: [], faults: [] };
    if (listingId === undefined) {
      return {
        ...result,
        outcome: 'refused' as const,
        faults: own.map(({ row }) => at(row, 'SKU', 'The shop has no such SKU')),
      };
    }
    return decided(() => ofListingChanged(listingId, own, { ...setting, result }, now));
  }));
};

type Result = Omit<GroupResult, 'outcome'>;

const ofListingChanged = async (
  listingId: ListingId,
  rows: readonly PriceRow[],
  { one, shop, bounds, result }: PriceSetting & { readonly result: Result },
  now: Instant,
): Promise<GroupResult> => {
  const listing = await listings.get(listingId);
  if (!listing) throw new Problem('not-found');
  const { wanted, faults } = wantedPrices(listing, rows);
  const changes: CellChange[] = [];
  if (wanted.size > 0) {
    const content = contentOf(listing);
    const skus = content.skus.map((sku) => {
      const amount = wanted.get(codeKey(sku.code))?.amount;
      return amount === undefined ? sku : { ...sku, price: { ...sku.price, amount } };
    });
    try {
      const category = await categories.get(listing.categoryId);
      const { changes: kept } = updateListing(listing, { ...content, skus }, { shop, category, bounds }, {
        now,
        newId: idsAt(now),
      });
      if (!one.preview) await keepUpdate(kept, new Map(), now);
      for (const { row, before, after } of wanted.values()) {
        changes.push({ line: row.line, column: row.called('Price'), before, after });
      }
    } catch (error) {
      if (!(error instanceof Problem) || !ofListing.has(error.code)) throw error;
      const message = error.detail ?? error.body('').title;
      faults.push(...[...wanted.values()].map(({ row }) => at(row, 'Price', message)));
    }
  }
  const ids = new Map(listing.skus.map((sku) => [codeKey(sku.code), sku.id]));
  await Promise.all(rows.map(async ({ row, code, units }) => {
    const skuId = ids.get(codeKey(code));
    const move = units && skuId
      && await moveUnits({ skuId, merchantId: shop.id }, units, { now, preview: one.preview });
    if (!move) return;
    if ('fault' in move) faults.push(at(row, 'Available', move.fault));
    else {
      changes.push({
        line: row.line,
        column: row.called('Available'),
        before: String(move.before),
        after: String(move.after),
      });
    }
  }));
  const outcome = changes.length > 0 ? 'changed' : faults.length > 0 ? 'refused' : 'present';
  return { ...result, outcome, changes: changes.toSorted((a, b) => a.line - b.line), faults };
};

type Wanted = CellChange & PriceRow & { readonly amount: number };

/** The prices that are to be others, and the rows whose price somebody has changed since the export. */
const wantedPrices = (
  { skus }: Listing,
  rows: readonly PriceRow[],
): { wanted: Map<string, Omit<Wanted, 'line' | 'column'>>; faults: RowFault[] } => {
  const wanted = new Map<string, Omit<Wanted, 'line' | 'column'>>();
  const faults: RowFault[] = [];
  for (const one of rows) {
    const sku = skus.find(({ code }) => codeKey(code) === codeKey(one.code));
    if (!sku) {
      faults.push(at(one.row, 'SKU', 'The shop has no such SKU'));
      continue;
    }
    if (!one.price || one.price.amount === sku.price.amount) continue;
    const { amount, before } = one.price;
    const now = amountOf(sku.price);
    if (before !== undefined && before !== sku.price.amount) {
      faults.push(at(one.row, 'Price', `It costs ${now} by now: export it anew`));
    } else {
      wanted.set(codeKey(one.code), { ...one, amount, before: now, after: amountOf({ ...sku.price, amount }) });
    }
  }
  return { wanted, faults };
};
