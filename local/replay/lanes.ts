/**
 * Works through a list with several workers at a time, starting in its order. What fails is told, and does not stop the
 * others.
 * @param failed is told the item and what went wrong
 */
export const inLanes = async <T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
  failed: (item: T, error: unknown) => void,
): Promise<void> => {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: Math.min(lanes, items.length) }, async () => {
      for (const item of waiting) await work(item).catch((error: unknown) => failed(item, error));
    }),
  );
};
