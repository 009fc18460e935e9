/** One look for all pages: colours, type and corners come from the house's own list of them, in each style. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../infra/declarations.ts';

interface Sheet {
  readonly file: string;
  /** What names the tokens, in the light and in the dark. */
  readonly roots: string;
  /** What is made of them. */
  readonly rules: string;
}

const sheets = globSync('web/**/*.css', { cwd: projectRoot }).toSorted().map((file): Sheet => {
  const css = readFileSync(join(projectRoot, file), 'utf8').replace(/\/\*[^]*?\*\//g, '');
  const roots = [...css.matchAll(/:root[^{]*\{[^}]*\}/g)].map(([root]) => root);
  return { file, roots: roots.join('\n'), rules: roots.reduce((rest, root) => rest.replace(root, ''), css) };
});
const shop = sheets.filter(({ file }) => file.startsWith('web/storefront/'));

/** Every value that a property is given in these sheets, with where. */
const valuesOf = (of: readonly Sheet[], property: string): string[] =>
  of.flatMap(({ file, rules }) =>
    [...rules.matchAll(new RegExp(`(?<![-\\w])${property}: ([^;}]+)`, 'g'))].map(([, value]) => `${file}: ${value}`)
  );

describe('What pages and consoles look like', () => {
  it('is coloured by tokens alone, which the dark has others for [UIX-08 part]', () => {
    const colour = /#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch|light-dark)\(/gi;
    expect(sheets.flatMap(({ file, rules }) => [...rules.matchAll(colour)].map(([one]) => `${file}: ${one}`)))
      .toEqual([]);
    for (const { roots } of [sheets.find(({ file }) => file.endsWith('tokens.css'))!]) {
      const [light, dark] = [...roots.matchAll(/\{([^}]*)\}/g)].map(([, tokens]) =>
        new Map([...tokens!.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name, value]) => [name!, value!]))
      );
      for (const [name, value] of dark!) expect(light!.get(name), name).not.toBe(value);
      for (const name of ['--paper', '--sheet', '--ink', '--soft', '--line', '--seal']) {
        expect([...dark!.keys()]).toContain(name);
      }
    }
  });

  it("is set in two faces of the shop's and a short scale of sizes [UIX-08 part]", () => {
    const sizes = [...valuesOf(shop, 'font-size'), ...valuesOf(shop, 'font')].filter((one) =>
      !one.endsWith(': inherit')
    );
    expect(sizes.length).toBeGreaterThan(20);
    expect(
      sizes.filter((one) =>
        !/: (?:\d{3} )?(?:var\(--[a-z]+\)|1rem)(?:\/[\d.]+(?:px)?)?(?: var\(--(?:sans|serif)\))?$/.test(one)
      ),
    )
      .toEqual([]);
    expect(valuesOf(shop, 'font-family').filter((one) => !/: var\(--(?:sans|serif)\)$/.test(one))).toEqual([]);
    expect(valuesOf(shop, 'border-radius').filter((one) => !/var\(--|: 50%$/.test(one))).toEqual([]);
  });

  it('is laid out by one scale of spaces, but for what grows with the window and a few hairs [UIX-08 part]', () => {
    const spaces = ['margin', 'padding'].flatMap((side) =>
      ['', '-top', '-bottom', '-left', '-right', '-block', '-inline', '-inline-start', '-inline-end'].map((edge) =>
        side + edge
      )
    );
    const given = [...spaces, 'gap', 'row-gap', 'column-gap'].flatMap((property) => valuesOf(shop, property));
    expect(given.length).toBeGreaterThan(150);
    const scale = /^(?:0|auto|!important|var\(--s\d\)|calc\(var\(--s\d\) \* -1\)|clamp\([^)]+\))$/;
    const others = given.filter((one) =>
      !one.slice(one.indexOf(': ') + 2).split(/\s+(?![^(]*\))/).every((value) => scale.test(value))
    );
    expect(others.length, others.join()).toBeLessThanOrEqual(5);
  });

  it('has icons drawn in one way: lines of one width in the colour of the text around them [UIX-08 part]', () => {
    const icons = shop.flatMap(({ rules }) => [...rules.matchAll(/([^{}]*svg)\s*\{([^}]*stroke[^}]*)\}/g)]);
    expect(icons.length).toBeGreaterThan(2);
    for (const [, name, style] of icons) {
      expect(style!.toLowerCase(), name).toMatch(/fill: none; stroke: currentcolor; stroke-width: 2;/);
    }
  });

  it('uses no token that is not there, and keeps none that nothing uses [UIX-08 part]', () => {
    for (const group of [shop, sheets.filter(({ file }) => file.startsWith('web/console/'))]) {
      const all = group.map(({ roots, rules }) => roots + rules).join('\n');
      const set = new Set([...all.matchAll(/(--[\w-]+):/g)].map(([, name]) => name!));
      const used = new Set([...all.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name!));
      expect([...used].filter((name) => !set.has(name))).toEqual([]);
      expect([...set].filter((name) => !used.has(name))).toEqual([]);
    }
  });
});
