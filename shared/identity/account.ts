import * as z from 'zod';
import type { Account } from '../kernel/account.ts';
import { Phone } from '../kernel/values/address.ts';
import { changed, created, type Change } from '../kernel/store/change.ts';
import { Instant } from '../kernel/values/clock.ts';
import { Role } from '../kernel/doors/contract.ts';
import type { CookieDeclaration } from '../kernel/doors/cookie.ts';
import { AccountId, MerchantId } from '../kernel/values/ids.ts';
import { personal } from '../kernel/values/personal.ts';
import { Problem } from '../kernel/problems.ts';
import { secret } from '../kernel/values/secret.ts';
import { Locale, prose } from '../kernel/values/text.ts';
import {
  accountFrozen,
  accountOpened,
  accountUnfrozen,
  passwordChanged,
  passwordReset,
  prioritySet,
  profileChanged,
  rolesChanged,
  sessionsEnded,
} from './events.ts';

/**
 * What an account signs in with: an e-mail address (Cognito takes 128 characters), or a mobile number in E.164
 * (`+8613800138000`).
 */
export type Login = z.infer<typeof Login>;
export const Login = personal(
  z.union(
    [z.email().max(128).toLowerCase(), Phone],
    'must be an e-mail address, or a mobile number like +8613800138000',
  ).brand('Login')
    .meta({ examples: ['ann@example.com', '+8613800138000'] }),
);

/**
 * Where what is sent to a login arrives: many providers leave aside what stands behind a plus, so that one person has as
 * many addresses as anybody can think of. As logins they are different; what is sent to them is counted together.
 */
export const mailboxOf = (login: Login): string => login.replace(/(?<=^[^+@]+)\+[^@]*(?=@)/, '');

/**
 * The policy is the user pool's: at least 10 characters with a lower-case letter, an upper-case letter and a digit.
 * Cognito takes no space (and no line break) at either end.
 */
export const Password = secret(
  z.string().min(10).max(128)
    .regex(/[a-z]/, 'needs a lower-case letter')
    .regex(/[A-Z]/, 'needs an upper-case letter')
    .regex(/\d/, 'needs a digit')
    .regex(/^\S.*\S$/s, 'must not begin or end with a space'),
);
export const OneTimeCode = secret(z.string().regex(/^\d{6}$/, 'must be six digits'));

/** Opens the account once its one-time code has been verified. Everybody starts as a buyer. */
export const openAccount = (id: AccountId, login: Login, locale: Locale, now: Instant): Change<Account> =>
  created<Account>(
    { id, login, locale, name: '', status: 'active', roles: ['buyer'], createdAt: now },
    accountOpened({ accountId: id, at: now }),
  );

export const changeProfile = (account: Account, profile: Partial<Pick<Account, 'name' | 'locale'>>): Change<Account> =>
  changed<Account>(account, profile, profileChanged({ accountId: account.id }));

/**
 * From the next call on, the account is refused everywhere; its sessions do not count any more when it is unfrozen.
 * @throws Problem illegal-step when it is frozen already
 */
export const freeze = (account: Account, reason: string, now: Instant): Change<Account> => {
  if (account.status === 'frozen') throw new Problem('illegal-step', 'It is frozen already');
  return changed<Account>(
    account,
    { status: 'frozen', sessionsFrom: now },
    accountFrozen({ accountId: account.id, reason }),
  );
};

/** @throws Problem illegal-step when it is not frozen */
export const unfreeze = (account: Account, reason: string): Change<Account> => {
  if (account.status === 'active') throw new Problem('illegal-step', 'It is not frozen');
  return changed<Account>(account, { status: 'active' }, accountUnfrozen({ accountId: account.id, reason }));
};

/**
 * Says whether the orders of an account go before those of others. It counts for those that are placed from now on.
 * @throws Problem illegal-step when that is so already, or it buys nothing
 */
export const setPriority = (account: Account, priority: boolean, reason: string): Change<Account> => {
  if ((account.priority ?? false) === priority || !account.roles.includes('buyer')) {
    throw new Problem('illegal-step', 'It is so already, or nobody buys by this account');
  }
  return changed<Account>(account, { priority }, prioritySet({ accountId: account.id, priority, reason }));
};

/** Signs an account out everywhere: only sessions that begin at `sessionsFrom` or later count. */
export const endSessions = (account: Account, reason: string, sessionsFrom: Instant): Change<Account> =>
  changed<Account>(account, { sessionsFrom }, sessionsEnded({ accountId: account.id, reason }));

/** The owner has changed the password: only sessions that begin at `sessionsFrom` or later count. */
export const passwordChangedBy = (account: Account, sessionsFrom: Instant): Change<Account> =>
  changed<Account>(account, { sessionsFrom }, passwordChanged({ accountId: account.id }));

/** The owner has set another password by a code: as above. @param code a hash of it, to know a repeated request by */
export const passwordResetBy = (account: Account, code: string, sessionsFrom: Instant): Change<Account> =>
  changed<Account>(
    account,
    { sessionsFrom, resetCodes: [...(account.resetCodes ?? []), code].slice(-codesInADay) },
    passwordReset({ accountId: account.id }),
  );

/** More than strangers can have sent to anybody in a day, and a code is good for an hour: none of these is forgotten too early. */
const codesInADay = 12;

/** Replaces the roles. They count from the next call on; the tokens follow when they are renewed. */
export const giveRoles = (account: Account, roles: readonly Role[], reason: string): Change<Account> => {
  const ordered = Role.options.filter((role) => roles.includes(role));
  return changed<Account>(account, { roles: ordered }, rolesChanged({ accountId: account.id, roles: ordered, reason }));
};

/** Makes the account the merchant of a shop. @throws Problem shop-exists */
export const joinShop = (account: Account, merchantId: MerchantId): Change<Account> => {
  if (account.merchantId) throw new Problem('shop-exists');
  const roles = Role.options.filter((role) => role === 'merchant' || account.roles.includes(role));
  return changed<Account>(
    account,
    { roles, merchantId },
    rolesChanged({ accountId: account.id, roles, reason: 'opened a shop' }),
  );
};

/**
 * Nobody freezes or promotes themselves, which would take the second pair of eyes away, and nobody but an admin decides
 * about an admin.
 * @throws Problem forbidden
 */
export const mayDecideAbout = (account: Account, by: Account): void => {
  if (account.id === by.id) throw new Problem('forbidden', 'Somebody else has to do that');
  if (account.roles.includes('admin') && !by.roles.includes('admin')) {
    throw new Problem('forbidden', 'Another admin has to do that');
  }
};

/** What an account sees of itself. */
export const Profile = z.object({
  accountId: AccountId,
  login: personal(z.string()),
  name: personal(z.string()),
  locale: Locale,
  roles: z.array(Role),
  merchantId: MerchantId.optional(),
}).meta({ id: 'Profile' });

export const profileOf = ({ id, login, name, locale, roles, merchantId }: Account): z.input<typeof Profile> => ({
  accountId: id,
  login,
  name,
  locale,
  roles: [...roles],
  merchantId,
});

/** What the platform's people see of an account. */
export const AccountView = z.object({
  ...Profile.shape,
  status: z.enum(['active', 'frozen']),
  createdAt: Instant,
  priority: z.boolean().meta({ description: 'Its orders go before those of others' }),
})
  .meta({ id: 'AccountView' });

export const accountView = (account: Account): z.input<typeof AccountView> => ({
  ...profileOf(account),
  status: account.status,
  createdAt: account.createdAt,
  priority: account.priority ?? false,
});

/** Why something was done to an account: kept with the fact. */
export const Reason = prose(500, 3);

export const SessionView = z.object({
  accessToken: z.string(),
  expiresIn: z.int().meta({ description: 'Seconds until the access token expires' }),
  refreshToken: z.string().optional(),
});

/** What a browser's session goes on by: the refresh token, kept as long as the pool takes it (`refreshTokenValidity`). */
export const refreshCookie = { name: '__Host-refresh', maxAge: 30 * 86_400 } as const satisfies CookieDeclaration;

/** A session as a page knows it: the access token, for its memory alone. */
export const BrowserSessionView = SessionView.omit({ refreshToken: true });

export const ChangedPassword = z.object({
  session: SessionView.optional().meta({ description: 'A new session; none when the request is repeated' }),
});
