/**
 * `npm test`: every suite, in two runs of vitest side by side. The suites of the cloud take one file after another and
 * leave a core idle; the others need no cloud. What is named on the command line goes to one run of vitest as it is.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const reports = 'reports/runs';
const named = process.argv.slice(2);

const vitest = (args: string[], stdio: 'inherit' | 'pipe') =>
  spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], {
    stdio: ['ignore', stdio, stdio],
    env: stdio === 'pipe' ? { FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...process.env } : process.env,
  });

type Run = ReturnType<typeof vitest>;

const ended = (run: Run): Promise<number> =>
  new Promise((resolve, reject) => {
    run.once('error', reject);
    run.once('close', (code) => resolve(code ?? 1));
  });

/** Whole lines of the two runs, as they come. */
const shown = (run: Run): Run => {
  for (const stream of [run.stdout, run.stderr]) {
    createInterface({ input: stream! }).on('line', (line) => console.log(line));
  }
  return run;
};

const sideBySide = async (...groups: string[][]): Promise<number> => {
  rmSync(reports, { recursive: true, force: true });
  const outcomes = await Promise.all(groups.map((projects) =>
    ended(shown(vitest([
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=blob',
      `--outputFile.blob=${reports}/${projects[0]}.json`,
    ], 'pipe')))
  ));
  const merged = await ended(vitest([`--mergeReports=${reports}`, '--reporter=minimal', '--reporter=json'], 'inherit'));
  return Math.max(...outcomes, merged);
};

process.exitCode = named.length > 0
  ? await ended(vitest(named, 'inherit'))
  : await sideBySide(['unit'], ['cloud', 'again', 'afterwards']);
