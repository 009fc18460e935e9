/**
 * Verifies presigned addresses and upload forms of S3 against the local secret: what came is signed once more, by aws4,
 * and compared. What was signed (type, length, key, expiry) is thereby enforced, as S3 does it, whoever uploads.
 */
import aws4 from 'aws4';
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { LOCAL_SECRET } from './types.ts';

/** Why S3 refuses; `code` is its error code, the status 403 unless said otherwise. */
export class S3Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 403) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The key that a credential's scope (`AKID/20250101/eu-west-1/s3/aws4_request`) names. */
export const accessKeyOf = (credential: string): string => credential.split('/', 1)[0]!;

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** `20250101T120000Z` in milliseconds since 1970. */
const instantOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/**
 * Checks a presigned request. `target` is the raw path with its query, as it came. Returns the access key that signed
 * it; throws `S3Refusal` when it has expired or differs in anything that was signed.
 */
export const verifyPresigned = (method: string, target: string, headers: IncomingHttpHeaders, now: Date): string => {
  const [path = '', rawQuery = ''] = target.split('?', 2);
  const query = new URLSearchParams(rawQuery);
  const param = (name: string): string => {
    const value = query.get(name);
    if (value === null) {
      throw new S3Refusal('AuthorizationQueryParametersError', `Query-string authentication requires ${name}.`, 400);
    }
    return value;
  };
  const credential = param('X-Amz-Credential');
  const signedAt = param('X-Amz-Date');
  const signedHeaders = param('X-Amz-SignedHeaders');
  if (instantOf(signedAt) + Number(param('X-Amz-Expires')) * 1000 < now.getTime()) {
    throw new S3Refusal('AccessDenied', 'Request has expired');
  }
  const given = param('X-Amz-Signature');
  const [, , region = '', service = ''] = credential.split('/');
  query.delete('X-Amz-Signature');
  const again = new URL(
    aws4.sign({
      service,
      region,
      method,
      host: headers.host,
      path: `${path}?${query}`,
      headers: Object.fromEntries(signedHeaders.split(';').map((name) => [name, String(headers[name] ?? '')])),
      signQuery: true,
    }, { accessKeyId: accessKeyOf(credential), secretAccessKey: LOCAL_SECRET }).path!,
    'http://s3',
  );
  if (!same(again.searchParams.get('X-Amz-Signature') ?? '', given)) {
    throw new S3Refusal(
      'SignatureDoesNotMatch',
      `The request signature does not match what was signed: method, path, and the headers ${signedHeaders}.`,
    );
  }
  return accessKeyOf(credential);
};

/** Of a policy, its own text is signed. */
class PolicySigner extends aws4.RequestSigner {
  readonly #policy: string;

  constructor(credential: string, policy: string) {
    const [accessKeyId = '', date = '', region = '', service = ''] = credential.split('/');
    super({ service, region }, { accessKeyId, secretAccessKey: LOCAL_SECRET });
    this.datetime = `${date}T000000Z`;
    this.#policy = policy;
  }

  override stringToSign(): string {
    return this.#policy;
  }
}

const policySignature = (credential: string, policy: string): string =>
  new PolicySigner(credential, policy).signature();

type Condition = Readonly<Record<string, string>> | readonly [string, string | number, string | number];

/**
 * Checks the fields of an upload form (`POST` with a policy). Field names come in lower case; `size` is the file's, in
 * bytes. Returns the access key that signed the policy; throws `S3Refusal` for an expired or forged policy, a field
 * that the policy does not cover, or a condition that does not hold.
 */
export const verifyPostPolicy = (
  bucket: string,
  fields: ReadonlyMap<string, string>,
  size: number,
  now: Date,
): string => {
  const field = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined) throw new S3Refusal('AccessDenied', `The form has no field ${name}.`);
    return value;
  };
  const policy = field('policy');
  const credential = field('x-amz-credential');
  if (!same(policySignature(credential, policy), field('x-amz-signature'))) {
    throw new S3Refusal('SignatureDoesNotMatch', 'The policy was not signed with this signature.');
  }
  const { expiration, conditions } = JSON.parse(Buffer.from(policy, 'base64').toString()) as {
    expiration: string;
    conditions: readonly Condition[];
  };
  if (Date.parse(expiration) < now.getTime()) {
    throw new S3Refusal('AccessDenied', 'Invalid according to Policy: Policy expired.');
  }
  const given = new Map(fields).set('bucket', bucket);
  const covered = new Set(['policy', 'x-amz-signature', 'file', 'bucket']);
  for (const condition of conditions) {
    const [operator, subject, argument] = Array.isArray(condition)
      ? (condition as [string, string | number, string | number])
      : (['eq', `$${Object.keys(condition)[0]}`, Object.values(condition)[0] as string] as const);
    if (operator === 'content-length-range') {
      if (size < Number(subject)) {
        throw new S3Refusal('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400);
      }
      if (size > Number(argument)) {
        throw new S3Refusal('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400);
      }
      continue;
    }
    const name = String(subject).slice(1).toLowerCase();
    const value = given.get(name) ?? '';
    covered.add(name);
    if (operator === 'starts-with' ? !value.startsWith(String(argument)) : value !== String(argument)) {
      throw new S3Refusal(
        'AccessDenied',
        `Invalid according to Policy: Policy Condition failed: ["${operator}", "$${name}", "${argument}"]`,
      );
    }
  }
  for (const name of fields.keys()) {
    if (!covered.has(name) && !name.startsWith('x-ignore-')) {
      throw new S3Refusal('AccessDenied', `Invalid according to Policy: Extra input fields: ${name}`);
    }
  }
  return accessKeyOf(credential);
};
