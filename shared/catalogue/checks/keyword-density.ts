import type { Locale } from '../../kernel/values/text.ts';

/** The share of a text that its keywords should take, in basis points: 1 to 2 % (requirement CAT-09). */
export const advisedShare = { least: 100, most: 200 } as const;

/** Words of a text below which one mention of a word is more than the advised share. */
const fewestWords = 10_000 / advisedShare.most;

export type DensityAdvice = 'too-short' | 'absent' | 'rare' | 'good' | 'stuffed';

/** How often a keyword stands in a text, and what share of the text's words it is. */
export interface Density {
  readonly mentions: number;
  /** Words of the text. */
  readonly words: number;
  /** Words of the text that are the keyword's, of all its words, in basis points. */
  readonly share: number;
  readonly advice: DensityAdvice;
}

/** A text's words as they are compared, as Unicode and the language's dictionary part them. */
export const wordsOf = (text: string, locale: Locale): string[] =>
  [...new Intl.Segmenter(locale, { granularity: 'word' }).segment(text.normalize('NFKC').toLowerCase())]
    .flatMap(({ isWordLike, segment }) => (isWordLike ? [segment] : []));

/**
 * The density of a keyword in a text. A mention is an unbroken run of whole words that spell the keyword, so that it counts
 * however the dictionary parts it there; mentions do not overlap.
 */
export const densityOf = (text: readonly string[], keyword: readonly string[]): Density => {
  const wanted = keyword.join('');
  let [mentions, covered, at] = [0, 0, 0];
  while (wanted && at < text.length) {
    const length = runOf(text, at, wanted);
    if (length > 0) [mentions, covered] = [mentions + 1, covered + length];
    at += Math.max(1, length);
  }
  const share = text.length ? Math.round((10_000 * covered) / text.length) : 0;
  return { mentions, words: text.length, share, advice: adviceOf(text.length, share) };
};

const adviceOf = (words: number, share: number): DensityAdvice =>
  words < fewestWords
    ? 'too-short'
    : share === 0
    ? 'absent'
    : share < advisedShare.least
    ? 'rare'
    : share <= advisedShare.most
    ? 'good'
    : 'stuffed';

/** How many words from a place on spell what is wanted; 0 when they do not. */
const runOf = (text: readonly string[], from: number, wanted: string): number => {
  let spelt = '';
  for (let to = from; to < text.length && spelt.length < wanted.length; to += 1) {
    spelt += text[to];
    if (spelt === wanted) return to - from + 1;
    if (!wanted.startsWith(spelt)) return 0;
  }
  return 0;
};
