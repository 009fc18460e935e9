/**
 * Makes an admin of the local cloud the way it is done anywhere: somebody registers, then an operator's command raises
 * the account.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET, type Inbox, type Place } from './services/types.ts';

export interface AdminOptions {
  readonly place: Place;
  /** `http://127.0.0.1:4000/shop` */
  readonly shopUrl: string;
  readonly inbox: Inbox;
}

/**
 * Makes an account an admin. With a password, it is registered and confirmed first, unless it can sign in with it
 * already.
 * @throws Error with what the platform or the command refused
 */
export const makeAdmin = async (options: AdminOptions, login: string, password?: string): Promise<void> => {
  if (password !== undefined) await register(options, login, password);
  const { endpointUrl, region } = options.place;
  const command = fileURLToPath(new URL('../infra/commands/make-admin.ts', import.meta.url));
  await promisify(execFile)(process.execPath, [command, login], {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: endpointUrl,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: ADMIN_ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
    },
  }).catch((error: Error & { stderr: string }) => {
    throw new Error(error.stderr.trim() || error.message);
  });
};

const register = async ({ shopUrl, inbox }: AdminOptions, login: string, password: string): Promise<void> => {
  const post = async (path: string, body: object): Promise<Response> =>
    fetch(`${shopUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const need = async (response: Response): Promise<void> => {
    if (!response.ok) throw new Error(`${login} cannot register: ${await response.text()}`);
  };

  if ((await post('/v1/sessions', { login, password })).ok) return;
  const [newest] = inbox.list({ to: login });
  await need(await post('/v1/registrations', { login, password }));
  const { code } = await inbox.waitFor({ to: login, after: newest?.id });
  await need(await post('/v1/registrations/confirm', { login, code }));
};
