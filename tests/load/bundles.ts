/**
 * `npm run measure:bundles`: bytes of each bundle as it is deployed, minified, with the SDK inside. Goal: 600 kB at the
 * most.
 */
import { bundleAll, weigh } from '../../infra/bundle.ts';
import { median, print, timed } from './report.ts';

const goal = 600_000;

let bundles: ReturnType<typeof weigh> = [];
const milliseconds = await timed(async () => {
  bundles = weigh((await bundleAll()).metafile);
});
const kilobytes = (bytes: number): number => Math.round(bytes / 1000);

print('Bundles', [{
  'bundles': bundles.length,
  'smallest, kB': kilobytes(bundles.at(-1)!.bytes),
  'median, kB': kilobytes(median(bundles.map(({ bytes }) => bytes))),
  'largest, kB': kilobytes(bundles[0]!.bytes),
  'over 600 kB': bundles.filter(({ bytes }) => bytes > goal).length,
  'built in, s': Number((milliseconds / 1000).toFixed(1)),
}]);
print(
  'The five heaviest, and what weighs in them',
  bundles.slice(0, 5).map(({ name, bytes, largest }) => ({
    bundle: name,
    kB: kilobytes(bytes),
    parts: largest.map((part) => `${part.input} ${kilobytes(part.bytes)}`).join(', '),
  })),
);
