import type { Movement } from '../../inventory/public.ts';
import type { Instant } from '../../kernel/values/clock.ts';

/** What a file wants of the units of a SKU. */
export interface WantedUnits {
  readonly units: number;
  /** What could be bought when the file was exported, and when that was; nothing of a file that is no export. */
  readonly seen?: { readonly available: number; readonly at: Instant } | undefined;
}

/** Nothing to do, units to add (or take away), or why not. */
export type UnitsDecision =
  | { readonly add: number; readonly at?: Instant }
  | { readonly fault: string }
  | undefined;

/** Why a file has moved stock, in its book. */
export const fileReason = 'Product file';

/**
 * What of an export has been changed is added to what is there, so that what was sold since is not there again; and once:
 * a movement with the time of the export says that it has been done. Of any other file the number itself is made true.
 * @param available none where the SKU has no stock book
 * @param done the movement of that export
 */
export const decideUnits = (
  available: number | undefined,
  { units, seen }: WantedUnits,
  done: Pick<Movement, 'quantity'> | undefined,
): UnitsDecision => {
  const add = units - (seen ? seen.available : available ?? 0);
  if (add === 0) return undefined;
  if (done) {
    return done.quantity === add ? undefined : { fault: 'Another change of this export has been made: export it anew' };
  }
  const now = available ?? 0;
  if (now + add < 0) return { fault: `Only ${now} are left to sell` };
  return { add, ...(seen && { at: seen.at }) };
};
