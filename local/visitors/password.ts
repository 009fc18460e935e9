/** The one password of the accounts that a command makes on the local cloud: made once, kept beside its data. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../infra/declarations.ts';

const file = join(projectRoot, '.local/visitors-password');

/** The password; another process gets the same one. */
export const keptPassword = (): string => {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, `Aa1-${randomBytes(18).toString('base64url')}`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
};
