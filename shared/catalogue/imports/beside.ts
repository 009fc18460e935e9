import * as z from 'zod';
import { Instant } from '../../kernel/values/clock.ts';
import { inLocale, Locale, type LocalText } from '../../kernel/values/text.ts';
import { ListingContent, SkuContent } from '../content.ts';
import type { Row } from './csv-rows.ts';

/**
 * What the columns of a format have no place for, in one cell of each row of an export: so that what was exported comes
 * back whole. `stock` is what could be bought, and when.
 */
export type Beside = z.infer<typeof Beside>;
export const Beside = z.object({
  locale: Locale.optional(),
  handle: z.string().max(300).optional(),
  listing: ListingContent.omit({ skus: true }).partial().optional(),
  sku: SkuContent.omit({ code: true, price: true, weight: true }).partial().optional(),
  stock: z.object({ available: z.int().min(0), at: Instant }).optional(),
});

/** What the cell of a row says; undefined for an empty one, an Error for one that was not written by an export. */
export const besideIn = ({ cells }: Row): Beside | undefined | Error => {
  const cell = cells['Beside'];
  if (!cell) return undefined;
  const known = read.get(cells);
  if (known) return known;
  const found = parsed(cell);
  read.set(cells, found);
  return found;
};

/** A row is asked more than once. */
const read = new WeakMap<Row['cells'], Beside | Error>();

const parsed = (cell: string): Beside | Error => {
  try {
    return Beside.parse(JSON.parse(cell));
  } catch {
    return new Error('must be as it was exported, or empty');
  }
};

/**
 * A text after somebody has seen it in one language and perhaps changed it.
 * @param cell what stands there now; nothing where there is no such column
 */
export const textAfter = (
  before: LocalText | undefined,
  locale: Locale,
  cell: string | undefined,
): LocalText | undefined => {
  if (cell === undefined || (before && inLocale(before, locale) === cell)) return before;
  const after = { ...before, [locale]: cell || undefined };
  return after.zh === undefined && after.en === undefined ? undefined : after;
};

/** The same of what sets a SKU apart: what another language says of something else is dropped. */
export const markAfter = (before: LocalText | undefined, locale: Locale, cell: string): LocalText =>
  before && inLocale(before, locale) === cell ? before : { [locale]: cell };
