import { pinyin } from 'pinyin-pro';
import type { LocalText } from '../kernel/values/text.ts';
import type { Spoken } from './article.ts';
import { isHan, wordsOf } from './text.ts';

/** The Chinese words of names that follow each other, each as it is spoken: pinyin without tones, by its surroundings where a character has several sounds. */
export const spokenIn = (names: readonly LocalText[]): Spoken[][] =>
  names.flatMap(({ zh }) => runsOf(wordsOf(zh ?? ''))).map((run) => {
    const syllables = pinyin(run.join(''), { toneType: 'none', type: 'array', v: true });
    let from = 0;
    return run.map((word) => {
      const { length } = [...word];
      from += length;
      return { word, syllables: syllables.slice(from - length, from) };
    });
  });

/** Words in Chinese characters that nothing else stands between. */
const runsOf = (words: readonly string[]): string[][] =>
  words.reduce<string[][]>((runs, word, i) => {
    if (!isHan(word)) return runs;
    const goesOn = i > 0 && isHan(words[i - 1]!);
    return goesOn ? [...runs.slice(0, -1), [...runs.at(-1)!, word]] : [...runs, [word]];
  }, []);
