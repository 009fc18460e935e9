import type { SkuId } from '../catalogue/public.ts';
import { outOfStock } from './stock.ts';

/** Buckets that the units of a SKU can be divided into, at the most: dividing anew is one transaction. */
export const mostBuckets = 50;

/** Units that are to be taken from one bucket. */
export interface Draw {
  readonly bucket: number;
  readonly quantity: number;
}

/**
 * Chooses buckets for units that are wanted: one that has them all, another for every `spin`, so that buyers who come
 * together do not meet; else as few as have them together, the fullest first. Nobody is refused while the buckets have
 * enough between them.
 * @throws Problem out-of-stock
 */
export const draw = (skuId: SkuId, shelf: readonly number[], wanted: number, spin: number): Draw[] => {
  const enough = shelf.flatMap((available, bucket) => (available >= wanted ? [bucket] : []));
  if (enough.length > 0) return [{ bucket: enough[spin % enough.length]!, quantity: wanted }];
  const left = shelf.reduce((sum, available) => sum + available, 0);
  if (left < wanted) throw outOfStock(skuId, left);
  let missing = wanted;
  return shelf.map((available, bucket) => ({ bucket, available }))
    .sort((a, b) => b.available - a.available)
    .flatMap(({ bucket, available }) => {
      const quantity = Math.min(available, missing);
      missing -= quantity;
      return quantity > 0 ? [{ bucket, quantity }] : [];
    });
};

/** Units divided evenly; the first buckets have one more where it does not come out. */
export const divided = (units: number, buckets: number): number[] =>
  Array.from({ length: buckets }, (_, i) => Math.floor(units / buckets) + (i < units % buckets ? 1 : 0));
