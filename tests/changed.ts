/** Which test files a change can touch. Pure but for reading the files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withImporters } from '../infra/bundle.ts';
import { type Declaration, projectRoot } from '../infra/declarations.ts';

/** The files that each file imports when it runs: types alone change no behaviour. */
const importsOf = (files: readonly string[]): Map<string, string[]> =>
  new Map(files.map((file) => {
    const code = readFileSync(join(projectRoot, file), 'utf8');
    const found = code.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from '(\.[^']+)'/gm);
    return [file, [...found].map(([, target]) => join(file, '..', target!))];
  }));

/** How a test calls a use case: by its route, or by its name. */
const wordsFor = ({ context, name, contract }: Declaration): string[] => [
  `'${context}/${name}'`,
  ...(contract.door === 'endpoint' ? [`'${contract.route.replace(' ', ` /${contract.audience}`)}'`] : []),
];

/**
 * The test files that these changed files can touch, without duplicates:
 *
 * - those that import a changed file, however indirectly;
 * - for each use case that is a changed file or imports one: the test of its name; where there is none, the tests of its
 *   context that name its route or itself, else those of any context, and for background work that no test names all
 *   of its context;
 * - the suites of the house, once anything has changed that declarations are made of.
 *
 * Functions run in the cloud as bundles, so no import leads from a test to the use case that it calls.
 * @param files all source files of the project, changed ones that are gone left out
 */
export const touchedBy = (
  changed: readonly string[],
  files: readonly string[],
  declarations: readonly Declaration[],
): string[] => {
  const reached = withImporters(changed, importsOf(files));
  const tests = files.filter((file) => file.endsWith('.test.ts'));
  const callers = tests.filter((file) => /^tests\/(integration|e2e)\//.test(file))
    .map((file) => ({ file, code: readFileSync(join(projectRoot, file), 'utf8') }));
  const testsOf = (useCase: Declaration): string[] => {
    const folder = `tests/integration/${useCase.context}/`;
    const own = `${folder}${useCase.name}.test.ts`;
    if (tests.includes(own)) return [own];
    const naming = callers.filter(({ code }) => wordsFor(useCase).some((word) => code.includes(word)))
      .map(({ file }) => file);
    const near = naming.filter((file) => file.startsWith(folder));
    if (naming.length > 0) return near.length > 0 ? near : naming;
    return callers.map(({ file }) => file).filter((file) => file.startsWith(folder));
  };
  const house = changed.some((file) => /^(functions|shared|infra|docs|README)/.test(file))
    ? tests.filter((file) => file.startsWith('tests/unit/house/') && !file.endsWith('adding-a-use-case.test.ts'))
    : [];
  return [
    ...new Set([
      ...tests.filter((file) => reached.has(file)),
      ...declarations.filter(({ file }) => reached.has(file)).flatMap(testsOf),
      ...house,
    ]),
  ].toSorted();
};
