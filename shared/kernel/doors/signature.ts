import { createHmac, timingSafeEqual } from 'node:crypto';
import { seconds, type Duration, type Instant } from '../values/clock.ts';
import { Problem } from '../problems.ts';

/** A request as it came. Names of headers are in lower case. */
export interface RawRequest {
  readonly body: string;
  header(name: string): string | undefined;
  /** A part of the path that the route names. */
  path(name: string): string | undefined;
}

/**
 * Checks the signature of a notice from outside: `t=<unix seconds>,v1=<hex>`, the HMAC-SHA256 of `<t>.<body>`. The body
 * must be the bytes that came, before any parsing; the comparison takes the same time wherever it fails.
 * @throws Problem signature-invalid when it is missing, wrong, or further than `maxAge` from `now`
 */
export const verifySignature = (
  header: string | undefined,
  body: string,
  secret: string,
  now: Instant,
  maxAge: Duration,
): void => {
  const { t, v1 } = /^t=(?<t>\d{1,12}),v1=(?<v1>[0-9a-f]{64})$/.exec(header ?? '')?.groups ?? {};
  if (!t || !v1) throw new Problem('signature-invalid');
  const expected = createHmac('sha256', secret).update(`${t}.${body}`).digest();
  const genuine = timingSafeEqual(expected, Buffer.from(v1, 'hex'));
  const age = Math.abs(Date.parse(now) - seconds(Number(t)));
  if (!genuine || age > maxAge) throw new Problem('signature-invalid');
};

/**
 * Checks the signature of a request that is signed as Standard Webhooks has it: the HMAC-SHA256 of
 * `<webhook-id>.<webhook-timestamp>.<body>`, in base64 behind `v1,`; one of several is enough.
 * @throws Problem signature-invalid when it is missing, wrong, or further than `maxAge` from `now`
 */
export const verifyStandard = (
  { header, body }: RawRequest,
  key: Buffer,
  now: Instant,
  maxAge: Duration,
): void => {
  const [id, timestamp] = [header('webhook-id') ?? '', header('webhook-timestamp') ?? ''];
  if (!/^[\x21-\x7e]{1,200}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) throw new Problem('signature-invalid');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const genuine = (header('webhook-signature') ?? '').split(' ').some((one) => {
    const given = Buffer.from(one.startsWith('v1,') ? one.slice(3) : '', 'base64');
    return given.length === expected.length && timingSafeEqual(expected, given);
  });
  const age = Math.abs(Date.parse(now) - seconds(Number(timestamp)));
  if (!genuine || age > maxAge) throw new Problem('signature-invalid');
};
