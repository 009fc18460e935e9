/**
 * `npm run clock -- +10d`: moves the local cloud's clock forward (ms, s, m, h, d); without an argument tells the time.
 */
import { parseArgs } from 'node:util';
import { callControl, runCommand } from './control-client.ts';
import { portOffsetOf } from '../ports.ts';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'port-offset': { type: 'string', default: '0' } },
  });
  const offset = portOffsetOf(values['port-offset']);
  const [move] = positionals;
  const step = /^\+(\d+)(ms|s|m|h|d)$/.exec(move ?? '');
  if (move !== undefined && !step) throw new Error(`${move} is no step: write +90m, +36h or +10d`);
  const { now, quiet } = (await (step
    ? callControl(offset, 'POST', '/clock', { advanceMs: Number(step[1]) * unitMs[step[2]!]! })
    : callControl(offset, 'GET', '/clock'))) as { now: string; quiet?: boolean };
  console.log(`It is now ${now}.${quiet === false ? ' Work that became due is still going on.' : ''}`);
});
