/** `npm run measure:synth`: the time to make the templates of a stage, three times, each in a process of its own. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listUseCases, projectRoot } from '../../infra/declarations.ts';
import { median, print, timed } from './report.ts';

const folder = await mkdtemp(join(tmpdir(), 'jishi-synth-'));
const synth = (validation: boolean): Promise<number> =>
  timed(() =>
    promisify(execFile)(
      process.execPath,
      ['local/deployment/synthesize.ts', folder],
      { cwd: projectRoot, env: { ...process.env, CDK_VALIDATION: String(validation) } },
    )
  );

const rows = [];
for (const validation of [true, false]) {
  const times = [await synth(validation), await synth(validation), await synth(validation)];
  rows.push({
    'synthesis': validation ? 'with the validation of the CDK' : 'as `npm start` does it, without',
    'use cases': listUseCases().length,
    'median, s': Number((median(times) / 1000).toFixed(1)),
    'slowest, s': Number((Math.max(...times) / 1000).toFixed(1)),
  });
}
await rm(folder, { recursive: true });
print('Synthesis', rows);
