/**
 * The JWT authorizer of API Gateway: checks a token's signature, issuer, audience and times, and renders its claims.
 */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { AuthorizerSpec } from '../deployment/deployment.ts';

/** What a function finds below `requestContext.authorizer.jwt`. */
export interface JwtContext {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

/** A verdict: the claims, or the status that API Gateway refuses with. */
export type Verdict = JwtContext | { readonly refused: 401 | 403; readonly reason: string };

export interface AuthorizerOptions {
  /** Read anew for a key that is not known yet. */
  readonly keys: () => readonly Readonly<Record<string, string>>[];
  /** The issuer in the tokens of a user pool, which on AWS is the address that the template names. */
  readonly issuerOf: (userPoolId: string) => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Token {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, string>>;
}

/** Tokens whose signature has been checked; the times are checked on every call. */
const remembered = 10_000;

export const createAuthorizer = ({ keys, issuerOf, now }: AuthorizerOptions) => {
  const publicKeys = new Map<string, KeyObject>();
  const genuine = new Map<string, Token>();

  const keyOf = (kid: string): KeyObject | undefined => {
    if (!publicKeys.has(kid)) {
      for (const jwk of keys()) publicKeys.set(jwk.kid!, createPublicKey({ key: jwk, format: 'jwk' }));
    }
    return publicKeys.get(kid);
  };

  const read = (text: string): Token | undefined => {
    const known = genuine.get(text);
    if (known) return known;
    const [header, payload, signature] = text.split('.');
    if (!header || !payload || !signature) return undefined;
    try {
      const { alg, kid } = json(header) as { alg?: string; kid?: string };
      const key = alg === 'RS256' && kid ? keyOf(kid) : undefined;
      if (
        !key || !verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))
      ) {
        return undefined;
      }
      const claims = json(payload) as Record<string, unknown>;
      const token = { payload: claims, claims: rendered(claims) };
      if (genuine.size >= remembered) genuine.delete(genuine.keys().next().value!);
      genuine.set(text, token);
      return token;
    } catch {
      return undefined;
    }
  };

  /** @param authorization the header's value, with or without `Bearer ` before the token */
  return (spec: AuthorizerSpec, scopes: readonly string[], authorization: string | undefined): Verdict => {
    if (!authorization) return { refused: 401, reason: 'no token' };
    const token = read(authorization.replace(/^Bearer\s+/i, ''));
    if (!token) return { refused: 401, reason: 'the token is not genuine' };
    const { iss, aud, client_id, exp, nbf, iat, scope } = token.payload as {
      iss?: string;
      aud?: string | string[];
      client_id?: string;
      exp?: number;
      nbf?: number;
      iat?: number;
      scope?: string;
    };
    if (iss !== issuerOf(spec.issuer.slice(spec.issuer.lastIndexOf('/') + 1))) {
      return { refused: 401, reason: 'another issuer' };
    }
    const audiences = [aud ?? client_id ?? []].flat();
    if (!audiences.some((audience) => spec.audience.includes(audience))) {
      return { refused: 401, reason: 'another audience' };
    }
    const seconds = now() / 1000;
    if (exp === undefined || exp <= seconds) return { refused: 401, reason: 'the token has expired' };
    if ((nbf ?? 0) > seconds || (iat ?? 0) > seconds + 1) return { refused: 401, reason: 'the token is not valid yet' };
    if (scopes.length === 0) return { claims: token.claims, scopes: null };
    const held = scope?.split(' ').filter((one) => scopes.includes(one)) ?? [];
    return held.length ? { claims: token.claims, scopes: held } : { refused: 403, reason: 'insufficient scope' };
  };
};

const json = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

/** Claims arrive as text: a list as `[a b]`, a number by its digits. */
const rendered = (claims: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
