import { createHash } from 'node:crypto';
import type { GuardedCode } from './accounts.ts';
import type { Entry, Swing } from './entry.ts';

/** What is owed on the accounts of one sub-balance. */
export type Held = Swing['owed'];

/** What one owner is owed in one currency, sub-balance by sub-balance. */
export interface HeldBy extends Pick<Swing, 'owner' | 'currency'> {
  readonly held: readonly Held[];
}

/** Into how many a shop's balance is divided. It can be raised: whoever takes looks at all of them. Never lower it. */
const perShop = 8;

/**
 * How many items keep what an owner is owed: a shop's orders would queue at a single one, so its balance is divided into
 * sub-balances, which together are the balance. An order's funds move a few times.
 */
export const subBalancesOf = (owner: string): number => (owner.startsWith('mer_') ? perShop : 1);

/** The sub-balance of entries: an order's are always in the same one, so that what it gives, it can take. */
export const homeOf = ([entry]: readonly Entry[], owner: string): number =>
  createHash('sha256').update(entry!.orderId ?? entry!.id).digest()[0]! % subBalancesOf(owner);

const sum = (held: readonly Held[], code: GuardedCode): number =>
  held.reduce((total, one) => total + (one[code] ?? 0), 0);

/** What an owner is owed on an account. */
export const heldIn = ({ held }: Pick<HeldBy, 'held'>, code: GuardedCode): number => sum(held, code);

/**
 * Divides what entries do to one owner, by the place of the sub-balance. What they give goes home. What they take comes
 * from there if that suffices, or else from those that hold the most, and never more than one of them holds. What all of
 * them together do not hold is taken from home, whose condition refuses it.
 */
export const divide = ({ owed }: Pick<Swing, 'owed'>, home: number, held: readonly Held[]): Map<number, Held> => {
  const divided = new Map<number, Partial<Record<GuardedCode, number>>>();
  const move = (place: number, code: GuardedCode, by: number): void => {
    const moves = divided.get(place) ?? {};
    moves[code] = (moves[code] ?? 0) + by;
    divided.set(place, moves);
  };
  for (const [code, by] of Object.entries(owed) as [GuardedCode, number][]) {
    const at = (place: number): number => held[place]?.[code] ?? 0;
    if (by === 0) continue;
    if (by > 0 || at(home) >= -by || sum(held, code) < -by) {
      move(home, code, by);
      continue;
    }
    let left = -by;
    for (const place of [...held.keys()].toSorted((a, b) => at(b) - at(a))) {
      const taken = Math.min(left, at(place));
      if (taken > 0) move(place, code, -taken);
      left -= taken;
    }
  }
  return divided;
};
