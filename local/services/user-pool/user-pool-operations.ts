/**
 * The operations of Cognito in which cognito-local 5.3 differs from AWS or which it lacks; they come before its own.
 *
 * - Sign-up by e-mail or telephone number (it takes e-mail only), password policy (it has none), masked destinations.
 * - Codes expire: 24 hours for a sign-up, 1 hour for a forgotten password (its codes never do); confirming verifies the
 *   address that the code went to.
 * - ResendConfirmationCode, GlobalSignOut, AdminUserGlobalSignOut (it lacks them); RevokeToken answers also for a token
 *   that is gone; disabled users cannot sign in; access tokens are verified where it only decodes them.
 * - A client with a secret is served to those who know it; GetTokensFromRefreshToken (it lacks it).
 * - The exceptions are those of AWS, with `PreventUserExistenceErrors` as the client has it.
 *
 * Not imitated: MFA, Lambda triggers, the hosted pages, throttling and lock-out after failed attempts.
 */
import { createHmac, randomInt, randomUUID } from 'node:crypto';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { Clock } from 'cognito-local/lib/services/clock.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { User } from 'cognito-local/lib/services/userPoolService.js';
import { attributesAppend, attributesToRecord } from 'cognito-local/lib/services/userPoolService.js';
import {
  CognitoProblem,
  expiredCode,
  invalidParameter,
  notAuthorized,
  required,
  userNotFound,
  wrongPassword,
} from './user-pool-problem.ts';
import {
  addressKind,
  addressNames,
  checkAddress,
  checkPassword,
  deliveryDetails,
  simulatedDelivery,
} from './user-pool-rules.ts';
import type { AddressName } from './user-pool-rules.ts';
import type { LocalPools, LocalUserPool } from './user-pool-store.ts';
import { accessTokenSeconds } from './user-pool-tokens.ts';
import type { AccessClaims, TokenService } from './user-pool-tokens.ts';

/** A code that was sent; kept on the user. */
interface SentCode {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly attribute: AddressName;
}

type LocalUser = User & { readonly SignUpCode?: SentCode; readonly ResetCode?: SentCode };

export type MessageKind =
  | 'SignUp'
  | 'ResendCode'
  | 'ForgotPassword'
  | 'AdminCreateUser'
  | 'UpdateUserAttribute'
  | 'VerifyUserAttribute'
  | 'Authentication';

export interface Sending {
  readonly pool: LocalUserPool;
  readonly kind: MessageKind;
  readonly attribute: AddressName;
  readonly to: string;
  readonly code: string;
  readonly username: string;
}

// The requests come from the network, so every field may be missing.
interface Request {
  readonly ClientId?: string;
  readonly ClientSecret?: string;
  readonly SecretHash?: string;
  readonly UserPoolId?: string;
  readonly Username?: string;
  readonly Password?: string;
  readonly TemporaryPassword?: string;
  readonly Permanent?: boolean;
  readonly MessageAction?: string;
  readonly DesiredDeliveryMediums?: readonly string[];
  readonly UserAttributes?: { Name: string; Value?: string }[];
  readonly ConfirmationCode?: string;
  readonly AuthFlow?: string;
  readonly AuthParameters?: Readonly<Record<string, string>>;
  readonly ChallengeResponses?: Readonly<Record<string, string>>;
  readonly RefreshToken?: string;
  readonly Token?: string;
  readonly AccessToken?: string;
  readonly PreviousPassword?: string;
  readonly ProposedPassword?: string;
}

export type Operation = (context: Context, request: Request) => Promise<unknown>;

const hour = 3_600_000;
const codeLifeMs = { SignUpCode: 24 * hour, ResetCode: hour } as const;

/** The operations by name. `library` runs cognito-local's own of the same name, for what it does well. */
export const correctedOperations = (services: {
  pools: LocalPools;
  tokens: TokenService;
  clock: Clock;
  send: (sending: Sending) => void;
  library: (operation: string) => Operation;
}): Readonly<Record<string, Operation>> => {
  const { pools, tokens, clock, send, library } = services;

  const clientOf = async (context: Context, request: Request): Promise<{ pool: LocalUserPool; client: AppClient }> => {
    const clientId = required(request.ClientId, 'clientId');
    const pool = await pools.getUserPoolForClientId(context, clientId);
    const client = (await pools.getAppClient(context, clientId))!;
    proveSecret(client, request);
    return { pool, client };
  };
  /** A session that a refresh token goes on with, and whose it is. */
  const renewed = async (
    context: Context,
    { pool, client }: { pool: LocalUserPool; client: AppClient },
    refreshToken: string,
  ): Promise<object> => {
    const session = tokens.session(refreshToken);
    if (session === undefined || session.clientId !== client.ClientId) {
      throw notAuthorized('Refresh Token has expired or been revoked');
    }
    const user = await pool.getUserByUsername(context, session.username);
    if (user === null) throw userNotFound();
    if (!user.Enabled) throw notAuthorized('User is disabled.');
    const groups = await pool.listUserGroupMembership(context, user);
    return {
      ChallengeParameters: {},
      AuthenticationResult: bearer(client, tokens.renew(user, groups, client, refreshToken)),
    };
  };
  const userOf = async (context: Context, pool: LocalUserPool, request: Request): Promise<LocalUser | null> =>
    pool.getUserByUsername(context, required(request.Username, 'username'));
  const adminUserOf = async (context: Context, request: Request): Promise<{ pool: LocalUserPool; user: LocalUser }> => {
    const pool = await pools.getUserPool(context, required(request.UserPoolId, 'userPoolId'));
    const user = await userOf(context, pool, request);
    if (user === null) throw userNotFound();
    return { pool, user };
  };
  const bearerOf = async (
    context: Context,
    request: Request,
  ): Promise<{ pool: LocalUserPool; user: LocalUser; claims: AccessClaims }> => {
    const claims = tokens.claims(required(request.AccessToken, 'accessToken'));
    if (claims === undefined) throw notAuthorized('Access Token has expired or been revoked');
    const pool = await pools.getUserPoolForClientId(context, claims.client_id);
    const user = await pool.getUserByUsername(context, claims.username);
    if (user === null) throw userNotFound();
    if (!user.Enabled) throw notAuthorized('User is disabled.');
    return { pool, user, claims };
  };
  const save = (context: Context, pool: LocalUserPool, user: LocalUser): Promise<void> =>
    pool.saveUser(context, { ...user, UserLastModifiedDate: clock.get() } as User);

  /** Sends a new code to the user's telephone, otherwise e-mail, as Cognito prefers; the code before it ends. */
  const sendCode = async (
    context: Context,
    pool: LocalUserPool,
    user: LocalUser,
    slot: keyof typeof codeLifeMs,
    kind: MessageKind,
  ): Promise<{ CodeDeliveryDetails: object }> => {
    const attributes = attributesToRecord(user.Attributes);
    const reachable = addressNames.filter(
      (name) =>
        attributes[name] !== undefined
        && (slot === 'ResetCode'
          ? attributes[`${name}_verified`] === 'true'
          : pool.options.AutoVerifiedAttributes?.includes(name) === true),
    );
    const attribute = reachable[0];
    if (attribute === undefined) {
      throw invalidParameter(
        slot === 'ResetCode'
          ? 'Cannot reset password for the user as there is no registered/verified email or phone_number'
          : 'User has no attribute matching desired auto verified attributes',
      );
    }
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const sent: SentCode = { value: code, expiresAt: clock.get().getTime() + codeLifeMs[slot], attribute };
    await save(context, pool, { ...user, [slot]: sent });
    const to = attributes[attribute]!;
    send({ pool, kind, attribute, to, code, username: user.Username });
    return { CodeDeliveryDetails: deliveryDetails(attribute, to) };
  };
  const checkCode = (sent: SentCode | undefined, given: string | undefined): SentCode => {
    if (sent === undefined || sent.expiresAt <= clock.get().getTime()) throw expiredCode();
    if (sent.value !== given) {
      throw new CognitoProblem('CodeMismatchException', 'Invalid verification code provided, please try again.');
    }
    return sent;
  };
  const verified = (user: LocalUser, attribute: string): User['Attributes'] =>
    attributesAppend(user.Attributes, { Name: `${attribute}_verified`, Value: 'true' });

  const newUser = async (
    context: Context,
    pool: LocalUserPool,
    request: Request,
    password: string,
    status: 'UNCONFIRMED' | 'FORCE_CHANGE_PASSWORD',
  ): Promise<LocalUser> => {
    const given = required(request.Username, 'username');
    const byAddress = addressNames.filter((name) => pool.options.UsernameAttributes?.includes(name) === true);
    const kind = addressKind(byAddress, given);
    const attributes = attributesToRecord(request.UserAttributes);
    if (kind !== undefined) attributes[kind] ??= given;
    for (const name of addressNames) {
      const value = attributes[name];
      if (value === undefined) continue;
      checkAddress(name, value);
      attributes[name] = pool.normalize(value);
    }
    if ((await pool.getUserByUsername(context, given)) !== null) {
      throw new CognitoProblem(
        'UsernameExistsException',
        kind === undefined ? 'User already exists' : `An account with the given ${kind} already exists.`,
      );
    }
    const sub = subject();
    const now = clock.get();
    return {
      Username: kind === undefined ? given : sub,
      Password: password,
      Attributes: Object.entries({ sub, ...attributes }).map(([Name, Value]) => ({ Name, Value })),
      Enabled: true,
      UserStatus: status,
      UserCreateDate: now,
      UserLastModifiedDate: now,
      RefreshTokens: [],
    };
  };

  return {
    SignUp: async (context, request) => {
      const { pool } = await clientOf(context, request);
      if (pool.options.AdminCreateUserConfig?.AllowAdminCreateUserOnly === true) {
        throw notAuthorized('SignUp is not permitted for this user pool');
      }
      const password = checkPassword(pool.options.Policies?.PasswordPolicy, request.Password);
      const user = await newUser(context, pool, request, password, 'UNCONFIRMED');
      const sub = attributesToRecord(user.Attributes).sub;
      if ((pool.options.AutoVerifiedAttributes ?? []).length === 0) {
        await save(context, pool, user);
        return { UserConfirmed: false, UserSub: sub };
      }
      return { UserConfirmed: false, UserSub: sub, ...(await sendCode(context, pool, user, 'SignUpCode', 'SignUp')) };
    },

    ConfirmSignUp: async (context, request) => {
      const { pool, client } = await clientOf(context, request);
      const user = await userOf(context, pool, request);
      if (user === null) throw hidesUsers(client) ? expiredCode() : userNotFound();
      if (user.UserStatus !== 'UNCONFIRMED') {
        throw notAuthorized(`User cannot be confirmed. Current status is ${user.UserStatus}`);
      }
      const { attribute } = checkCode(user.SignUpCode, request.ConfirmationCode);
      await save(context, pool, {
        ...user,
        UserStatus: 'CONFIRMED',
        Attributes: verified(user, attribute),
        SignUpCode: undefined,
      });
      return {};
    },

    ResendConfirmationCode: async (context, request) => {
      const { pool, client } = await clientOf(context, request);
      const user = await userOf(context, pool, request);
      if (user === null) {
        if (!hidesUsers(client)) throw userNotFound();
        return { CodeDeliveryDetails: simulatedDelivery(request.Username ?? '') };
      }
      if (user.UserStatus !== 'UNCONFIRMED') {
        throw invalidParameter('User is already confirmed.');
      }
      return sendCode(context, pool, user, 'SignUpCode', 'ResendCode');
    },

    InitiateAuth: async (context, request) => {
      const { pool, client } = await clientOf(context, request);
      const flow = request.AuthFlow === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : required(request.AuthFlow, 'authFlow');
      const allowed = client.ExplicitAuthFlows ?? ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'];
      if (!allowed.includes(`ALLOW_${flow}`) && !allowed.includes(flow)) {
        throw invalidParameter(`${flow} flow not enabled for this client`);
      }
      if (flow === 'REFRESH_TOKEN_AUTH') {
        return renewed(context, { pool, client }, required(request.AuthParameters?.REFRESH_TOKEN, 'REFRESH_TOKEN'));
      }
      const username = required(request.AuthParameters?.USERNAME, 'USERNAME');
      const user = await pool.getUserByUsername(context, username);
      if (user === null) throw hidesUsers(client) ? wrongPassword() : userNotFound();
      if (user.Password !== request.AuthParameters?.PASSWORD) throw wrongPassword();
      if (!user.Enabled) throw notAuthorized('User is disabled.');
      const answer = (await library('InitiateAuth')(context, request)) as { AuthenticationResult?: object };
      return answer.AuthenticationResult === undefined
        ? answer
        : { ...answer, AuthenticationResult: bearer(client, answer.AuthenticationResult) };
    },

    RespondToAuthChallenge: async (context, request) => {
      await clientOf(context, request);
      return library('RespondToAuthChallenge')(context, request);
    },

    GetTokensFromRefreshToken: async (context, request) =>
      renewed(context, await clientOf(context, request), required(request.RefreshToken, 'refreshToken')),

    RevokeToken: async (context, request) => {
      const { client } = await clientOf(context, request);
      const token = required(request.Token, 'token');
      const session = tokens.session(token);
      if (session !== undefined && session.clientId !== client.ClientId) {
        throw new CognitoProblem('UnauthorizedException', 'The token was issued to another client');
      }
      tokens.revoke(token);
      return {};
    },

    GlobalSignOut: async (context, request) => {
      const { pool, user } = await bearerOf(context, request);
      tokens.signOutEverywhere(pool.options.Id, user.Username);
      return {};
    },

    AdminUserGlobalSignOut: async (context, request) => {
      const { pool, user } = await adminUserOf(context, request);
      tokens.signOutEverywhere(pool.options.Id, user.Username);
      return {};
    },

    ForgotPassword: async (context, request) => {
      const { pool, client } = await clientOf(context, request);
      const user = await userOf(context, pool, request);
      if (user === null) {
        if (!hidesUsers(client)) throw userNotFound();
        return { CodeDeliveryDetails: simulatedDelivery(request.Username ?? '') };
      }
      if (!user.Enabled) throw notAuthorized('User is disabled.');
      return sendCode(context, pool, user, 'ResetCode', 'ForgotPassword');
    },

    ConfirmForgotPassword: async (context, request) => {
      const { pool, client } = await clientOf(context, request);
      const user = await userOf(context, pool, request);
      if (user === null) throw hidesUsers(client) ? expiredCode() : userNotFound();
      if (!user.Enabled) throw notAuthorized('User is disabled.');
      const { attribute } = checkCode(user.ResetCode, request.ConfirmationCode);
      await save(context, pool, {
        ...user,
        Password: checkPassword(pool.options.Policies?.PasswordPolicy, request.Password),
        UserStatus: 'CONFIRMED',
        Attributes: verified(user, attribute),
        ResetCode: undefined,
      });
      return {};
    },

    ChangePassword: async (context, request) => {
      const { pool, user } = await bearerOf(context, request);
      if (user.Password !== request.PreviousPassword) throw wrongPassword();
      await save(context, pool, {
        ...user,
        Password: checkPassword(pool.options.Policies?.PasswordPolicy, request.ProposedPassword),
      });
      return {};
    },

    ...Object.fromEntries(selfService.map((operation): [string, Operation] => [
      operation,
      async (context, request) => {
        await bearerOf(context, request);
        return library(operation)(context, request);
      },
    ])),

    GetUser: async (context, request) => {
      const { user } = await bearerOf(context, request);
      return { Username: user.Username, UserAttributes: user.Attributes };
    },

    AdminCreateUser: async (context, request) => {
      const pool = await pools.getUserPool(context, required(request.UserPoolId, 'userPoolId'));
      const password = request.TemporaryPassword ?? `${randomUUID().slice(0, 12)}Aa1!`;
      const user = await newUser(
        context,
        pool,
        request,
        checkPassword(pool.options.Policies?.PasswordPolicy, password),
        'FORCE_CHANGE_PASSWORD',
      );
      await save(context, pool, user);
      const attributes = attributesToRecord(user.Attributes);
      const wanted = request.DesiredDeliveryMediums ?? ['SMS'];
      const attribute = addressNames.find(
        (name) => wanted.includes(name === 'email' ? 'EMAIL' : 'SMS') && attributes[name] !== undefined,
      );
      if (request.MessageAction !== 'SUPPRESS' && attribute !== undefined) {
        send({
          pool,
          kind: 'AdminCreateUser',
          attribute,
          to: attributes[attribute]!,
          code: password,
          username: user.Username,
        });
      }
      const { Username, Attributes, Enabled, UserStatus, UserCreateDate, UserLastModifiedDate } = user;
      return { User: { Username, Attributes, Enabled, UserStatus, UserCreateDate, UserLastModifiedDate } };
    },

    AdminSetUserPassword: async (context, request) => {
      const { pool } = await adminUserOf(context, request);
      checkPassword(pool.options.Policies?.PasswordPolicy, request.Password);
      return library('AdminSetUserPassword')(context, request);
    },

    AdminDisableUser: async (context, request) => {
      const { pool, user } = await adminUserOf(context, request);
      tokens.signOutEverywhere(pool.options.Id, user.Username);
      return library('AdminDisableUser')(context, request);
    },
  };
};

/** What whoever holds an access token may do with its user. */
const selfService = [
  'UpdateUserAttributes',
  'DeleteUserAttributes',
  'GetUserAttributeVerificationCode',
  'VerifyUserAttribute',
  'DeleteUser',
] as const;

/**
 * Throws unless the request knows the client's secret, where it has one: the secret itself with a token, a hash keyed by
 * it with a user's name.
 */
const proveSecret = ({ ClientId, ClientSecret }: AppClient, request: Request): void => {
  if (ClientSecret === undefined) return;
  const parameters = request.AuthParameters ?? request.ChallengeResponses;
  const username = request.Username ?? parameters?.USERNAME;
  const given = request.ClientSecret ?? request.SecretHash ?? parameters?.SECRET_HASH;
  if (given === undefined) {
    throw notAuthorized(`Client ${ClientId} is configured with secret but SECRET_HASH was not received`);
  }
  const expected = username === undefined
    ? ClientSecret
    : createHmac('sha256', ClientSecret).update(`${username}${ClientId}`).digest('base64');
  if (given !== expected) throw notAuthorized(`Unable to verify secret hash for client ${ClientId}`);
};

const hidesUsers = (client: AppClient): boolean => client.PreventUserExistenceErrors === 'ENABLED';

const bearer = (client: AppClient, tokens: object): object => ({
  ...tokens,
  ExpiresIn: accessTokenSeconds(client),
  TokenType: 'Bearer',
});

/** As Cognito makes them: version 7, and of a variant (110x) that strict readers of UUIDs refuse. */
const subject = (): string => {
  const uuid = randomUUID();
  return `${uuid.slice(0, 14)}7${uuid.slice(15, 19)}d${uuid.slice(20)}`;
};
