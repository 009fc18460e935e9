/** `npm run measure:start`: the time until the local cloud answers, from nothing and once more, and its memory. */
import { startCloud } from '../../local/cloud.ts';
import { print } from './report.ts';

const rows = [];
for (const start of ['first', 'second']) {
  const started = performance.now();
  const cloud = await startCloud({ portOffset: 5300, dataDir: null, fresh: true, quiet: true });
  const ready = performance.now() - started;
  const answered = await fetch(`${cloud.urls.shop}/v1/categories`);
  if (!answered.ok) throw new Error(`The local cloud answered ${answered.status}`);
  rows.push({
    'start': start,
    'ready, s': Number((ready / 1000).toFixed(1)),
    'first answer, s': Number(((performance.now() - started) / 1000).toFixed(1)),
    'resident memory, MB': Math.round(process.memoryUsage.rss() / 1e6),
  });
  await cloud.stop();
}
print('Start of the local cloud', rows);
process.exit(0);
