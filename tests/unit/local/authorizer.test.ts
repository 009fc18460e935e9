import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthorizer } from '../../../local/gateway/authorizer.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const issuer = 'http://127.0.0.1:4002/us-east-1_pool';
const now = Date.UTC(2026, 10, 22);
const claims = {
  iss: issuer,
  client_id: 'client',
  sub: 's1',
  exp: now / 1000 + 3600,
  iat: now / 1000,
  'cognito:groups': ['buyer', 'admin'],
  token_use: 'access',
};

const token = (payload: object, header: object = { alg: 'RS256', kid: 'k1' }, key = privateKey): string => {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
};

describe('authorizer', () => {
  let time = now;
  const authorize = createAuthorizer({
    keys: () => [{ ...(publicKey.export({ format: 'jwk' }) as Record<string, string>), kid: 'k1' }],
    issuerOf: (pool) => `http://127.0.0.1:4002/${pool}`,
    now: () => time,
  });
  const spec = { issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_pool', audience: ['client'] };

  it('renders the claims of a genuine token as text', () => {
    expect(authorize(spec, [], `Bearer ${token(claims)}`)).toEqual({
      claims: {
        iss: issuer,
        client_id: 'client',
        sub: 's1',
        exp: String(claims.exp),
        iat: String(claims.iat),
        'cognito:groups': '[buyer admin]',
        token_use: 'access',
      },
      scopes: null,
    });
  });

  it('takes a token without Bearer, and one whose audience is in aud', () => {
    expect(authorize(spec, [], token(claims))).toHaveProperty('claims');
    expect(authorize(spec, [], token({ ...claims, client_id: undefined, aud: 'client' }))).toHaveProperty('claims');
  });

  it.each([
    ['no token', undefined],
    ['no JWT', 'Bearer nonsense'],
    ['another signature', `Bearer ${token(claims, { alg: 'RS256', kid: 'k1' }, other.privateKey)}`],
    ['an unknown key', `Bearer ${token(claims, { alg: 'RS256', kid: 'k2' })}`],
    ['no signature', `Bearer ${encode({ alg: 'none' })}.${encode(claims)}.`],
    ['another issuer', `Bearer ${token({ ...claims, iss: 'http://127.0.0.1:4002/us-east-1_other' })}`],
    ['another audience', `Bearer ${token({ ...claims, client_id: 'another' })}`],
    ['no expiry', `Bearer ${token({ ...claims, exp: undefined })}`],
    ['a time to come', `Bearer ${token({ ...claims, nbf: now / 1000 + 60 })}`],
  ])('refuses %s', (_, authorization) => {
    expect(authorize(spec, [], authorization)).toMatchObject({ refused: 401 });
  });

  it('refuses a token that it took before, once the clock has passed its expiry', () => {
    const one = `Bearer ${token(claims)}`;
    expect(authorize(spec, [], one)).toHaveProperty('claims');
    time = now + 3600_000;
    expect(authorize(spec, [], one)).toMatchObject({ refused: 401, reason: 'the token has expired' });
    time = now;
  });

  it('asks for one of the scopes of the route', () => {
    expect(authorize(spec, ['write'], token({ ...claims, scope: 'read write' }))).toMatchObject({ scopes: ['write'] });
    expect(authorize(spec, ['admin'], token({ ...claims, scope: 'read write' }))).toMatchObject({ refused: 403 });
  });
});
