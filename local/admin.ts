/**
 * Makes an admin of the local cloud the way it is done anywhere: somebody registers, then an operator's command raises
 * the account.
 */
import { operatorCommand } from './commands/operator-command.ts';
import type { Inbox, Place } from './services/types.ts';

export interface AdminOptions {
  readonly place: Place;
  /** Milliseconds by which the clock is ahead of the machine's. */
  readonly offsetMs: number;
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
  await operatorCommand({ ...options.place, offsetMs: options.offsetMs }, 'make-admin', login);
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
  await need(await post('/v1/registrations', { login }));
  const { code } = await inbox.waitFor({ to: login, after: newest?.id });
  await need(await post('/v1/registrations/confirm', { login, code, password }));
};
