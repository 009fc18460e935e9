import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { item, number, string } from 'dynamodb-toolbox/schema';
import { operation, type Operation } from '../kernel/doors/access.ts';
import { accounts, allBuyers, staffList } from '../kernel/account.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import { after, days, epochSeconds, hours } from '../kernel/values/clock.ts';
import { write, type Write } from '../kernel/store/commit.ts';
import type { Whom } from '../kernel/doors/contract.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import { invocation } from '../kernel/doors/invocation.ts';
import { Problem } from '../kernel/problems.ts';
import { get, table } from '../kernel/store/table.ts';
import { mailboxOf, type Login } from './account.ts';
import type { Address, AddressBook, AddressId } from './address.ts';

/** One item for all addresses of an account: they are few, and exactly one of them is the default. */
export const addressBooks = aggregate<AddressBook>({ name: 'address-book', prefix: 'ACCOUNT-BOOK' });

const ofBook = <A extends unknown[], R>(read: (...args: A) => R): Operation<A, R> =>
  Object.assign(read, { access: addressBooks.get.access });

export const addresses = {
  /** In the order in which they were added. */
  all: ofBook(async (accountId: AccountId): Promise<readonly Address[]> =>
    (await addressBooks.get(accountId))?.addresses ?? []
  ),
  /** @throws Problem not-found when the account has no such address */
  need: ofBook(async (accountId: AccountId, addressId: AddressId): Promise<Address> => {
    const address = (await addressBooks.get(accountId))?.addresses.find(({ id }) => id === addressId);
    if (!address) throw new Problem('not-found');
    return address;
  }),
};

const LoginItem = new Entity({
  name: 'login-claim',
  table,
  timestamps: false,
  schema: item({ login: string().key(), accountId: string() }),
  computeKey: ({ login }) => ({ pk: `LOGIN-CLAIM#${login}`, sk: 'LOGIN-CLAIM' }),
});
const loginKeys = ['LOGIN-CLAIM#*'];

/** Which account signs in with an address or number: one at the most, for good. */
export const logins = {
  /** The account that has this login. */
  accountOf: operation(
    'login.account-of',
    [{ on: 'table', actions: ['GetItem'], keys: loginKeys }],
    async (login: Login): Promise<AccountId | undefined> =>
      (await get(LoginItem.build(GetItemCommand).key({ login })))?.accountId as AccountId | undefined,
  ),

  /** Claims the login for an account, with which it is written. Refused with `conflict` when another account has it. */
  claim: operation(
    'login.claim',
    [{ on: 'table', actions: ['PutItem'], keys: loginKeys }],
    (login: Login, accountId: AccountId): Write =>
      write(
        LoginItem.build(PutTransaction).item({ login, accountId }).options({
          condition: { attr: 'login', exists: false },
        }),
        () => new Problem('conflict', 'Another account has this login'),
      ),
  ),
};

/** A network from which the owner of a login has proven to be it, by the password or by a code. */
const NetworkItem = new Entity({
  name: 'known-network',
  table,
  timestamps: false,
  schema: item({ login: string().key(), network: string().key(), expiresAt: number() }),
  computeKey: ({ login, network }) => ({ pk: `KNOWN-NETWORK#${login}`, sk: network }),
});
const networkKeys = ['KNOWN-NETWORK#*'];

/** How long a network is known after the owner was last there. */
const networkKept = days(90);

/** A network from which a code for a login was asked for. */
const AskerItem = new Entity({
  name: 'code-asked-for',
  table,
  timestamps: false,
  schema: item({ login: string().key(), network: string().key(), expiresAt: number() }),
  computeKey: ({ login, network }) => ({ pk: `KNOWN-NETWORK#${login}`, sk: `ASKED#${network}` }),
});

/** As long as a code of a registration is good, the longest that there is. */
const askerKept = hours(24);

/**
 * Whose guesses at a password or a code, and whose requests for a code, are counted together. Those from each network
 * that the owner has used count by themselves; those from anywhere else count together as well. So whoever guesses, from
 * however many places, gets few guesses, and cannot use up those of the owner at home.
 */
export const guesses = {
  /** As what a guess at a password, or a request for a code, is counted. */
  by: operation(
    'guesses.by',
    [{ on: 'table', actions: ['GetItem'], keys: networkKeys }],
    async (login: Login, network: string): Promise<Whom> => whom(login, network, await isOwners(login, network)),
  ),

  /**
   * As what a guess at a code is counted. Where it was asked for, its guesses count by themselves as well: nobody
   * elsewhere keeps out who registers, or who is somewhere new. There are no more such networks than codes are sent.
   */
  byAsker: operation(
    'guesses.by-asker',
    [{ on: 'table', actions: ['GetItem'], keys: networkKeys }],
    async (login: Login, network: string): Promise<Whom> => {
      const [owners, asker] = await Promise.all([
        isOwners(login, network),
        get(AskerItem.build(GetItemCommand).key({ login, network })),
      ]);
      return whom(login, network, owners || (asker?.expiresAt ?? 0) > epochSeconds(invocation().now));
    },
  ),

  /** A code was asked for from here. */
  asked: operation(
    'guesses.asked',
    [{ on: 'table', actions: ['PutItem'], keys: networkKeys }],
    (login: Login, network: string): Write => {
      const expiresAt = epochSeconds(after(invocation().now, askerKept));
      return write(AskerItem.build(PutTransaction).item({ login, network, expiresAt }));
    },
  ),

  /** The owner is here: his guesses from here count by themselves from now on. */
  right: operation(
    'guesses.right',
    [{ on: 'table', actions: ['PutItem'], keys: networkKeys }],
    (login: Login, network: string): Write[] => [
      write(
        NetworkItem.build(PutTransaction).item({
          login,
          network,
          expiresAt: epochSeconds(after(invocation().now, networkKept)),
        }),
      ),
    ],
  ),
};

const isOwners = async (login: Login, network: string): Promise<boolean> =>
  await get(NetworkItem.build(GetItemCommand).key({ login, network })) !== undefined;

const whom = (login: Login, network: string, known: boolean): Whom => ({
  pair: `${mailboxOf(login)} ${network}`,
  target: known ? undefined : mailboxOf(login),
});

/** Everybody who works for the platform. */
export const staffAccounts = accounts.list('accounts.staff', 'gsi2', staffList);

/** Everybody who buys, by language: `zh#<account>`. */
export const buyerList = accounts.list('accounts.buyers', 'gsi1', allBuyers.keys);
