import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUserGlobalSignOutCommand,
  AliasExistsException,
  ChangePasswordCommand,
  CodeDeliveryFailureException,
  CodeMismatchException,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ExpiredCodeException,
  ForgotPasswordCommand,
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
  [UserNotConfirmedException, 'not-confirmed'],
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
const sessionOf = (
  { AuthenticationResult: result }: { AuthenticationResult?: AuthenticationResultType | undefined },
): Session => {
  if (!result) throw new Problem('credentials-wrong');
  return {
    accessToken: result.AccessToken!,
    expiresIn: result.ExpiresIn!,
    ...(result.RefreshToken && { refreshToken: result.RefreshToken }),
  };
};

const users = <A extends unknown[], R>(name: string, commands: readonly string[], run: (...args: A) => R) =>
  operation(`users.${name}`, [{ on: 'users', operations: commands }], run);

/**
 * Starts an account that waits for its one-time code. One that waits already starts anew, with this password and another
 * code: whoever mistyped at the first attempt is not stuck with it. A confirmed account is left as it is, and nobody is
 * told.
 */
export const signUp = users(
  'signUp',
  ['SignUp', 'AdminGetUser', 'AdminDeleteUser'],
  async (login: Login, password: string): Promise<void> => {
    const attribute = login.includes('@') ? 'email' : 'phone_number';
    const start = (): Promise<void> =>
      quietly(
        () =>
          pool().send(
            new SignUpCommand({
              ...ClientId,
              Username: login,
              Password: password,
              UserAttributes: [{ Name: attribute, Value: login }],
            }),
          ),
        CodeDeliveryFailureException,
      );
    try {
      await start();
    } catch (error) {
      if (!(error instanceof UsernameExistsException)) throw error;
      const user = { ...UserPoolId, Username: login };
      const { UserStatus } = await asking(() => pool().send(new AdminGetUserCommand(user)));
      if (UserStatus !== 'UNCONFIRMED') return;
      await asking(() => pool().send(new AdminDeleteUserCommand(user)));
      await start();
    }
  },
);

/** Sends another one-time code, if there is an account that waits for one. */
export const resendCode = users('resendCode', ['ResendConfirmationCode'], async (login: Login): Promise<void> => {
  await quietly(
    () => pool().send(new ResendConfirmationCodeCommand({ ...ClientId, Username: login })),
    UserNotFoundException,
    InvalidParameterException,
    CodeDeliveryFailureException,
  );
});

/**
 * Confirms an account with its code. Returns false when it has been confirmed before: then the code counts for nothing.
 * @throws Problem code-wrong, too-many-attempts
 */
export const confirm = users('confirm', ['ConfirmSignUp'], async (login: Login, code: string): Promise<boolean> => {
  try {
    await asking(
      () => pool().send(new ConfirmSignUpCommand({ ...ClientId, Username: login, ConfirmationCode: code })),
      [[UserNotFoundException, 'code-wrong']],
    );
    return true;
  } catch (error) {
    if (error instanceof NotAuthorizedException) return false;
    throw error;
  }
});

/**
 * The user pool's id of a confirmed account: the account's id.
 * @throws Problem code-wrong when there is none, or this login of it has never been verified
 */
export const subjectOf = users('subjectOf', ['AdminGetUser'], async (login: Login): Promise<AccountId> => {
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
        [
          [NotAuthorizedException, 'credentials-wrong'],
          [UserNotFoundException, 'credentials-wrong'],
          [PasswordResetRequiredException, 'credentials-wrong'],
        ],
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

/** Ends a session: its refresh token gets no further access tokens. What is no such token is none already (RFC 7009). */
export const signOut = users('signOut', ['RevokeToken'], async (refreshToken: string): Promise<void> => {
  await quietly(
    () => pool().send(new RevokeTokenCommand({ ...ClientId, Token: refreshToken })),
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
export const forgotPassword = users('forgotPassword', ['ForgotPassword'], async (login: Login): Promise<void> => {
  await quietly(
    () => pool().send(new ForgotPasswordCommand({ ...ClientId, Username: login })),
    UserNotFoundException,
    InvalidParameterException,
    NotAuthorizedException,
    CodeDeliveryFailureException,
  );
});

/** @throws Problem code-wrong, too-many-attempts */
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
