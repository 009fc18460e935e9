/**
 * The operations of Cognito in which cognito-local 5.3 differs from AWS or which it lacks; they come before its own.
 *
 * - Sign-up by e-mail or telephone number (it takes e-mail only), password policy (it has none), masked destinations.
 * - Codes expire: 24 hours for a sign-up, 1 hour for a forgotten password (its codes never do); confirming verifies the
 *   address that the code went to.
 * - ResendConfirmationCode, GlobalSignOut, AdminUserGlobalSignOut (it lacks them); RevokeToken answers also for a token
 *   that is gone; disabled users cannot sign in; access tokens are verified where it only decodes them.
 * - The exceptions are those of AWS, with `PreventUserExistenceErrors` as the client has it.
 *
 * Not imitated: MFA, Lambda triggers, the hosted pages, throttling and lock-out after failed attempts.
 */
import { randomInt, randomUUID } from 'node:crypto';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { Clock } from 'cognito-local/lib/services/clock.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { User } from 'cognito-local/lib/services/userPoolService.js';
import { attributesAppend, attributesToRecord } from 'cognito-local/lib/services/userPoolService.js';
import { CognitoProblem } from './user-pool-problem.ts';
import type { LocalPools, LocalUserPool } from './user-pool-store.ts';
import { accessTokenSeconds } from './user-pool-tokens.ts';
import type { AccessClaims, TokenService } from './user-pool-tokens.ts';

/** A code that was sent; kept on the user. */
interface SentCode {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly attribute: 'email' | 'phone_number';
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
  readonly attribute: 'email' | 'phone_number';
  readonly to: string;
  readonly code: string;
  readonly username: string;
}

// The requests come from the network, so every field may be missing.
interface Request {
  readonly ClientId?: string;
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
  readonly Token?: string;
  readonly AccessToken?: string;
  readonly PreviousPassword?: string;
  readonly ProposedPassword?: string;
}

export type Operation = (context: Context, request: Request) => Promise<unknown>;

const hour = 3_600_000;
const codeLifeMs = { SignUpCode: 24 * hour, ResetCode: hour } as const;
const addressNames = ['phone_number', 'email'] as const;

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
    return { pool, client: (await pools.getAppClient(context, clientId))! };
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
        attributes[name] !== undefined &&
        (slot === 'ResetCode'
          ? attributes[`${name}_verified`] === 'true'
          : pool.options.AutoVerifiedAttributes?.includes(name) === true),
    );
    const attribute = reachable[0];
    if (attribute === undefined) {
      throw new CognitoProblem(
        'InvalidParameterException',
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
    const kind = byAddress.find((name) => (name === 'email' ? isEmail : isPhoneNumber)(given));
    if (byAddress.length > 0 && kind === undefined) {
      const names = byAddress.map((name) => (name === 'email' ? 'an email' : 'a phone number')).reverse();
      throw new CognitoProblem('InvalidParameterException', `Username should be ${names.join(' or ')}.`);
    }
    const attributes = attributesToRecord(request.UserAttributes);
    if (kind !== undefined) attributes[kind] ??= given;
    for (const name of addressNames) {
      const value = attributes[name];
      if (value === undefined) continue;
      if (!(name === 'email' ? isEmail : isPhoneNumber)(value)) {
        throw new CognitoProblem(
          'InvalidParameterException',
          `Invalid ${name === 'email' ? 'email address' : 'phone number'} format.`,
        );
      }
      attributes[name] = pool.normalize(value);
    }
    if ((await pool.getUserByUsername(context, given)) !== null) {
      throw new CognitoProblem(
        'UsernameExistsException',
        kind === undefined ? 'User already exists' : `An account with the given ${kind} already exists.`,
      );
    }
    const sub = randomUUID();
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
      const password = checkPassword(pool, request.Password);
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
        return { CodeDeliveryDetails: simulatedDelivery(request) };
      }
      if (user.UserStatus !== 'UNCONFIRMED') {
        throw new CognitoProblem('InvalidParameterException', 'User is already confirmed.');
      }
      return sendCode(context, pool, user, 'SignUpCode', 'ResendCode');
    },

    InitiateAuth: async (context, request) => {
      const { pool, client } = await clientOf(context, request);
      const flow = request.AuthFlow === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : required(request.AuthFlow, 'authFlow');
      const allowed = client.ExplicitAuthFlows ?? ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'];
      if (!allowed.includes(`ALLOW_${flow}`) && !allowed.includes(flow)) {
        throw new CognitoProblem('InvalidParameterException', `${flow} flow not enabled for this client`);
      }
      if (flow === 'REFRESH_TOKEN_AUTH') {
        const refreshToken = required(request.AuthParameters?.REFRESH_TOKEN, 'REFRESH_TOKEN');
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
        return { CodeDeliveryDetails: simulatedDelivery(request) };
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
        Password: checkPassword(pool, request.Password),
        UserStatus: 'CONFIRMED',
        Attributes: verified(user, attribute),
        ResetCode: undefined,
      });
      return {};
    },

    ChangePassword: async (context, request) => {
      const { pool, user } = await bearerOf(context, request);
      if (user.Password !== request.PreviousPassword) throw wrongPassword();
      await save(context, pool, { ...user, Password: checkPassword(pool, request.ProposedPassword) });
      return {};
    },

    GetUser: async (context, request) => {
      const { user } = await bearerOf(context, request);
      return { Username: user.Username, UserAttributes: user.Attributes };
    },

    AdminCreateUser: async (context, request) => {
      const pool = await pools.getUserPool(context, required(request.UserPoolId, 'userPoolId'));
      const password = request.TemporaryPassword ?? `${randomUUID().slice(0, 12)}Aa1!`;
      const user = await newUser(context, pool, request, checkPassword(pool, password), 'FORCE_CHANGE_PASSWORD');
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
      checkPassword(pool, request.Password);
      return library('AdminSetUserPassword')(context, request);
    },

    AdminDisableUser: async (context, request) => {
      const { pool, user } = await adminUserOf(context, request);
      tokens.signOutEverywhere(pool.options.Id, user.Username);
      return library('AdminDisableUser')(context, request);
    },
  };
};

const required = (value: string | undefined, name: string): string => {
  if (typeof value !== 'string' || value === '') {
    throw new CognitoProblem('InvalidParameterException', `Missing required parameter ${name}`);
  }
  return value;
};

/** Gives the password back, or throws Cognito's sentence about the first rule of the pool's policy that it breaks. */
const checkPassword = (pool: LocalUserPool, password: string | undefined): string => {
  const policy = pool.options.Policies?.PasswordPolicy ?? {};
  const given = required(password, 'password');
  const broken =
    given.length < (policy.MinimumLength ?? 8)
      ? 'Password not long enough'
      : policy.RequireUppercase === true && !/[A-Z]/.test(given)
        ? 'Password must have uppercase characters'
        : policy.RequireLowercase === true && !/[a-z]/.test(given)
          ? 'Password must have lowercase characters'
          : policy.RequireNumbers === true && !/\d/.test(given)
            ? 'Password must have numeric characters'
            : policy.RequireSymbols === true && !/[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/.test(given)
              ? 'Password must have symbol characters'
              : given.length > 256
                ? 'Password too long'
                : undefined;
  if (broken !== undefined) {
    throw new CognitoProblem('InvalidPasswordException', `Password did not conform with policy: ${broken}`);
  }
  return given;
};

const isEmail = (value: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value);
const isPhoneNumber = (value: string): boolean => /^\+\d{5,15}$/.test(value);

const hidesUsers = (client: AppClient): boolean => client.PreventUserExistenceErrors === 'ENABLED';
const notAuthorized = (message: string): CognitoProblem => new CognitoProblem('NotAuthorizedException', message);
const wrongPassword = (): CognitoProblem => notAuthorized('Incorrect username or password.');
const userNotFound = (): CognitoProblem => new CognitoProblem('UserNotFoundException', 'User does not exist.');
const expiredCode = (): CognitoProblem =>
  new CognitoProblem('ExpiredCodeException', 'Invalid code provided, please request a code again.');

const bearer = (client: AppClient, tokens: object): object => ({
  ...tokens,
  ExpiresIn: accessTokenSeconds(client),
  TokenType: 'Bearer',
});

const deliveryDetails = (attribute: 'email' | 'phone_number', to: string): object => ({
  AttributeName: attribute,
  DeliveryMedium: attribute === 'email' ? 'EMAIL' : 'SMS',
  Destination: attribute === 'email' ? to.replace(/^(.)[^@]*@(.).*$/, '$1***@$2***') : to.replace(/\d(?=\d{4})/g, '*'),
});

const simulatedDelivery = ({ Username = '' }: Request): object =>
  deliveryDetails(isPhoneNumber(Username) ? 'phone_number' : 'email', isPhoneNumber(Username) ? Username : 'a@b.c');
