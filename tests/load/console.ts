/**
 * `npm run measure:console`: bytes of the consoles' scripts, gzipped, and lines of their screens. Goals: the shell 250 kB, the
 * first list 400 kB, each further screen 10 kB.
 */
import { consoleSizes, screenLines } from '../support/console-sizes.ts';
import { median, print } from './report.ts';

const { shell, firstList, screens } = await consoleSizes();
const kilobytes = (bytes: number): number => Number((bytes / 1000).toFixed(1));

print('Scripts of the consoles, gzipped', [{
  'shell, kB': kilobytes(shell),
  'with the first list, kB': kilobytes(firstList),
  'median of a further screen, kB': kilobytes(median(screens.map(({ bytes }) => bytes))),
  'heaviest, kB': screens.slice(0, 3).map(({ file, bytes }) => `${file.split('/').at(-1)} ${kilobytes(bytes)}`).join(
    ', ',
  ),
}]);
const lines = screenLines();
print(
  'Lines of a screen',
  [...Map.groupBy(lines, ({ kind }) => kind)].map(([kind, some]) => ({
    kind,
    screens: some.length,
    'median': median(some.map((one) => one.lines)),
    'longest': some.at(-1)!.lines,
  })),
);
