/** The stacks that the local cloud runs, synthesized from the sources as they are now. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { projectRoot } from '../../infra/declarations.ts';
import { fingerprintOf, madeFrom } from './made-from.ts';
import { readStacks, type Stack } from './template.ts';

/** All that a synthesis can read, and some more: what it does not read costs one synthesis when it changes. */
const sources = ['package-lock.json', 'cdk.json', '{functions,infra,local,shared,web}/**'];

/**
 * Synthesizes into a folder, unless what is there was made of the same sources, and reads what came of it. A process of its
 * own does it: there a changed use case is imported anew, and the memory that CDK needs is given back. It has ended when
 * this settles, also when `signal` ends it.
 * @throws Error with what the synthesis complained of
 */
export const synthesizeStacks = async (folder: string, signal: AbortSignal): Promise<Stack[]> => {
  await madeFrom(await fingerprintOf(projectRoot, ...sources), folder, () => synthesize(folder, signal));
  return readStacks(folder);
};

const synthesize = async (folder: string, signal: AbortSignal): Promise<void> => {
  const program = fileURLToPath(new URL('./synthesize.ts', import.meta.url));
  // CDK's own validation takes most of the time, and the tests of the templates do it anyway.
  const env = { ...process.env, CDK_VALIDATION: 'false' };
  const synthesis = promisify(execFile)(process.execPath, [program, folder], { env, signal });
  const ended = once(synthesis.child, 'close');
  await synthesis.catch(async (error: Error & { stderr: string }) => {
    await ended;
    throw new Error(`The templates cannot be synthesized:\n${error.stderr || error.message}`);
  });
};
