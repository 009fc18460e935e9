import type { SearchWords } from './rulebooks.ts';
import { charactersOf, folded, isHan, tellingWords, wordsOf } from './text.ts';

/** Column of the index with all Chinese characters of titles, tags and categories, one by one. */
const characters = 'characters';

const quoted = (words: readonly string[]): string => `"${words.join(' ')}"`;

/** A word or a term of several as the index is asked for it (FTS5). A Chinese one is found where the dictionary has cut otherwise, too. */
const asked = (term: readonly string[]): string => {
  const one = quoted(term);
  const single = charactersOf(term);
  return term.every(isHan) && single.length > 0 ? `(${one} OR ${characters} : ${quoted(single)})` : one;
};

/** Whether some words stand in others, side by side. */
const standsIn = (few: readonly string[], many: readonly string[]): boolean =>
  few.length > 0 && many.some((_, i) => few.every((word, j) => many[i + j] === word));

/** Whether a query asks for what nothing is to be found for. Compared without spaces too: Chinese has none. */
export const isBanned = (query: string, { banned }: Pick<SearchWords, 'banned'>): boolean => {
  if (banned.length === 0) return false;
  const [words, plain] = [wordsOf(query), folded(query).replace(/\s+/g, '')];
  return banned.some((term) =>
    standsIn(wordsOf(term), words) || (isHan(term) && plain.includes(folded(term).replace(/\s+/g, '')))
  );
};

/** What each word of a query stands for beside itself: the other terms of its group. */
const synonymsOf = (word: string, { synonyms }: Pick<SearchWords, 'synonyms'>): string[][] =>
  synonyms.flatMap((group) => {
    const terms = group.map(wordsOf);
    return terms.some((term) => term.length === 1 && term[0] === word)
      ? terms.filter((term) => term.length > 0 && term.join(' ') !== word)
      : [];
  });

/** How the index is asked: strictly, for goods that have every word; and loosely, for goods that have some. */
export interface Asking {
  readonly strict: string;
  readonly loose: string;
  /** The words that were searched for, those that were mistyped as they were meant. */
  readonly words: readonly string[];
  /** Whether a word was taken for another. */
  readonly corrected: boolean;
}

/** What is known of the words of the index. */
export interface Vocabulary {
  /** Whether some article has the word, in one of its forms. */
  readonly has: (word: string) => boolean;
  /** The word of the index that was most likely meant. */
  readonly meant: (word: string) => string | undefined;
}

/**
 * How to ask for what somebody has typed. A word that no article has is taken for the nearest one that is typed like it,
 * or for the beginning of one. None for a query without a letter or a digit.
 */
export const askingFor = (
  query: string,
  words: Pick<SearchWords, 'synonyms'>,
  { has, meant }: Vocabulary,
): Asking | undefined => {
  const typed = tellingWords(query).slice(0, mostWords);
  if (typed.length === 0) return undefined;
  const each = typed.map((word) => {
    const others = synonymsOf(word, words);
    const known = isHan(word) || others.length > 0 || has(word);
    const instead = known ? undefined : meant(word);
    const plain = instead ?? word;
    const beginning = known || instead || word.length < 3 ? [] : [`${quoted([word])} *`];
    return {
      word: plain,
      corrected: instead !== undefined,
      asked: `(${[...[[plain], ...others].map(asked), ...beginning].join(' OR ')})`,
    };
  });
  // Goods that have a Chinese query as it stands match by more than its parts.
  const run = charactersOf(typed);
  const whole = run.length > 2 && typed.every(isHan) ? [`(${characters} : ${quoted(run)})`] : [];
  const strict = each.map((one) => one.asked).join(' AND ');
  return {
    strict: whole.length > 0 ? `(${strict}) OR ${whole[0]}` : strict,
    loose: [...each.map((one) => one.asked), ...[...new Set(run)].map((one) => `${characters} : ${quoted([one])}`)]
      .join(
        ' OR ',
      ),
    words: each.map(({ word }) => word),
    corrected: each.some(({ corrected }) => corrected),
  };
};

/** Words of a query that count. */
const mostWords = 12;
