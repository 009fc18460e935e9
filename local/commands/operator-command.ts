/**
 * Runs a command of infra/commands against the local cloud: with an operator's credentials, and by the clock of the local
 * cloud instead of the machine's.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../services/types.ts';

export interface LocalCloud {
  readonly endpointUrl: string;
  readonly region: string;
  /** Milliseconds by which its clock is ahead of the machine's. */
  readonly offsetMs: number;
}

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** What the command prints. @throws Error with what it refused */
export const operatorCommand = async (
  { endpointUrl, region, offsetMs }: LocalCloud,
  command: string,
  ...args: string[]
): Promise<string> => {
  const file = pathOf(`../../infra/commands/${command}.ts`);
  const clock = new URL('./moved-clock.ts', import.meta.url).href;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', clock, file, ...args], {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: endpointUrl,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: ADMIN_ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
      LOCAL_CLOCK_OFFSET_MS: String(offsetMs),
    },
  }).catch((error: Error & { stderr: string }) => {
    throw new Error(error.stderr.trim() || error.message);
  });
  return stdout.trim();
};
