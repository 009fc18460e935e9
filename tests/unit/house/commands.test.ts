/** Every command answers `--help`, does nothing else then, and says how it is called. */
import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../infra/declarations.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const ofNpm = Object.entries(scripts).flatMap(([name, script]) => {
  const file = /^node (\S+\.ts)/.exec(script)?.[1];
  return file ? [[`npm run ${name}`, file] as const] : [];
});
const ofOperators = globSync('infra/commands/*.ts')
  .filter((file) => readFileSync(file, 'utf8').startsWith('/**\n * `npx node'))
  .map((file) => [`npx node ${file}`, file] as const);

describe('--help', () => {
  it.each([...ofNpm, ...ofOperators])('is answered by %s', async (command, file) => {
    const { stdout } = await promisify(execFile)(process.execPath, [file, '--help'], {
      cwd: projectRoot,
      timeout: 60_000,
    });
    expect(stdout).toContain(command.replace('npm run start', 'npm start'));
    expect(stdout.length).toBeGreaterThan(60);
  });

  it('is there for many', () => expect(ofNpm.length + ofOperators.length).toBeGreaterThan(15));
});
