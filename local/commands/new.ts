/**
 * `npm run new -- endpoint ordering/show-receipt`: a use case and its test, in the style of the house and already
 * complete enough to compile. Also subscriber, job, deadline and schedule. `docs/adding-a-use-case.md` goes on from
 * there.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../infra/declarations.ts';
import { scaffolds, type Door } from './scaffolds.ts';

const usage = `npm run new -- <${Object.keys(scaffolds).join('|')}> <context>/<name>`;
const isDoor = (door: string): door is Door => Object.hasOwn(scaffolds, door);

/**
 * Writes `functions/<context>/<name>.ts` and `tests/integration/<context>/<name>.test.ts` below `root`.
 * @returns the files that it has written
 * @throws Error that says what to write instead, for an unknown door, a name that breaks the rules, or a file that is
 * there already
 */
export const scaffold = (root: string, door = '', id = ''): string[] => {
  if (!isDoor(door)) throw new Error(`${door ? `"${door}" is no door. ` : ''}${usage}`);
  if (!/^[a-z]+\/[a-z]+(-[a-z]+)*$/.test(id)) {
    throw new Error(
      `"${id}" is no name of a use case: write <context>/<name> in lower case, with hyphens, such as ordering/show-receipt`,
    );
  }
  // AWS limits the name of a function to 64 characters.
  const functionName = `jishi-prod-${id.replace('/', '-')}`;
  if (functionName.length > 64) {
    throw new Error(`${functionName} has ${functionName.length} characters, a function's name at the most 64`);
  }
  const [context, name] = id.split('/') as [string, string];
  if (door === 'subscriber' && !name.startsWith('on-')) {
    throw new Error(`A subscriber is named after what it follows: ${context}/on-${name}`);
  }

  const { code, test } = scaffolds[door]({ context, name });
  const files = { [`functions/${id}.ts`]: code, [`tests/integration/${id}.test.ts`]: test };
  for (const file of Object.keys(files)) {
    if (existsSync(join(root, file))) throw new Error(`${file} is there already`);
  }
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return Object.keys(files);
};

if (import.meta.main) {
  try {
    const [door, id] = process.argv.slice(2);
    const [code, test] = scaffold(projectRoot, door, id);
    console.log(
      [
        `${code}\n${test}`,
        '',
        '1. Fill in the contract and the handler. A running `npm start` takes each change by itself.',
        '2. npm run generate        writes the API description, the typed client and the other documents anew',
        `3. npx vitest run ${test}`,
        '',
        'docs/adding-a-use-case.md shows the whole way on an example.',
      ].join('\n'),
    );
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
