/**
 * cognito-local's users, groups and clients on kept maps. Its own store writes the whole pool to a file on every change
 * and looks users up by going through all of them; here a change costs one row, and addresses have an index.
 */
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { Clock } from 'cognito-local/lib/services/clock.js';
import type { CognitoService } from 'cognito-local/lib/services/cognitoService.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { DataStore } from 'cognito-local/lib/services/dataStore/dataStore.js';
import type { User, UserPool } from 'cognito-local/lib/services/userPoolService.js';
import { attributeValue, UserPoolServiceImpl } from 'cognito-local/lib/services/userPoolService.js';
import type { KeptMap, KeptState } from '../kept-state.ts';
import { CognitoProblem } from './user-pool-problem.ts';

/** A kept map as the two-level store (`Users` -> name -> user) that cognito-local asks for. */
export const openStore = (map: KeptMap<unknown>): DataStore => {
  const root: Record<string, Record<string, unknown>> = {};
  const place = (path: string | string[]): [string, string] => {
    const [section = '', key = ''] = Array.isArray(path) ? path : [path];
    return [section, key];
  };
  for (const [path, value] of map.entries()) {
    const [section, key] = JSON.parse(path) as [string, string];
    (root[section] ??= Object.create(null))[key] = reviveDates(value);
  }
  return {
    get: async <T>(_context: Context, path: string | string[], fallback?: T): Promise<T> => {
      const [section, key] = place(path);
      const found = key === '' ? root[section] : root[section]?.[key];
      return (found ?? fallback ?? null) as T;
    },
    getRoot: async <T>() => root as T,
    set: async (_context, path, value) => {
      const [section, key] = place(path);
      (root[section] ??= Object.create(null))[key] = value;
      map.set(JSON.stringify([section, key]), value);
    },
    delete: async (_context, path) => {
      const [section, key] = place(path);
      delete root[section]?.[key];
      map.delete(JSON.stringify([section, key]));
    },
  };
};

const reviveDates = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, name.endsWith('Date') ? new Date(String(field)) : field]),
    );

/** One user pool: cognito-local's, with users found by index. Sessions are kept by `user-pool-tokens.ts` instead. */
export class LocalUserPool extends UserPoolServiceImpl {
  readonly #users: DataStore;
  readonly #byAlias = new Map<string, string>();

  constructor(clients: DataStore, users: DataStore, clock: Clock, options: UserPool) {
    super(clients, clock, users, options);
    this.#users = users;
  }

  /** Reads the index of what was kept; call once before use. */
  async open(context: Context): Promise<this> {
    const users = await this.#users.get<Record<string, User>>(context, 'Users', {});
    for (const user of Object.values(users)) this.#index(user);
    return this;
  }

  override async getUserByUsername(context: Context, username: string): Promise<User | null> {
    const name = this.normalize(username);
    const user = await this.#users.get<User>(context, ['Users', this.#byAlias.get(name) ?? name]);
    return user !== null && (user.Username === name || this.#aliases(user).includes(name)) ? user : null;
  }

  override async saveUser(context: Context, user: User): Promise<void> {
    await super.saveUser(context, user);
    this.#index(user);
  }

  override async storeRefreshToken(): Promise<void> {
    // The token service keeps the session when it issues the token.
  }

  /** As the pool compares names: without case when its `UsernameConfiguration` says so. */
  normalize(username: string): string {
    return this.options.UsernameConfiguration?.CaseSensitive === false ? username.toLowerCase() : username;
  }

  #aliases(user: User): string[] {
    return ['sub', ...(this.options.UsernameAttributes ?? []), ...(this.options.AliasAttributes ?? [])]
      .map((name) => attributeValue(name, user.Attributes))
      .filter((value) => value !== undefined)
      .map((value) => this.normalize(value));
  }

  #index(user: User): void {
    for (const alias of this.#aliases(user)) this.#byAlias.set(alias, user.Username);
  }
}

/** The pools and clients that templates declared, in the shape that cognito-local's operations ask for them. */
export class LocalPools implements CognitoService {
  readonly #state: KeptState;
  readonly #clock: Clock;
  readonly #clients: DataStore;
  readonly #pools = new Map<string, LocalUserPool>();

  constructor(state: KeptState, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
    this.#clients = openStore(state.map('cognito-clients'));
  }

  /** Adds the pool, or gives the one that was added under this id its new options. */
  async createUserPool(context: Context, options: UserPool): Promise<UserPool> {
    const known = this.#pools.get(options.Id);
    if (known !== undefined) {
      await known.updateOptions(context, options);
      return options;
    }
    const users = openStore(this.#state.map(`cognito-pool-${options.Id}`));
    this.#pools.set(options.Id, await new LocalUserPool(this.#clients, users, this.#clock, options).open(context));
    return options;
  }

  async deleteUserPool(_context: Context, { Id }: UserPool): Promise<void> {
    this.#pools.delete(Id);
  }

  async getUserPool(_context: Context, id: string): Promise<LocalUserPool> {
    const pool = this.#pools.get(id);
    if (pool === undefined) throw new CognitoProblem('ResourceNotFoundException', `User pool ${id} does not exist.`);
    return pool;
  }

  async getAppClient(context: Context, id: string): Promise<AppClient | null> {
    return this.#clients.get<AppClient>(context, ['Clients', id]);
  }

  async getUserPoolForClientId(context: Context, id: string): Promise<LocalUserPool> {
    const client = await this.getAppClient(context, id);
    if (client === null) {
      throw new CognitoProblem('ResourceNotFoundException', `User pool client ${id} does not exist.`);
    }
    return this.getUserPool(context, client.UserPoolId);
  }

  async listAppClients(context: Context, userPoolId: string): Promise<readonly AppClient[]> {
    const clients = await this.#clients.get<Record<string, AppClient>>(context, 'Clients', {});
    return Object.values(clients).filter((client) => client.UserPoolId === userPoolId);
  }

  async listUserPools(): Promise<readonly UserPool[]> {
    return [...this.#pools.values()].map((pool) => pool.options);
  }
}
