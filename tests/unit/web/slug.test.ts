import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugOf } from '../../../web/shared/slug.ts';

describe('the words of an address', () => {
  it.each([
    ['Clay teapot, small', 'clay-teapot-small'],
    ['陶壶（小）', '陶壶-小'],
    ['  --  ', ''],
    ['Café 100 % / n°5', 'café-100-n-5'],
    ['CAFE\u0301', 'café'],
    ['👍🏽', ''],
  ])('of %s are %s', (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it('are readable, short, and the same again, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const slug = slugOf(text);
      expect(slug).toMatch(/^(?:[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*)?$/u);
      expect([...slug].length).toBeLessThanOrEqual(60);
      expect(slugOf(slug)).toBe(slug);
      expect(slug).toBe(slug.normalize('NFC'));
      expect(slugOf(text.normalize('NFD'))).toBe(slug);
      expect(encodeURI(decodeURI(encodeURI(slug)))).toBe(encodeURI(slug));
    }));
  });
});
