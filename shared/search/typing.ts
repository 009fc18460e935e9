/** Edits after which a word of this length may still be meant: none in short ones, where each letter makes another word. */
export const editsIn = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/**
 * How many letters must be left out, put in, changed or swapped with their neighbour to make one word of the other
 * (optimal string alignment); `most + 1` where it is more than that.
 */
export const editsBetween = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length]!;
};

/** A word that goods are described with, and how many of them. */
export interface KnownWord {
  readonly word: string;
  readonly goods: number;
}

/** The known word that was most likely meant: the one with the fewest edits, of those the commonest; none when all are too far. */
export const meant = (typed: string, known: readonly KnownWord[]): string | undefined => {
  const most = editsIn(typed);
  if (most === 0) return undefined;
  return known
    .map(({ word, goods }) => ({ word, goods, edits: editsBetween(typed, word, most) }))
    .filter(({ edits }) => edits <= most)
    .toSorted((a, b) => a.edits - b.edits || b.goods - a.goods || (a.word < b.word ? -1 : 1))[0]?.word;
};
