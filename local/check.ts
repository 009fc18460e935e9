/**
 * `npm run check`: looks at the types and the format of all files, as `npm test` does first. `npm run format` puts the
 * format right.
 */
import { spawnSync } from 'node:child_process';

const steps = process.argv.includes('--mend')
  ? [['dprint', 'fmt']]
  // What browsers run has types of its own: a document, and other markup in the consoles than in the shop.
  : [
    ['tsc', '--noEmit'],
    ['tsc', '--noEmit', '-p', 'web/storefront'],
    ['tsc', '--noEmit', '-p', 'web/console'],
    ['dprint', 'check'],
  ];
for (const [program, ...words] of steps) {
  const { status } = spawnSync(`node_modules/.bin/${program}`, words, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
