/** What is made of sources, and need not be made again while they are the same. */
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Tells any two states of the files apart that match: another name, another text, one more, one less. */
export const fingerprintOf = async (folder: string, ...patterns: readonly string[]): Promise<string> => {
  const files = globSync(patterns, { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
  const texts = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256').update(process.version);
  for (const [i, text] of texts.entries()) hash.update(`\n${files[i]} ${text.length}\n`).update(text);
  return hash.digest('hex');
};

/** Fills a folder, unless it was filled by what has the same fingerprint, and to its end. */
export const madeFrom = async (fingerprint: string, folder: string, make: () => Promise<unknown>): Promise<void> => {
  const mark = join(folder, '.made-from');
  if (await readFile(mark, 'utf8').catch(() => undefined) === fingerprint) return;
  await rm(folder, { recursive: true, force: true });
  await make();
  await mkdir(folder, { recursive: true });
  await writeFile(mark, fingerprint);
};
