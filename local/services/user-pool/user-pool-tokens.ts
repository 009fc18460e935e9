/**
 * Sign-in sessions and the tokens that they issue, with the claims of Cognito's. cognito-local issues refresh tokens
 * that never end, cannot be traced from an access token (`origin_jti`), and signs with a key that is published with it.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { TokenGenerator, Tokens } from 'cognito-local/lib/services/tokenGenerator.js';
import type { User } from 'cognito-local/lib/services/userPoolService.js';
import { attributesToRecord } from 'cognito-local/lib/services/userPoolService.js';
import type { KeptMap } from '../kept-state.ts';

/** One sign-in. It ends with its refresh token, by revocation or when the user signs out everywhere. */
export interface Session {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly username: string;
  /** Seconds since 1970. */
  readonly authTime: number;
  readonly expiresAt: number;
}

export interface AccessClaims {
  readonly username: string;
  readonly client_id: string;
  readonly origin_jti: string;
  readonly exp: number;
}

export interface TokenService extends TokenGenerator {
  readonly jwks: { readonly keys: readonly Readonly<Record<string, string>>[] };
  /** Tokens of a session that goes on; there is no new refresh token. */
  renew(user: User, groups: readonly string[], client: AppClient, refreshToken: string): Omit<Tokens, 'RefreshToken'>;
  /** The session of a refresh token, undefined when it never was, has ended or has expired. */
  session(refreshToken: string): Session | undefined;
  /** The claims of an access token that is genuine, not expired, and whose session goes on; undefined otherwise. */
  claims(accessToken: string): AccessClaims | undefined;
  /** Ends the session of one refresh token; false if there is none. */
  revoke(refreshToken: string): boolean;
  signOutEverywhere(userPoolId: string, username: string): void;
}

const unitSeconds: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** Seconds that a client's access (or id) tokens live: Cognito's default is an hour. */
export const accessTokenSeconds = (client: AppClient): number =>
  (client.AccessTokenValidity ?? 1) * (unitSeconds[client.TokenValidityUnits?.AccessToken ?? 'hours'] ?? 3600);
const idTokenSeconds = (client: AppClient): number =>
  (client.IdTokenValidity ?? 1) * (unitSeconds[client.TokenValidityUnits?.IdToken ?? 'hours'] ?? 3600);
const refreshTokenSeconds = (client: AppClient): number =>
  (client.RefreshTokenValidity ?? 30) * (unitSeconds[client.TokenValidityUnits?.RefreshToken ?? 'days'] ?? 86_400);

/** Opens the token service; sessions and the signing key are kept. `now` decides what has expired. */
export const openTokens = (options: {
  sessions: KeptMap<Session>;
  keys: KeptMap<JsonWebKey>;
  now: () => Date;
  issuer: (userPoolId: string) => string;
}): TokenService => {
  const { sessions, now, issuer } = options;
  const seconds = (): number => Math.floor(now().getTime() / 1000);

  let jwk = options.keys.get('signing');
  if (jwk === undefined) {
    jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
    options.keys.set('signing', jwk);
  }
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const publicKey = createPublicKey(privateKey);
  const { n = '', e = '' } = jwk;
  const kid = `local-${n.slice(0, 8)}`;

  const sessionsOf = new Map<string, Set<string>>();
  const remember = (id: string, session: Session): void => {
    const owner = `${session.userPoolId}/${session.username}`;
    const own = sessionsOf.get(owner);
    if (own === undefined) sessionsOf.set(owner, new Set([id]));
    else own.add(id);
  };
  const end = (id: string): void => {
    const session = sessions.get(id);
    if (session === undefined) return;
    sessions.delete(id);
    sessionsOf.get(`${session.userPoolId}/${session.username}`)?.delete(id);
  };
  for (const [id, session] of [...sessions.entries()]) {
    if (session.expiresAt <= seconds()) sessions.delete(id);
    else remember(id, session);
  }

  const header = base64url({ alg: 'RS256', kid });
  const seal = (claims: object): string => {
    const content = `${header}.${base64url(claims)}`;
    return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
  };

  const issue = (
    user: User,
    groups: readonly string[],
    client: AppClient,
    refreshToken: string,
    authTime: number,
  ): Omit<Tokens, 'RefreshToken'> => {
    const attributes = attributesToRecord(user.Attributes);
    const iat = seconds();
    const shared = {
      sub: attributes.sub,
      ...(groups.length > 0 && { 'cognito:groups': groups }),
      iss: issuer(client.UserPoolId),
      origin_jti: originOf(refreshToken),
      event_id: randomUUID(),
      auth_time: authTime,
      iat,
    };
    return {
      AccessToken: seal({
        ...shared,
        client_id: client.ClientId,
        token_use: 'access',
        scope: 'aws.cognito.signin.user.admin',
        exp: iat + accessTokenSeconds(client),
        jti: randomUUID(),
        username: user.Username,
      }),
      IdToken: seal({
        ...shared,
        aud: client.ClientId,
        token_use: 'id',
        exp: iat + idTokenSeconds(client),
        jti: randomUUID(),
        'cognito:username': user.Username,
        ...Object.fromEntries(
          Object.entries(attributes)
            .filter(([name]) => name !== 'sub' && (client.ReadAttributes?.includes(name) ?? true))
            .map(([name, value]) => [name, name.endsWith('_verified') ? value === 'true' : value]),
        ),
      }),
    };
  };

  const service: TokenService = {
    jwks: { keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e }] },
    generate: async (_context, user, groups, client) => {
      const id = randomUUID();
      const authTime = seconds();
      const session: Session = {
        userPoolId: client.UserPoolId,
        clientId: client.ClientId,
        username: user.Username,
        authTime,
        expiresAt: authTime + refreshTokenSeconds(client),
      };
      sessions.set(originOf(id), session);
      remember(originOf(id), session);
      return { ...issue(user, groups, client, id, authTime), RefreshToken: id };
    },
    renew: (user, groups, client, refreshToken) =>
      issue(user, groups, client, refreshToken, service.session(refreshToken)?.authTime ?? seconds()),
    session: (refreshToken) => {
      const session = sessions.get(originOf(refreshToken));
      return session !== undefined && session.expiresAt > seconds() ? session : undefined;
    },
    claims: (accessToken) => {
      const [head = '', body = '', signature = ''] = accessToken.split('.');
      const genuine = verify('sha256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'));
      if (!genuine) return undefined;
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as AccessClaims & { token_use: string };
      const holds = claims.token_use === 'access' && claims.exp > seconds()
        && sessions.get(claims.origin_jti) !== undefined;
      return holds ? claims : undefined;
    },
    revoke: (refreshToken) => {
      const known = sessions.get(originOf(refreshToken)) !== undefined;
      end(originOf(refreshToken));
      return known;
    },
    signOutEverywhere: (userPoolId, username) => {
      for (const id of [...(sessionsOf.get(`${userPoolId}/${username}`) ?? [])]) end(id);
    },
  };
  return service;
};

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What a session is known by in its access tokens: it must not give the refresh token away. */
const originOf = (refreshToken: string): string => createHash('sha256').update(refreshToken).digest('hex').slice(0, 32);
