/**
 * `npm start`: runs the platform on this machine, and seeds a market that is empty. `-- --fresh` forgets earlier data,
 * `-- --no-seed` leaves it empty, `-- --port-offset 100` moves its ports, `-- --edge` keeps
 * public pages for some seconds, as a CDN does.
 */
import { parseArgs } from 'node:util';
import { startCloud, type Cloud } from '../cloud.ts';
import { portOffsetOf } from '../ports.ts';
import { demonstrate } from '../seed/seed.ts';
import type { StatusRow } from '../status.ts';
import { siteAt, type Site } from '../visitors/site.ts';
import { client } from '../../web/client.ts';

const table = (rows: readonly StatusRow[]): string => {
  const width = (of: (row: StatusRow) => string): number => Math.max(...rows.map((row) => of(row).length));
  const what = width((row) => row.what);
  const where = width((row) => row.where);
  return rows.map((row) => `  ${row.what.padEnd(what)}  ${row.where.padEnd(where)}  ${row.note}`.trimEnd()).join('\n');
};

let running: Promise<Cloud> | undefined;
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, async () => {
    ending = true;
    // A cloud that is still starting leaves nothing behind either: what it started ends with this process.
    const cloud = await Promise.race([running, undefined]);
    await cloud?.stop();
    process.exit(0);
  });
}

const seedIfEmpty = async (site: Site): Promise<void> => {
  const { categories } = await client(site.api)('GET /shop/v1/categories', {});
  if (categories.length > 0) return;
  console.log(
    '\nThe market is empty: a small shop opens, and one order is bought (npm start -- --no-seed does without).\n',
  );
  await demonstrate(site).catch((error: Error) => {
    if (!ending) console.error(`✗ The seed has failed: ${error.message}. Go on with it: npm run seed`);
  });
};

try {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      fresh: { type: 'boolean', default: false },
      seed: { type: 'boolean', default: true },
      'port-offset': { type: 'string', default: '0' },
      edge: { type: 'boolean', default: false },
    },
  });
  const started = performance.now();
  console.log('Synthesizing, bundling and starting …');
  const { fresh, edge } = values;
  running = startCloud({ fresh, edge, portOffset: portOffsetOf(values['port-offset']), watch: true });
  const cloud = await running;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\n${table(cloud.status())}\n\nReady in ${seconds} s. Ctrl-C stops it.`);
  if (values.seed) await seedIfEmpty(siteAt(cloud.urls.api, cloud.urls.control));
} catch (error) {
  // While it stops, what a seed under way still asks for has no answer any more.
  if (!ending) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
