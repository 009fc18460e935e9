import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksOf } from '../../../shared/catalogue/checks/checks.ts';
import { densityOf, wordsOf } from '../../../shared/catalogue/checks/keyword-density.ts';
import { basis, content, sku } from './samples.ts';

const filler = (count: number): string[] => Array.from({ length: count }, (_, i) => `word${i}`);
const densityIn = (words: readonly string[], keyword: string) => densityOf(words, wordsOf(keyword, 'en'));

describe('the density of a keyword', () => {
  it.each([
    ['pot', ['pot', ...filler(99)], { mentions: 1, share: 100, advice: 'good' }],
    ['pot', ['pot', 'pot', ...filler(98)], { mentions: 2, share: 200, advice: 'good' }],
    ['pot', ['pot', 'pot', 'pot', ...filler(97)], { mentions: 3, share: 300, advice: 'stuffed' }],
    ['pot', ['pot', ...filler(199)], { mentions: 1, share: 50, advice: 'rare' }],
    ['pot', filler(50), { mentions: 0, share: 0, advice: 'absent' }],
    ['pot', ['pot', ...filler(48)], { mentions: 1, advice: 'too-short' }],
    // Two words are a phrase only one after the other.
    ['clay pot', ['clay', 'pot', ...filler(98)], { mentions: 1, share: 200, advice: 'good' }],
    ['clay pot', ['pot', 'clay', ...filler(98)], { mentions: 0, advice: 'absent' }],
  ])('%s in %j is %j [CAT-09]', (keyword, words, expected) => {
    expect(densityIn(words, keyword)).toMatchObject(expected);
  });

  it('counts words as each language parts them, whatever their case and width [CAT-09]', () => {
    expect(wordsOf('Clay pots, ＣＬＡＹ!', 'en')).toEqual(['clay', 'pots', 'clay']);
    const text = wordsOf(`手工陶罐。${'这件器物由匠人在窑中烧制，釉色温润，适合插花与收藏。'.repeat(4)}陶罐`, 'zh');
    expect(densityOf(text, wordsOf('陶罐', 'zh')).mentions).toBe(2);
  });

  it('is never more than the whole text, and what is said twice as often is twice as dense [CAT-09]', () => {
    const word = fc.constantFrom('clay', 'pot', 'glaze', 'kiln', 'blue');
    fc.assert(fc.property(
      fc.array(word, { maxLength: 200 }),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      (text, keyword) => {
        const { mentions, share, words } = densityOf(text, keyword);
        expect(words).toBe(text.length);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(10_000);
        expect(mentions * keyword.length).toBeLessThanOrEqual(words);
        expect(mentions === 0).toBe(share === 0);
        // Parted by a word that is in neither, the same text once more says it as often again.
        const again = densityOf([...text, 'between', ...text, 'between'], keyword);
        expect(again.mentions).toBe(2 * mentions);
        // Words that are not the keyword make it rarer.
        expect(densityOf([...text, ...filler(text.length)], keyword).share).toBeLessThanOrEqual(share);
      },
    ));
  });

  it('is told of each tag in its language, with advice in words [CAT-09]', () => {
    const { keywords } = checksOf({
      ...content,
      description: { en: `A pot. ${filler(98).join(' ')}` },
      tags: { zh: ['陶罐'], en: ['pot', 'teapot'] },
      skus: [sku()],
    }, basis);
    expect(keywords.map(({ keyword, language, mentions, density }) => [keyword, language, mentions, density])).toEqual([
      ['陶罐', 'zh', 1, 'too-short'],
      ['pot', 'en', 2, 'good'],
      ['teapot', 'en', 0, 'absent'],
    ]);
    expect(keywords[1]!.advice).toEqual({ zh: '1%–2%：合适', en: '1 to 2 %: as advised' });
  });
});
