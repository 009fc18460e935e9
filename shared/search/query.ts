import type { SearchWords } from './rulebooks.ts';
import { cutIntoSounds, isPinyin, leastLetters } from './sounds.ts';
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

/** Some words of a query that belong together, and the other terms of their group of synonyms. */
interface Unit {
  readonly words: readonly string[];
  readonly others: readonly (readonly string[])[];
}

/** The words of a query, those of a term that has synonyms together: the longest such term counts. */
const unitsOf = (typed: readonly string[], { synonyms }: Pick<SearchWords, 'synonyms'>): Unit[] => {
  const groups = synonyms.map((group) => group.map(wordsOf).filter((term) => term.length > 0));
  const units: Unit[] = [];
  for (let from = 0; from < typed.length;) {
    const begins = (term: readonly string[]): boolean => term.every((word, i) => typed[from + i] === word);
    const terms = groups.flatMap((group) => group.filter(begins).map((term) => ({ term, group })));
    const longest = Math.max(1, ...terms.map(({ term }) => term.length));
    const words = typed.slice(from, from + longest);
    const others = terms.filter(({ term }) => term.length === longest)
      .flatMap(({ term, group }) => group.filter((other) => other !== term));
    units.push({ words, others });
    from += longest;
  }
  return units;
};

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
  /** Whether some Chinese words of it are spoken so. */
  readonly isSound: (sound: string) => boolean;
  /** The words that are spoken so (`full`), or begin with these letters; the commonest first. */
  readonly spokenAs: (sound: string, full: boolean) => readonly (readonly string[])[];
}

/** Pinyin in pieces is one sound: `cha hu`. Only where some of it is no word that goods are described with. */
const inOneSound = (typed: readonly string[], { has, isSound }: Vocabulary): string[] => {
  for (let most = Math.min(typed.length, mostWords); most > 1; most -= 1) {
    for (let from = 0; from + most <= typed.length; from += 1) {
      const words = typed.slice(from, from + most);
      const spoken = words.every(isPinyin) && !words.every(has) && cutIntoSounds(words.join(''), isSound);
      if (spoken) return [...typed.slice(0, from), words.join(''), ...typed.slice(from + most)];
    }
  }
  return [...typed];
};

/** The words that were typed by their sound; none where nothing is called so. */
const heardIn = (word: string, full: boolean, { isSound, spokenAs }: Vocabulary): Unit[] | undefined => {
  if (!isPinyin(word) || word.length < leastLetters) return undefined;
  const pieces = full ? cutIntoSounds(word, isSound) : [word];
  const units = pieces?.map((piece) => spokenAs(piece, full));
  return units?.every((phrases) => phrases.length > 0)
    ? units.map(([words = [], ...others]) => ({ words, others }))
    : undefined;
};

/**
 * How to ask for what somebody has typed. A word that no article has is taken for the Chinese that is spoken so, for the
 * nearest one that is typed like it, for first letters of Chinese, or for the beginning of one. None for a query without a letter or a digit.
 */
export const askingFor = (
  query: string,
  words: Pick<SearchWords, 'synonyms'>,
  vocabulary: Vocabulary,
): Asking | undefined => {
  const typed = inOneSound(tellingWords(query).slice(0, mostWords), vocabulary);
  if (typed.length === 0) return undefined;
  const { has, meant } = vocabulary;
  const each = unitsOf(typed, words).flatMap(({ words: [word = '', ...more], others }) => {
    const known = more.length > 0 || others.length > 0 || isHan(word) || has(word);
    const spoken = known ? undefined : heardIn(word, true, vocabulary);
    const instead = known || spoken ? undefined : meant(word);
    const heard = spoken ?? (known || instead ? undefined : heardIn(word, false, vocabulary));
    if (heard) {
      return heard.map((unit) => ({
        words: unit.words,
        corrected: true,
        asked: `(${[unit.words, ...unit.others].map(asked).join(' OR ')})`,
      }));
    }
    const plain = [instead ?? word, ...more];
    const beginning = known || instead || word.length < 3 ? [] : [`${quoted([word])} *`];
    return {
      words: plain,
      corrected: instead !== undefined,
      asked: `(${[...[plain, ...others].map(asked), ...beginning].join(' OR ')})`,
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
    words: each.flatMap((one) => one.words),
    corrected: each.some(({ corrected }) => corrected),
  };
};

/** Words of a query that count. */
const mostWords = 12;
