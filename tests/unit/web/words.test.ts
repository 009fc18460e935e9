import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scriptsOfPages } from '../../../infra/web.ts';
import * as en from '../../../web/storefront/words/en.ts';
import * as zh from '../../../web/storefront/words/zh.ts';

describe('The words that a page loads', () => {
  it('are found by how they are read: w, a section, a word', () => {
    const files = globSync('web/storefront/**/*.{ts,tsx}', { exclude: ['web/storefront/words/**'] });
    const otherwise = files.filter((file) =>
      /\bw\?\.\w|\bw\[|\.\.\.w\b(?!\.)|\} = w\b(?!\.)|\bwords\.(?!ts\b)\w/.test(
        readFileSync(file, 'utf8'),
      )
    );
    expect(otherwise).toEqual([]);
  });

  it('are sections that there are, no more than its islands say', async () => {
    const pages = await scriptsOfPages();
    for (const { name, words } of pages) {
      expect(words.filter((section) => !(section in en) || !(section in zh)), name).toEqual([]);
    }
    const [product, cart] = ['product', 'cart'].map((page) => pages.find(({ name }) => name === page)!);
    expect(product!.words).toContain('feedback');
    expect(product!.words).not.toContain('orders');
    expect(cart!.islands).toEqual(['islands/cart']);
  });
});
