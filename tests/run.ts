/**
 * `npm test`: types, format and every suite. Two runs of vitest go side by side, since what runs against a cloud takes
 * one file after another and leaves a core idle: the use cases against one cloud, and what needs none, then the stories,
 * contracts and pages, against another. In the end one looks back on both. What is named on the command line goes to one run
 * of vitest as it is: `npm test -- tests/unit/ordering`; `npm run test:unit` runs what needs no cloud.
 *
 * `npm test -- --changed` runs what the changes since the last commit can touch; `--changed main`, since a branch.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { portOffset, recordsFolder } from './support/records.ts';

const reports = 'reports/runs';
const named = process.argv.slice(2);

const vitest = (args: string[], stdio: 'inherit' | 'pipe', env: NodeJS.ProcessEnv = {}) =>
  spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], {
    stdio: ['ignore', stdio, stdio],
    env: { ...(stdio === 'pipe' && { FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }), ...process.env, ...env },
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

/** The projects of vitest in one run of it, with the cloud of this port offset where they need one. */
const suites = (offset: number, ...projects: string[]): Promise<number> =>
  ended(shown(vitest(
    [
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=blob',
      `--outputFile.blob=${reports}/${projects[0]}.json`,
    ],
    'pipe',
    { JISHI_PORT_OFFSET: String(offset) },
  )));

const everySuite = async (): Promise<number> => {
  for (const folder of [reports, recordsFolder]) rmSync(folder, { recursive: true, force: true });
  const outcomes = [
    ...await Promise.all([suites(portOffset, 'cloud', 'again'), suites(portOffset + 100, 'unit', 'stories', 'pages')]),
    await suites(portOffset, 'afterwards'),
  ];
  const merged = await ended(vitest([`--mergeReports=${reports}`, '--reporter=minimal', '--reporter=json'], 'inherit'));
  return Math.max(...outcomes, merged);
};

const git = (...words: string[]): string[] =>
  execFileSync('git', words, { encoding: 'utf8' }).split('\n').filter((line) => line !== '');

/** What changed since a commit, and what is not in git yet, goes through the suites that it can touch. */
const changedSince = async (commit: string): Promise<number> => {
  const changed = [...git('diff', '--name-only', commit, '--'), ...git('ls-files', '--others', '--exclude-standard')];
  const files = git('ls-files', '--cached', '--others', '--exclude-standard', '*.ts').filter((file) =>
    existsSync(file)
  );
  const { touchedBy } = await import('./changed.ts');
  const { loadDeclarations } = await import('../infra/declarations.ts');
  const touched = touchedBy(changed, files, await loadDeclarations());
  if (touched.length === 0) {
    console.log(changed.length === 0 ? `Nothing has changed since ${commit}.` : 'No test can tell these changes.');
    return 0;
  }
  console.log(`${changed.length} changed files can touch:\n  ${touched.join('\n  ')}`);
  return ended(vitest(touched, 'inherit'));
};

const check = (): number => spawnSync(process.execPath, ['local/check.ts'], { stdio: 'inherit' }).status ?? 1;

const outcome = async (): Promise<number> => {
  if (named[0] === '--changed') return check() || changedSince(named[1] ?? 'HEAD');
  if (named.length > 0) return ended(vitest(named, 'inherit'));
  return check() || everySuite();
};

process.exitCode = await outcome();
