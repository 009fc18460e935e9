import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainText } from '../../../shared/catalogue/imports/plain-text.ts';

it.each([
  ['<p>Clay   pot</p><p>for plants</p>', 'Clay pot\nfor plants'],
  ['Red<br>and <b>blue</b>', 'Red\nand blue'],
  ['<ul>\n<li>Leather</li><li>Length, 12"</li></ul>', 'Leather\nLength, 12"'],
  ['<script>alert(1)</script>Pot<style>p{}</style>', 'Pot'],
  ['<img src=x onerror="alert(1)">Pot', 'Pot'],
  ['3 &lt; 5 &amp; 4 > 2', '3 < 5 & 4 > 2'],
  ['<p>unclosed <b>tags', 'unclosed tags'],
  ['', ''],
])('%j reads %j [CAT-22]', (html, text) => {
  expect(plainText(html)).toBe(text);
});

it('leaves no line break or space that does not part words, whatever it is given', () => {
  fc.assert(fc.property(fc.string(), (html) => {
    expect(plainText(html)).not.toMatch(/^\s|\s$|\n\n| {2}/);
  }));
});
