import { Converter } from 'opencc-js/t2cn';

/** Chinese as the mainland writes it. OpenCC's own tables: by phrases where a character has two forms. */
const simplified = (text: string): string => (converter ??= Converter({ from: 't', to: 'cn' }))(text);
/** Made when it is first needed: that takes longer than reading the file. */
let converter: ((text: string) => string) | undefined;

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words that say nothing about goods: a query is not narrowed by them. */
const idle = new Set('a an and by for in of on or the to with 与 了 和 或 用 的 款'.split(' '));

const han = /\p{Script=Han}/u;

/** Whether a word is written in Chinese characters. */
export const isHan = (word: string): boolean => han.test(word);

/**
 * A text as searches compare it: one form for full and half width (NFKC), for upper and lower case, for letters with and
 * without accents, and for traditional and simplified characters.
 */
export const folded = (text: string): string =>
  simplified(text.normalize('NFKC').toLowerCase())
    .normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
    .replace(/\p{DI}/gu, '');

/** The words of a text, folded, in their order. Chinese is cut by the dictionary of ICU, letters and digits by Unicode's rules. */
export const wordsOf = (text: string): string[] =>
  [...words.segment(folded(text).replace(/['’]/g, ''))]
    .filter(({ isWordLike }) => isWordLike)
    // What Unicode keeps in one word (`4.5`, `a_b`) the index would cut.
    .flatMap(({ segment }) => segment.split(/[^\p{L}\p{N}]+/u).filter(Boolean));

/** The words of a query: those that say something, unless none does; each once. */
export const tellingWords = (query: string): string[] => {
  const all = [...new Set(wordsOf(query))];
  const telling = all.filter((word) => !idle.has(word));
  return telling.length > 0 ? telling : all;
};

/** The Chinese characters of words, one by one: what finds a part of a word that the dictionary has cut otherwise. */
export const charactersOf = (all: readonly string[]): string[] =>
  all.filter(isHan).flatMap((word) => [...word].filter(isHan));
