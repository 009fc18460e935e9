/** What the consoles may weigh in a browser, and how long a screen may be. Times are measured, not asserted. */
import { beforeAll, expect, it } from 'vitest';
import { consoleSizes, screenLines, type ConsoleSizes } from '../support/console-sizes.ts';

/** Screens that need more, each with its own bound. */
const heavier: Readonly<Record<string, number>> = {
  // A tree whose branches are dragged.
  'web/console/operator/catalogue/categories.screen.tsx': 20_000,
};

let sizes: ConsoleSizes;
beforeAll(async () => {
  sizes = await consoleSizes();
}, 120_000);

it('the shell of the consoles is at most 250 kB gzipped, and 410 with the first list [PER-09 part]', () => {
  expect(sizes.shell).toBeLessThanOrEqual(250_000);
  expect(sizes.firstList).toBeLessThanOrEqual(410_000);
  expect(sizes.firstList).toBeGreaterThan(sizes.shell);
});

it('each further screen adds at most 10 kB [PER-09 part]', () => {
  expect(sizes.screens.filter(({ file, bytes }) => bytes > (heavier[file] ?? 10_000))).toEqual([]);
  const needless = Object.keys(heavier).filter((name) =>
    !sizes.screens.some(({ file, bytes }) => file === name && bytes > 10_000)
  );
  expect(needless).toEqual([]);
});

it('a declared screen is at most 80 lines but for those that show something in their own way', () => {
  const declared = screenLines().filter(({ kind }) => kind !== 'free').map(({ lines }) => lines);
  expect(declared[Math.floor(declared.length / 2)]).toBeLessThanOrEqual(30);
  expect(declared.filter((lines) => lines > 150)).toEqual([]);
});
