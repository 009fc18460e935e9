/**
 * `npm run replay -- --dataset <dir> [--limit N] [--concurrency C] [--report file.json]`: buys the orders of a data set
 * on the running platform, by its public endpoints alone, and reads back what came of it. `--port-offset 100`
 * or `--url http://127.0.0.1:4100` names another platform than port 4000's; none there, and one is started for it.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { readDataset } from '../replay/dataset.ts';
import { replay, type Outcome, type Phase } from '../replay/replay.ts';
import { keptPassword } from '../visitors/password.ts';
import { addressOf, reach } from '../visitors/reach.ts';

const usage =
  'npm run replay -- --dataset <dir> [--limit N] [--concurrency C] [--report file.json] [--port-offset 100 | --url http://127.0.0.1:4100] [--control URL]';

const count = (name: string, text: string): number => {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${name} ${text} is no number of one or more\n${usage}`);
  return Number(text);
};

/** One bar for each phase; without a terminal, a line when it is over. */
const progress = () => {
  let bar: { phase: Phase; bar: SingleBar } | undefined;
  const end = (): void => bar?.bar.stop();
  return {
    told: (phase: Phase, done: number, of: number): void => {
      if (bar?.phase !== phase) {
        end();
        bar = {
          phase,
          bar: new SingleBar({
            format: `${phase.padEnd(8)}{bar} {value}/{total}  {duration_formatted}`,
            gracefulExit: false,
            noTTYOutput: true,
            notTTYSchedule: 30_000,
          }),
        };
        bar.bar.start(of, done);
      }
      bar.bar.setTotal(of);
      bar.bar.update(done);
    },
    end,
  };
};

const summary = ({ report, traded, tradingSeconds, days }: Outcome): string => {
  const { exports, errors, seconds, httpCalls, ...totals } = report;
  const width = Math.max(...Object.keys(totals).map((name) => name.length));
  return [
    '',
    ...Object.entries(totals).map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ...exports.map(({ key, sha256, rows }) => `${key}  ${rows} rows  ${sha256}`),
    '',
    traded + days + errors.length === 0
      ? 'All of this had been done before: nothing has been changed.'
      : `${traded} orders traded in ${tradingSeconds.toFixed(1)} s: ${
        Math.round((traded / tradingSeconds) * 60)
      } orders per minute. The clock has moved by ${days} days.`,
    `${seconds} s, ${httpCalls} HTTP calls.`,
  ].join('\n');
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      dataset: { type: 'string' },
      limit: { type: 'string' },
      concurrency: { type: 'string', default: '12' },
      report: { type: 'string' },
      'port-offset': { type: 'string' },
      url: { type: 'string' },
      control: { type: 'string' },
    },
  });
  if (!values.dataset) throw new Error(`Which data set? ${usage}`);
  const orders = await readDataset(
    values.dataset,
    values.limit === undefined ? undefined : count('limit', values.limit),
  );
  const concurrency = count('concurrency', values.concurrency);
  const { site, leave } = await reach(addressOf(values), values.control);
  const { told, end } = progress();
  try {
    const outcome = await replay({ site, orders, password: keptPassword(), concurrency, told });
    end();
    const { report } = outcome;
    if (values.report) await writeFile(values.report, `${JSON.stringify(report, null, 2)}\n`);
    console.log(summary(outcome));
    for (const error of report.errors) console.error(`✗ ${error}`);
    if (report.errors.length > 0) process.exitCode = 1;
  } finally {
    end();
    await leave();
  }
};

await main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
