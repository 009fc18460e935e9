/**
 * Gathers what comes one by one into arrays of at most `size`, so that each can be worked on at once. Items that claim
 * the same name come in different batches: the earlier one has it.
 */
export async function* inBatches<T>(
  items: AsyncIterable<T> | Iterable<T>,
  size: number,
  claimsOf: (item: T) => readonly string[],
): AsyncGenerator<T[]> {
  let batch: T[] = [];
  let claimed = new Set<string>();
  for await (const item of items) {
    const claims = claimsOf(item);
    if (batch.length === size || claims.some((name) => claimed.has(name))) {
      yield batch;
      [batch, claimed] = [[], new Set()];
    }
    batch.push(item);
    for (const name of claims) claimed.add(name);
  }
  if (batch.length) yield batch;
}
