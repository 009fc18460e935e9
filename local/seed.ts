/**
 * `npm run seed`: fills a small shop in English and Chinese on the running platform, and walks one order through to its
 * settlement. `-- --url http://127.0.0.1:4100` names another than port 4000's; none there, and one is started for it.
 */
import { parseArgs } from 'node:util';
import { demonstrate } from './seed/seed.ts';
import { reach } from './visitors/reach.ts';
import { answerHelp } from '../infra/commands/answer-help.ts';

answerHelp(import.meta.filename);

try {
  const { values } = parseArgs({
    options: { url: { type: 'string', default: 'http://127.0.0.1:4000' }, control: { type: 'string' } },
  });
  const { site, leave } = await reach(values.url, values.control);
  try {
    await demonstrate(site);
  } finally {
    await leave();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
