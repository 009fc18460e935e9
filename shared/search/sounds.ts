import type { Spoken } from './article.ts';

/** A sound that people type for words that they cannot write, or that take too long: full pinyin, or first letters. */
export interface Sound {
  readonly sound: string;
  /** The words that it stands for, with a space between them. */
  readonly phrase: string;
  readonly full: boolean;
}

/** Words side by side that are known by one sound. */
const mostWords = 3;
/** Fewest letters by which words are known: one says nothing. */
export const leastLetters = 2;

/** By what words that follow each other are known: each, and each with one or two that follow it. */
export const soundsOf = (run: readonly Spoken[]): Sound[] =>
  run.flatMap((_, from) =>
    Array.from({ length: Math.min(mostWords, run.length - from) }, (_, more) => run.slice(from, from + more + 1))
      .flatMap((words) => {
        const phrase = words.map(({ word }) => word).join(' ');
        const syllables = words.flatMap((word) => word.syllables);
        const first = syllables.map((syllable) => syllable.slice(0, 1)).join('');
        return [
          { sound: syllables.join(''), phrase, full: true },
          ...(first.length >= leastLetters ? [{ sound: first, phrase, full: false }] : []),
        ];
      })
  );

/** Letters as pinyin is typed in. */
export const isPinyin = (typed: string): boolean => /^[a-z]+$/.test(typed);

/** Letters of one sound at the most: three words of four characters. */
const mostLetters = 60;

/** Cuts what was typed into as few sounds as are known; none where some of it is no sound. */
export const cutIntoSounds = (typed: string, isKnown: (sound: string) => boolean): string[] | undefined => {
  const best: (string[] | undefined)[] = [[]];
  for (let to = 1; to <= typed.length; to += 1) {
    for (let from = Math.max(0, to - mostLetters); from < to; from += 1) {
      const before = best[from];
      const fewer = before && before.length + 1 < (best[to]?.length ?? Infinity);
      if (fewer && isKnown(typed.slice(from, to))) best[to] = [...before, typed.slice(from, to)];
    }
  }
  return best[typed.length];
};
