/**
 * `npm run seed`: fills a small shop in English and Chinese on the running platform, and walks one order through to its
 * settlement. `-- --port-offset 100` or `-- --url http://127.0.0.1:4100` names another than port 4000's; none there, and
 * one is started for it.
 */
import { parseArgs } from 'node:util';
import { demonstrate } from '../seed/seed.ts';
import { addressOf, reach } from '../visitors/reach.ts';

try {
  const { values } = parseArgs({
    options: { 'port-offset': { type: 'string' }, url: { type: 'string' }, control: { type: 'string' } },
  });
  const { site, leave } = await reach(addressOf(values), values.control);
  try {
    await demonstrate(site);
  } finally {
    await leave();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
