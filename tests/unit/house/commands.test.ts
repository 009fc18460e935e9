/** Every command answers `--help`, does nothing else then, and says how it is called. */
import { exec, execFile } from 'node:child_process';
import { globSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../infra/declarations.ts';
import { copyProject } from '../../support/project-copy.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
/** The project as a clone has it: without packages. */
const { folder: bare, remove } = await copyProject('docs', 'tests');
unlinkSync(join(bare, 'node_modules'));
afterAll(remove);

const ofNpm = Object.keys(scripts).map((name) => `npm run ${name}`);
const ofOperators = globSync('infra/commands/*.ts')
  .filter((file) => readFileSync(file, 'utf8').startsWith('/**\n * `npx node'))
  .map((file) => [`npx node ${file}`, file] as const);

/** What a command of package.json prints in the bare project. */
const ran = async (command: string, ...words: string[]): Promise<{ stdout: string; stderr: string }> => {
  const name = command.slice('npm run '.length);
  return promisify(exec)([scripts[name], ...words].join(' '), {
    cwd: bare,
    timeout: 60_000,
    env: { ...process.env, npm_lifecycle_event: name },
  }).catch(({ stdout, stderr }: { stdout: string; stderr: string }) => ({ stdout, stderr }));
};

describe('--help', () => {
  it.each(ofNpm)('is answered by %s, with nothing installed', async (command) => {
    const { stdout } = await ran(command, '--help');
    expect(stdout).toContain(command.replace(/npm run (start|test)$/, 'npm $1'));
    expect(stdout.length).toBeGreaterThan(60);
  });

  it.each(ofOperators)('is answered by %s', async (command, file) => {
    const { stdout } = await promisify(execFile)(process.execPath, [file, '--help'], {
      cwd: projectRoot,
      timeout: 60_000,
    });
    expect(stdout).toContain(command);
    expect(stdout.length).toBeGreaterThan(60);
  });

  it('is there for many', () => expect(ofNpm.length + ofOperators.length).toBeGreaterThan(25));
});

describe('with nothing installed', () => {
  it.each(ofNpm.filter((command) => !/ (start|test)$/.test(command)))(
    '%s names the command that installs',
    async (command) => {
      const { stdout, stderr } = await ran(command);
      expect(stdout).toBe('');
      expect(stderr.trim()).toBe('The packages are not installed yet. Install them, then try this again:\n  npm ci');
    },
  );
});
