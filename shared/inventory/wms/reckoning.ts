/** What a system has told of a SKU, put in the order in which it happened: messages come late, twice and out of order. */
import type { SkuId } from '../../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { ConnectionId } from './connection.ts';

/** Movements that are kept of a SKU. */
const mostKept = 200;

export interface Reckoning extends Versioned {
  readonly id: string;
  /** When the newest level was counted that was told. */
  readonly levelAt?: Instant | undefined;
  /** What has moved since, each with when it happened. */
  readonly moves: readonly { readonly at: Instant; readonly quantity: number }[];
}

export const reckoningId = (connectionId: ConnectionId, skuId: SkuId): string => `${connectionId}:${skuId}`;

const saved = (
  known: Reckoning | undefined,
  id: string,
  fields: Omit<Reckoning, 'id' | 'version'>,
): Change<Reckoning> => known ? changed<Reckoning>(known, fields) : created<Reckoning>({ id, ...fields });

/** Units have come or gone. Nothing when a level that was counted later has them in it. */
export const told = (
  known: Reckoning | undefined,
  id: string,
  at: Instant,
  quantity: number,
): Change<Reckoning> | undefined => {
  if (known?.levelAt && at <= known.levelAt) return undefined;
  const moves = [...known?.moves ?? [], { at, quantity }].slice(-mostKept);
  return saved(known, id, { levelAt: known?.levelAt, moves });
};

/**
 * So many units lay there at a moment: what is there now is that and what has moved since. Nothing when a later level was
 * told before.
 */
export const counted = (
  known: Reckoning | undefined,
  id: string,
  at: Instant,
  quantity: number,
): { readonly change: Change<Reckoning>; readonly now: number } | undefined => {
  if (known?.levelAt && at <= known.levelAt) return undefined;
  const moves = known?.moves.filter((move) => move.at > at) ?? [];
  const now = moves.reduce((units, move) => units + move.quantity, quantity);
  return { change: saved(known, id, { levelAt: at, moves }), now };
};
