import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charactersOf, folded, tellingWords, wordsOf } from '../../../shared/search/text.ts';
import { editsBetween, editsIn, meant } from '../../../shared/search/typing.ts';

describe('a text', () => {
  it.each([
    ['ＴＥＡＰＯＴ　１５', 'teapot 15'],
    ['不鏽鋼保溫杯', '不锈钢保温杯'],
    ['Café Crème', 'cafe creme'],
    ['頭髮 與 發財', '头发 与 发财'],
    ['\u200bTea', 'tea'],
  ])('is compared without what writing differs in: %s', (written, compared) => expect(folded(written)).toBe(compared));

  it('is folded once and for all', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => folded(folded(text)) === folded(text)));
  });

  it('is cut into words in both languages', () => {
    expect(wordsOf('手工陶瓷茶壶 Clay teapot, 4.5 l')).toEqual([
      '手工',
      '陶瓷',
      '茶壶',
      'clay',
      'teapot',
      '4',
      '5',
      'l',
    ]);
    expect(wordsOf("potter's wheel_set")).toEqual(['potters', 'wheel', 'set']);
    expect(tellingWords('a pot for the tea')).toEqual(['pot', 'tea']);
    expect(tellingWords('the')).toEqual(['the']);
    expect(charactersOf(['茶壶', 'tea'])).toEqual(['茶', '壶']);
  });
});

describe('a mistyped word', () => {
  it.each([
    ['teapto', 'teapot', 1],
    ['tepot', 'teapot', 1],
    ['teapoot', 'teapot', 1],
    ['teapot', 'teapot', 0],
    ['porcelan', 'porcelain', 1],
    ['porclan', 'porcelain', 2],
    ['kettle', 'scarf', 3],
  ])('%s is so many edits from %s', (a, b, edits) => expect(editsBetween(a, b, 2)).toBe(edits));

  it('is as far from another as the other from it', () => {
    const word = fc.string({ maxLength: 10, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(fc.property(word, word, (a, b) => editsBetween(a, b, 20) === editsBetween(b, a, 20)));
    fc.assert(fc.property(word, (a) => editsBetween(a, a, 0) === 0));
  });

  it('is taken for the nearest known one, of those the commonest; short words are left alone', () => {
    const known = [{ word: 'teapot', goods: 3 }, { word: 'teapots', goods: 9 }, { word: 'teapod', goods: 5 }];
    expect(meant('teapox', known)).toBe('teapod');
    expect(meant('xyzabc', known)).toBeUndefined();
    expect(editsIn('tea')).toBe(0);
    expect(meant('tee', [{ word: 'tea', goods: 9 }])).toBeUndefined();
  });
});
