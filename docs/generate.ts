/**
 * `npm run generate`: writes what derives from the declarations: first the tables and lists that the contexts rest on,
 * then the documents and the typed client. A test checks that all of them are fresh.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDeclarations, projectRoot } from '../infra/declarations.ts';
import { deskList, loadRegisters, otherLists, pageList, registeredOf } from './generators/registers.ts';

/** What is generated, in the order in which it is written: each step imports what the one before has written. */
export const steps: readonly (() => Promise<Record<string, string>>)[] = [
  async () => ({ 'shared/kernel/registered.ts': registeredOf(await loadRegisters()) }),
  deskList,
  otherLists,
  async () => pageList(),
  async () => {
    const [{ documents }, declarations] = await Promise.all([import('./documents.ts'), loadDeclarations()]);
    return documents(declarations);
  },
];

if (import.meta.main) {
  for (const step of steps) {
    for (const [file, content] of Object.entries(await step())) {
      writeFileSync(join(projectRoot, file), content);
      console.log(`${file}  ${Buffer.byteLength(content).toLocaleString('en')} bytes`);
    }
  }
}
