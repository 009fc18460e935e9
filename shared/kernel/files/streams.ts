/** Streams of which little is held at a time, however long they are. */

/** Merges streams, each of which is in the order of a key, into one that is. Of each it holds the next thing alone. */
export async function* inOrder<T>(
  streams: readonly AsyncIterable<T>[],
  keyOf: (one: T) => string,
): AsyncGenerator<T> {
  const begun = await Promise.all(
    streams.map(async (stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      return { iterator, next: await iterator.next() };
    }),
  );
  const heads = begun.flatMap(({ iterator, next }) =>
    next.done ? [] : [{ iterator, value: next.value, key: keyOf(next.value) }]
  );
  while (heads.length > 0) {
    const first = heads.reduce((least, one) => (one.key < least.key ? one : least));
    yield first.value;
    const next = await first.iterator.next();
    if (next.done) heads.splice(heads.indexOf(first), 1);
    else Object.assign(first, { value: next.value, key: keyOf(next.value) });
  }
}

/** Some things of a stream that stand together. */
export interface Piece<T> {
  readonly things: readonly T[];
  /** Whether the stream ends with it. */
  readonly last: boolean;
}

/** Cuts a stream into pieces of at the most so much weight; what weighs more is a piece of its own. There is one at least. */
export async function* inPieces<T>(
  stream: AsyncIterable<T>,
  weigh: (one: T) => number,
  most: number,
): AsyncGenerator<Piece<T>> {
  let things: T[] = [];
  let weight = 0;
  for await (const one of stream) {
    const more = weigh(one);
    if (things.length > 0 && weight + more > most) {
      yield { things, last: false };
      [things, weight] = [[], 0];
    }
    things.push(one);
    weight += more;
  }
  yield { things, last: true };
}
