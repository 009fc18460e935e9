import { aggregate } from './store/aggregate.ts';
import { epochSeconds, type Instant } from './values/clock.ts';
import { Role } from './doors/contract.ts';
import type { AccountId, MerchantId } from './values/ids.ts';
import { Problem } from './problems.ts';
import { shardedList } from './store/sharded-list.ts';

/**
 * Somebody who can sign in. The account's roles and status here decide, on every call; the token's only mirror them.
 */
export interface Account {
  readonly id: AccountId;
  readonly version: number;
  readonly status: 'active' | 'frozen';
  readonly roles: readonly Role[];
  /** How it signs in: its e-mail address or mobile number. */
  readonly login: string;
  readonly name: string;
  readonly locale: 'zh' | 'en';
  /** The shop that it works for. */
  readonly merchantId?: MerchantId;
  readonly createdAt: Instant;
  /** Sessions that began before are over: neither their access tokens count nor those that they are renewed with. */
  readonly sessionsFrom?: Instant;
  /** Its orders go before those of others. */
  readonly priority?: boolean;
  /** By which codes the password was set lately: hashes, of what is used up. */
  readonly resetCodes?: readonly string[];
}

/** Where everybody stands who buys, by language, and who works for the platform. */
export const allBuyers = shardedList('BUYERS');
export const staffList = 'STAFF';

export const accounts = aggregate<Account, Pick<Account, 'id' | 'login' | 'name' | 'status' | 'roles'>>({
  name: 'account',
  prefix: 'ACCOUNT',
  indexes: {
    gsi1: ({ id, roles, locale }) => roles.includes('buyer') ? [allBuyers.place(id), `${locale}#${id}`] : undefined,
    gsi2: ({ id, roles }) => roles.some(isOfStaff) ? [staffList, id] : undefined,
  },
  summary: ({ id, login, name, status, roles }) => ({ id, login, name, status, roles }),
});

/** Whether who has this role works for the platform. */
export const isOfStaff = (role: Role): boolean => role !== 'buyer' && role !== 'merchant';

/** Every signed-in account, whatever it is. */
export const everyRole = Role.options as unknown as readonly [Role, ...Role[]];

/** Who calls: the token says so, signed; the account has the last word. */
export interface Caller {
  readonly accountId: AccountId;
  /** The account, once it has been checked. Rejects with what the request is refused for. */
  readonly account: Promise<Account>;
}

/**
 * The account, if it is active, has one of the roles, and has not ended the session of this token.
 * @param begunAt when somebody last signed in for this session (`auth_time`), in seconds since the epoch: renewing the
 * token does not change it
 * @throws Problem unauthenticated, account-frozen, forbidden
 */
export const checked = (account: Account | undefined, roles: readonly Role[], begunAt: number): Account => {
  if (!account) throw new Problem('unauthenticated');
  if (account.status === 'frozen') throw new Problem('account-frozen');
  if (account.sessionsFrom && begunAt < epochSeconds(account.sessionsFrom)) throw new Problem('unauthenticated');
  if (!account.roles.some((role) => roles.includes(role))) throw new Problem('forbidden');
  return account;
};

/** The shop that the caller works for. Rejects with the problem no-shop. */
export const shopOf = async ({ account }: Caller): Promise<MerchantId> => {
  const { merchantId } = await account;
  if (!merchantId) throw new Problem('no-shop');
  return merchantId;
};
