import { createHmac, randomBytes } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  AliasExistsException,
  ChangePasswordCommand,
  CodeDeliveryFailureException,
  CodeMismatchException,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DescribeUserPoolClientCommand,
  ExpiredCodeException,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  InvalidParameterException,
  InvalidPasswordException,
  LimitExceededException,
  NotAuthorizedException,
  PasswordResetRequiredException,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  TooManyFailedAttemptsException,
  UnauthorizedException,
  UnsupportedTokenTypeException,
  UserNotConfirmedException,
  UserNotFoundException,
  UsernameExistsException,
  type AuthenticationResultType,
} from '@aws-sdk/client-cognito-identity-provider';
import { operation } from '../kernel/doors/access.ts';
import type { Role } from '../kernel/doors/contract.ts';
import { env } from '../kernel/env.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import { Problem, type ProblemCode } from '../kernel/problems.ts';
import type { Login } from './account.ts';

let client: CognitoIdentityProviderClient | undefined;
const pool = (): CognitoIdentityProviderClient => (client ??= new CognitoIdentityProviderClient({ maxAttempts: 3 }));
const UserPoolId = {
  get UserPoolId() {
    return env('USER_POOL_ID');
  },
};

interface AppClient {
  readonly ClientId: string;
  readonly ClientSecret: string;
}

let app: Promise<AppClient> | undefined;

/**
 * The one client through which anybody can register, confirm and sign in at the pool. Its secret keeps everybody out who
 * is not a use case of ours, and so has not been counted. It is asked for once, and kept nowhere.
 */
const appClient = (): Promise<AppClient> =>
  app ??= pool().send(new DescribeUserPoolClientCommand({ ...UserPoolId, ClientId: env('USER_POOL_CLIENT_ID') }))
    .then(({ UserPoolClient: { ClientId, ClientSecret } = {} }) => ({
      ClientId: ClientId!,
      ClientSecret: ClientSecret!,
    }))
    .catch((error: unknown) => {
      app = undefined;
      throw error;
    });

/** What proves to the pool that the request about somebody is ours. */
const about = async (login: string): Promise<{ ClientId: string; Username: string; SecretHash: string }> => {
  const { ClientId, ClientSecret } = await appClient();
  const SecretHash = createHmac('sha256', ClientSecret).update(`${login}${ClientId}`).digest('base64');
  return { ClientId, Username: login, SecretHash };
};

/** Tokens of a session: the access token goes into `Authorization`, the refresh token gets the next one. */
export interface Session {
  /**
   * Cognito's token of identity. Its token of access stays in the house: whoever holds one can change, even delete, the
   * user at Cognito itself, past every use case.
   */
  accessToken: string;
  /** Seconds until the access token expires. */
  expiresIn: number;
  refreshToken?: string;
}

/**
 * The user pool's refusals, in the platform's own words. They never tell whether an account exists. That the pool as a
 * whole is asked too much (TooManyRequestsException) is nobody's attempts: it stays an error, which passes.
 */
const refusals = [
  [CodeMismatchException, 'code-wrong'],
  // Not told apart: only a login that has an account has a code that can expire.
  [ExpiredCodeException, 'code-wrong'],
  // Somebody else has verified this address meanwhile.
  [AliasExistsException, 'code-wrong'],
  // Its owner knows no password yet; whoever has set one is told as little.
  [UserNotConfirmedException, 'credentials-wrong'],
  [LimitExceededException, 'too-many-attempts'],
  [TooManyFailedAttemptsException, 'too-many-attempts'],
  [InvalidParameterException, 'invalid-input'],
  [InvalidPasswordException, 'invalid-input'],
] as const satisfies [unknown, ProblemCode][];

const asking = async <R>(
  request: () => Promise<R>,
  others: readonly (readonly [Kind, ProblemCode])[] = [],
): Promise<R> => {
  try {
    return await request();
  } catch (error) {
    const refusal = [...others, ...refusals].find(([kind]) => error instanceof kind);
    throw refusal ? new Problem(refusal[1]) : error;
  }
};

type Kind = abstract new(...args: never[]) => Error;

/** Asks for something that is as good as done, or must not be told from it, when these errors come. */
const quietly = async (request: () => Promise<unknown>, ...kinds: readonly Kind[]): Promise<void> => {
  await asking(async () => {
    try {
      await request();
    } catch (error) {
      if (!kinds.some((kind) => error instanceof kind)) throw error;
    }
  });
};

/** @throws Problem credentials-wrong when the pool asks for more than a password, which no endpoint can give it */
const sessionOf = (result: AuthenticationResultType | undefined): Session => {
  if (!result) throw new Problem('credentials-wrong');
  return {
    accessToken: result.IdToken!,
    expiresIn: result.ExpiresIn!,
    ...(result.RefreshToken && { refreshToken: result.RefreshToken }),
  };
};

const users = <A extends unknown[], R>(name: string, commands: readonly string[], run: (...args: A) => R) =>
  operation(`users.${name}`, [{ on: 'users', operations: commands }], run);

const ofClient = 'DescribeUserPoolClient';

/** Ten characters of three kinds and more, which nobody knows: the owner chooses another with the code. */
const unknownPassword = (): string => `Aa1${randomBytes(32).toString('base64url')}`;

/** The pool has not sent a code: it cannot reach that address, takes none like it, or has sent it enough. */
const unsent = [CodeDeliveryFailureException, InvalidParameterException, LimitExceededException] as const;

/** Starts an account that waits for its one-time code, and sends that. False when there is one already. */
const signUp = async (login: Login): Promise<boolean> => {
  const UserAttributes = [{ Name: login.includes('@') ? 'email' : 'phone_number', Value: login }];
  const request = new SignUpCommand({ ...await about(login), Password: unknownPassword(), UserAttributes });
  try {
    await quietly(() => pool().send(request), ...unsent);
    return true;
  } catch (error) {
    if (error instanceof UsernameExistsException) return false;
    throw error;
  }
};

/** Sends a code with which a password can be set, if there is such an account. */
const forgetPassword = async (login: Login): Promise<void> => {
  const request = new ForgotPasswordCommand(await about(login));
  await quietly(
    () => pool().send(request),
    UserNotFoundException,
    NotAuthorizedException,
    ...unsent,
  );
};

const statusOf = async (login: Login): Promise<string | undefined> => {
  try {
    return (await pool().send(new AdminGetUserCommand({ ...UserPoolId, Username: login }))).UserStatus;
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
};

/**
 * Sends a one-time code to somebody who has no account yet: who is new is signed up, who waits for a code gets another.
 * A user whose code was verified by a confirmation that then broke off gets one that sets the password.
 */
export const sendRegistrationCode = users(
  'sendRegistrationCode',
  [ofClient, 'SignUp', 'AdminGetUser', 'ResendConfirmationCode', 'ForgotPassword'],
  async (login: Login, { onlyAgain }: { onlyAgain: boolean }): Promise<void> => {
    if (!onlyAgain && await signUp(login)) return;
    const status = await statusOf(login);
    if (status === 'CONFIRMED') return forgetPassword(login);
    if (status === undefined) return;
    const request = new ResendConfirmationCodeCommand(await about(login));
    await quietly(() => pool().send(request), ...unsent);
  },
);

/**
 * Verifies the code of a registration, then sets the password; returns the user pool's id, which is the account's. It
 * can be repeated after a break at any place: with the same input where the password has been set, with the code that
 * is sent next where the code alone was verified. Whoever has no code learns nothing from the answer or its time.
 * @throws Problem code-wrong, too-many-attempts
 */
export const confirm = users(
  'confirm',
  [ofClient, 'ConfirmSignUp', 'ConfirmForgotPassword', 'InitiateAuth', 'AdminSetUserPassword', 'AdminGetUser'],
  async (
    { login, code, password, hasAccount }: { login: Login; code: string; password: string; hasAccount: boolean },
  ): Promise<AccountId> => {
    const outcome = await confirmed(login, code);
    if (outcome === 'now') {
      const choice = { ...UserPoolId, Username: login, Password: password, Permanent: true };
      await asking(() => pool().send(new AdminSetUserPasswordCommand(choice)));
    } else if (!await hasPassword(login, password)) {
      if (outcome === 'no' || hasAccount) throw new Problem('code-wrong');
      await setPassword(login, code, password);
    }
    return subject(login);
  },
);

/** Whether a registration is confirmed by this code, has been before, or is not. */
const confirmed = async (login: Login, code: string): Promise<'now' | 'before' | 'no'> => {
  const request = new ConfirmSignUpCommand({ ...await about(login), ConfirmationCode: code });
  try {
    await asking(() => pool().send(request), [
      [NotAuthorizedException, 'illegal-step'],
      [UserNotFoundException, 'code-wrong'],
    ]);
    return 'now';
  } catch (error) {
    if (error instanceof Problem && error.code === 'illegal-step') return 'before';
    if (error instanceof Problem && error.code === 'code-wrong') return 'no';
    throw error;
  }
};

/** @throws Problem code-wrong when there is no confirmed user, or this login of it has never been verified */
const subject = async (login: Login): Promise<AccountId> => {
  const { UserAttributes = [], UserStatus } = await asking(
    () => pool().send(new AdminGetUserCommand({ ...UserPoolId, Username: login })),
    [[UserNotFoundException, 'code-wrong']],
  );
  const attribute = (name: string): string | undefined => UserAttributes.find(({ Name }) => Name === name)?.Value;
  const kind = login.includes('@') ? 'email' : 'phone_number';
  if (UserStatus !== 'CONFIRMED' || attribute(kind) !== login || attribute(`${kind}_verified`) !== 'true') {
    throw new Problem('code-wrong');
  }
  return attribute('sub') as AccountId;
};

const authenticated = async (login: string, password: string): Promise<AuthenticationResultType | undefined> => {
  const { ClientId, Username: USERNAME, SecretHash: SECRET_HASH } = await about(login);
  const request = new InitiateAuthCommand({
    ClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME, PASSWORD: password, SECRET_HASH },
  });
  const { AuthenticationResult } = await asking(() => pool().send(request), [
    [NotAuthorizedException, 'credentials-wrong'],
    [UserNotFoundException, 'credentials-wrong'],
    [PasswordResetRequiredException, 'credentials-wrong'],
  ]);
  return AuthenticationResult;
};

const hasPassword = async (login: string, password: string): Promise<boolean> => {
  try {
    return await authenticated(login, password) !== undefined;
  } catch (error) {
    if (error instanceof Problem && error.code === 'credentials-wrong') return false;
    throw error;
  }
};

/** @throws Problem credentials-wrong, too-many-attempts */
export const signIn = users(
  'signIn',
  [ofClient, 'InitiateAuth'],
  async (login: string, password: string): Promise<Session> => sessionOf(await authenticated(login, password)),
);

const renewed = async (refreshToken: string): Promise<Session> => {
  const request = new GetTokensFromRefreshTokenCommand({ ...await appClient(), RefreshToken: refreshToken });
  const { AuthenticationResult } = await asking(() => pool().send(request), [
    [NotAuthorizedException, 'credentials-wrong'],
    [UserNotFoundException, 'credentials-wrong'],
    [InvalidParameterException, 'credentials-wrong'],
  ]);
  return sessionOf(AuthenticationResult);
};

/** A new access token. @throws Problem credentials-wrong when the refresh token has expired or was revoked */
export const refresh = users('refresh', [ofClient, 'GetTokensFromRefreshToken'], renewed);

/** A new access token; none when the refresh token has expired or was revoked. */
export const refreshIfGoing = users(
  'refreshIfGoing',
  [ofClient, 'GetTokensFromRefreshToken'],
  async (refreshToken: string): Promise<Session | undefined> => {
    try {
      return await renewed(refreshToken);
    } catch (error) {
      if (error instanceof Problem && error.code === 'credentials-wrong') return undefined;
      throw error;
    }
  },
);

/** Ends a session: its refresh token gets no further access tokens. What is no such token is none already (RFC 7009). */
export const signOut = users('signOut', [ofClient, 'RevokeToken'], async (refreshToken: string): Promise<void> => {
  const request = new RevokeTokenCommand({ ...await appClient(), Token: refreshToken });
  await quietly(
    () => pool().send(request),
    UnsupportedTokenTypeException,
    UnauthorizedException,
    InvalidParameterException,
    NotAuthorizedException,
  );
});

/** Ends all sessions of an account: its refresh tokens get no further access tokens. */
export const signOutEverywhere = users(
  'signOutEverywhere',
  ['AdminUserGlobalSignOut'],
  async (account: AccountId): Promise<void> => {
    await quietly(
      () => pool().send(new AdminUserGlobalSignOutCommand({ ...UserPoolId, Username: account })),
      UserNotFoundException,
    );
  },
);

/** Sends a code with which a forgotten password can be replaced, if there is such an account. */
export const sendResetCode = users('sendResetCode', [ofClient, 'ForgotPassword'], forgetPassword);

/** @throws Problem code-wrong, too-many-attempts */
const setPassword = async (login: Login, code: string, password: string): Promise<void> => {
  const request = new ConfirmForgotPasswordCommand({
    ...await about(login),
    ConfirmationCode: code,
    Password: password,
  });
  await asking(() => pool().send(request), [
    [UserNotFoundException, 'code-wrong'],
    [NotAuthorizedException, 'code-wrong'],
  ]);
};

/**
 * Sets another password by a code. Repeated after a break, when the code is used up, it finds the new one, which is as
 * good, and says so: whoever knows the password may sign in and end all sessions anyway.
 * @throws Problem code-wrong, too-many-attempts
 */
export const resetPassword = users(
  'resetPassword',
  [ofClient, 'ConfirmForgotPassword', 'InitiateAuth'],
  async (login: Login, code: string, password: string): Promise<'now' | 'before'> => {
    try {
      await setPassword(login, code, password);
      return 'now';
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'code-wrong') throw error;
      if (!await hasPassword(login, password)) throw error;
      return 'before';
    }
  },
);

/**
 * Puts one password in place of another. Repeated after a break it finds the new one, which is as good.
 * @throws Problem credentials-wrong, too-many-attempts
 */
export const changePassword = users(
  'changePassword',
  [ofClient, 'InitiateAuth', 'ChangePassword'],
  async (login: string, from: string, to: string): Promise<void> => {
    try {
      const session = await authenticated(login, from);
      const change = { AccessToken: session?.AccessToken, PreviousPassword: from, ProposedPassword: to };
      await asking(() => pool().send(new ChangePasswordCommand(change)), [
        [NotAuthorizedException, 'credentials-wrong'],
      ]);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'credentials-wrong') throw error;
      if (!await hasPassword(login, to)) throw error;
    }
  },
);

/** Puts an account into the groups of its roles and takes it out of all others, so that its next tokens carry them. */
export const mirrorRoles = users('mirrorRoles', [
  'AdminListGroupsForUser',
  'AdminAddUserToGroup',
  'AdminRemoveUserFromGroup',
], async (account: AccountId, roles: readonly Role[]): Promise<void> => {
  const user = { ...UserPoolId, Username: account };
  const { Groups = [] } = await pool().send(new AdminListGroupsForUserCommand(user));
  const present = Groups.map(({ GroupName }) => GroupName!);
  for (const GroupName of roles.filter((role) => !present.includes(role))) {
    await pool().send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
  }
  for (const GroupName of present.filter((name) => !roles.includes(name as Role))) {
    await pool().send(new AdminRemoveUserFromGroupCommand({ ...user, GroupName }));
  }
});
