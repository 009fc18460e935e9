/** What an import keeps: drafts with their stock, changes of what is there, units. */
import { adjustingStock, adjustStock, placements, stock } from '../../inventory/public.ts';
import { together } from '../../kernel/doors/access.ts';
import type { Change } from '../../kernel/store/change.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { transact, type Writes } from '../../kernel/store/commit.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { Overtaken, Problem } from '../../kernel/problems.ts';
import type { SkuId } from '../content.ts';
import type { Listing } from '../listing.ts';
import { listings, offers, skuCodes } from '../store.ts';
import { decideUnits, fileReason, type WantedUnits } from './stock-decision.ts';

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

/** What `keepUpdate` needs. */
export const updateKeeping = together(
  'import.keep-update',
  listings.save,
  skuCodes.claim,
  offers.put,
  stock.open,
);

/**
 * Saves what a file changes of a listing, with the opening stock of its new SKUs.
 * @param openings units of SKUs that are new, by their codes
 * @throws Problem sku-code-taken, too-much-at-once; Overtaken
 */
export const keepUpdate = async (
  changes: readonly Change<Listing>[],
  openings: ReadonlyMap<string, number>,
  at: Instant,
): Promise<void> => {
  for (const change of changes) {
    const { before, after } = change;
    const old = new Set(before?.skus.map(({ id }) => id));
    const opened = after.skus.filter(({ id }) => !old.has(id)).map(({ id, code }) =>
      stock.open(id, after.merchantId, {
        kind: 'adjust',
        quantity: openings.get(code) ?? 0,
        reason: fileReason,
        at,
      })
    );
    await transact([
      listings.save(change),
      skuCodes.claim(change),
      ...(after.state === 'on-sale' ? [offers.put(after)] : []),
      ...opened,
    ]);
  }
};

/** What `moveUnits` needs. */
export const unitsMoving = together(
  'import.move-units',
  stock.get,
  stock.movements,
  stock.open,
  placements.get,
  adjustingStock,
);

/** Units of a SKU before and after; nothing where nothing was to be done, or why it cannot be. */
export type UnitsMoved = { readonly before: number; readonly after: number } | { readonly fault: string } | undefined;

/** Does what a file wants of a SKU's stock, or only says what it would do. @throws Overtaken */
export const moveUnits = async (
  { skuId, merchantId }: { readonly skuId: SkuId; readonly merchantId: MerchantId },
  wanted: WantedUnits,
  { now, preview }: { readonly now: Instant; readonly preview: boolean },
): Promise<UnitsMoved> => {
  const [current, placement] = await Promise.all([stock.get(skuId), placements.get(skuId)]);
  const { seen } = wanted;
  const unchanged = seen !== undefined && seen.available === wanted.units;
  const done = seen && !unchanged
    ? (await stock.movements(skuId, { limit: 1, startingWith: `${seen.at}#adjust#${fileReason}` })).items[0]
    : undefined;
  const decision = decideUnits(current?.available, wanted, done);
  if (!decision || 'fault' in decision) return decision;
  const before = current?.available ?? 0;
  if (!preview) {
    const movement = { kind: 'adjust' as const, quantity: decision.add, reason: fileReason, at: decision.at ?? now };
    await transact(
      current
        ? adjustStock(current, placement, movement, decision.at ? {} : { exactly: true })
        : stock.open(skuId, merchantId, movement),
    );
  }
  return { before, after: before + decision.add };
};
