import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  CodeMismatchException,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ExpiredCodeException,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  InvalidParameterException,
  LimitExceededException,
  NotAuthorizedException,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  TooManyFailedAttemptsException,
  TooManyRequestsException,
  UserNotConfirmedException,
  UserNotFoundException,
  UsernameExistsException,
  type AuthenticationResultType,
} from '@aws-sdk/client-cognito-identity-provider';
import { operation } from '../kernel/access.ts';
import type { Role } from '../kernel/contract.ts';
import { env } from '../kernel/env.ts';
import type { AccountId } from '../kernel/ids.ts';
import { Problem, type ProblemCode } from '../kernel/problems.ts';
import type { Login } from './account.ts';

let client: CognitoIdentityProviderClient | undefined;
const pool = (): CognitoIdentityProviderClient => (client ??= new CognitoIdentityProviderClient({ maxAttempts: 3 }));
const ClientId = {
  get ClientId() {
    return env('USER_POOL_CLIENT_ID');
  },
};
const UserPoolId = {
  get UserPoolId() {
    return env('USER_POOL_ID');
  },
};

/** Tokens of a session: the access token goes into `Authorization`, the refresh token gets the next one. */
export interface Session {
  accessToken: string;
  /** Seconds until the access token expires. */
  expiresIn: number;
  refreshToken?: string;
}

/** The user pool's refusals, in the platform's own words. They never tell whether an account exists. */
const refusals = [
  [CodeMismatchException, 'code-wrong'],
  [ExpiredCodeException, 'code-expired'],
  [UserNotConfirmedException, 'not-confirmed'],
  [LimitExceededException, 'too-many-attempts'],
  [TooManyFailedAttemptsException, 'too-many-attempts'],
  [TooManyRequestsException, 'too-many-attempts'],
] as const satisfies [unknown, ProblemCode][];

const asking = async <R>(
  request: () => Promise<R>,
  others: readonly (readonly [abstract new(...args: never[]) => Error, ProblemCode])[] = [],
): Promise<R> => {
  try {
    return await request();
  } catch (error) {
    const refusal = [...others, ...refusals].find(([kind]) => error instanceof kind);
    throw refusal ? new Problem(refusal[1]) : error;
  }
};

const sessionOf = (
  { AuthenticationResult: result }: { AuthenticationResult?: AuthenticationResultType | undefined },
): Session => ({
  accessToken: result!.AccessToken!,
  expiresIn: result!.ExpiresIn!,
  ...(result!.RefreshToken && { refreshToken: result!.RefreshToken }),
});

const users = <A extends unknown[], R>(name: string, commands: readonly string[], run: (...args: A) => R) =>
  operation(`users.${name}`, [{ on: 'users', operations: commands }], run);

/**
 * Starts an account that waits for its one-time code. An account that exists already is left as it is, and nobody is
 * told.
 */
export const signUp = users('signUp', ['SignUp'], async (login: Login, password: string): Promise<void> => {
  const attribute = login.includes('@') ? 'email' : 'phone_number';
  await asking(() =>
    pool().send(
      new SignUpCommand({
        ...ClientId,
        Username: login,
        Password: password,
        UserAttributes: [{ Name: attribute, Value: login }],
      }),
    )
  ).catch(unless(UsernameExistsException));
});

/** Sends another one-time code, if there is an account that waits for one. */
export const resendCode = users('resendCode', ['ResendConfirmationCode'], async (login: Login): Promise<void> => {
  await asking(() => pool().send(new ResendConfirmationCodeCommand({ ...ClientId, Username: login })))
    .catch(unless(UserNotFoundException, InvalidParameterException));
});

/**
 * Confirms an account with its code. Confirming it again is harmless.
 * @throws Problem code-wrong, code-expired, too-many-attempts
 */
export const confirm = users('confirm', ['ConfirmSignUp'], async (login: Login, code: string): Promise<void> => {
  await asking(() => pool().send(new ConfirmSignUpCommand({ ...ClientId, Username: login, ConfirmationCode: code })), [[
    UserNotFoundException,
    'code-wrong',
  ]]).catch(unless(NotAuthorizedException));
});

/** The user pool's id of a confirmed account: the account's id. @throws Problem code-wrong when there is none */
export const subjectOf = users('subjectOf', ['AdminGetUser'], async (login: Login): Promise<AccountId> => {
  const { UserAttributes = [], UserStatus } = await asking(
    () => pool().send(new AdminGetUserCommand({ ...UserPoolId, Username: login })),
    [[UserNotFoundException, 'code-wrong']],
  );
  if (UserStatus !== 'CONFIRMED') throw new Problem('code-wrong');
  return UserAttributes.find(({ Name }) => Name === 'sub')!.Value as AccountId;
});

/** @throws Problem credentials-wrong, not-confirmed, too-many-attempts */
export const signIn = users(
  'signIn',
  ['InitiateAuth'],
  async (login: Login, password: string): Promise<Session> =>
    sessionOf(
      await asking(
        () =>
          pool().send(
            new InitiateAuthCommand({
              ...ClientId,
              AuthFlow: 'USER_PASSWORD_AUTH',
              AuthParameters: { USERNAME: login, PASSWORD: password },
            }),
          ),
        [[NotAuthorizedException, 'credentials-wrong'], [UserNotFoundException, 'credentials-wrong']],
      ),
    ),
);

/** A new access token. @throws Problem credentials-wrong when the refresh token has expired or was revoked */
export const refresh = users(
  'refresh',
  ['InitiateAuth'],
  async (refreshToken: string): Promise<Session> =>
    sessionOf(
      await asking(
        () =>
          pool().send(
            new InitiateAuthCommand({
              ...ClientId,
              AuthFlow: 'REFRESH_TOKEN_AUTH',
              AuthParameters: { REFRESH_TOKEN: refreshToken },
            }),
          ),
        [[NotAuthorizedException, 'credentials-wrong']],
      ),
    ),
);

/** Ends a session: its refresh token gets no further access tokens. */
export const signOut = users('signOut', ['RevokeToken'], async (refreshToken: string): Promise<void> => {
  await asking(() => pool().send(new RevokeTokenCommand({ ...ClientId, Token: refreshToken })));
});

/** Ends all sessions of an account: its refresh tokens get no further access tokens. */
export const signOutEverywhere = users(
  'signOutEverywhere',
  ['AdminUserGlobalSignOut'],
  async (account: AccountId | Login): Promise<void> => {
    await pool().send(new AdminUserGlobalSignOutCommand({ ...UserPoolId, Username: account })).catch(
      unless(UserNotFoundException),
    );
  },
);

/** Sends a code with which a forgotten password can be replaced, if there is such an account. */
export const forgotPassword = users('forgotPassword', ['ForgotPassword'], async (login: Login): Promise<void> => {
  await asking(() => pool().send(new ForgotPasswordCommand({ ...ClientId, Username: login })))
    .catch(unless(UserNotFoundException, InvalidParameterException));
});

/** @throws Problem code-wrong, code-expired, too-many-attempts */
export const resetPassword = users(
  'resetPassword',
  ['ConfirmForgotPassword'],
  async (login: Login, code: string, password: string): Promise<void> => {
    await asking(
      () =>
        pool().send(
          new ConfirmForgotPasswordCommand({
            ...ClientId,
            Username: login,
            ConfirmationCode: code,
            Password: password,
          }),
        ),
      [[UserNotFoundException, 'code-wrong']],
    );
  },
);

/** @throws Problem credentials-wrong, too-many-attempts */
export const changePassword = users(
  'changePassword',
  ['ChangePassword'],
  async (accessToken: string, from: string, to: string): Promise<void> => {
    await asking(
      () =>
        pool().send(
          new ChangePasswordCommand({ AccessToken: accessToken, PreviousPassword: from, ProposedPassword: to }),
        ),
      [[NotAuthorizedException, 'credentials-wrong']],
    );
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

/** Swallows these errors and no others. */
const unless = (...kinds: (abstract new(...args: never[]) => Error)[]) => (error: unknown): void => {
  if (!kinds.some((kind) => error instanceof kind)) throw error;
};
