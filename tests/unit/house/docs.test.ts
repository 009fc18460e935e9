/** What the documents say exists does exist. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDeclarations, projectRoot, through } from '../../../infra/declarations.ts';

interface Package {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const project = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Package;
const declarations = await loadDeclarations();
const documents = ['README.md', ...globSync('docs/**/*.md', { cwd: projectRoot })].map((file) =>
  [file, readFileSync(join(projectRoot, file), 'utf8')] as const
);

describe.each(documents)('%s', (file, text) => {
  it('links to what is there', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !existsSync(join(projectRoot, dirname(file), target)))).toEqual([]);
  });

  it('names commands that there are', () => {
    const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, command]) => command!);
    expect(commands.filter((command) => !(command in project.scripts))).toEqual([]);
  });

  it('names routes that there are, but for those of an example', () => {
    const routes = new Set(
      declarations.filter(through('endpoint')).map(({ contract }) =>
        contract.route.replace(' ', ` /${contract.audience}`)
      ),
    );
    const named = [...text.matchAll(/\b(?:GET|POST|PUT|PATCH|DELETE) \/(?:shop|merchant|operator)\/v1\/[\w{}/-]+/g)]
      .map(([route]) => route);
    expect(named.filter((route) => !routes.has(route) && !/\/v1\/wish(es|-lists)\b/.test(route))).toEqual([]);
  });
});

it('docs/decisions/libraries.md says why each library is there', () => {
  const text = readFileSync(join(projectRoot, 'docs/decisions/libraries.md'), 'utf8');
  const unexplained = Object.keys({ ...project.dependencies, ...project.devDependencies })
    .filter((name) => !text.includes(`\`${name.replace(/^@aws-sdk\/client-.*/, '@aws-sdk/client-*')}\``));
  expect(unexplained).toEqual([]);
});
