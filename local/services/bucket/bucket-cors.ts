/** What pages of other hosts may do with a bucket: its rules, as its template has them. */
import type { IncomingMessage } from 'node:http';

export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly MaxAge?: number;
}

/** Headers of an answer, to a preflight as well; nothing where no rule lets the page do that. */
export const bucketCors = (
  rules: readonly CorsRule[],
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
): Readonly<Record<string, string>> | undefined => {
  const { origin } = headers;
  if (origin === undefined) return undefined;
  const wanted = method === 'OPTIONS' ? headers['access-control-request-method'] : method;
  const rule = rules.find(({ AllowedOrigins, AllowedMethods }) =>
    wanted !== undefined && AllowedMethods.includes(wanted)
    && AllowedOrigins.some((allowed) => allowed === '*' || allowed === origin)
  );
  return rule && {
    'access-control-allow-origin': rule.AllowedOrigins.includes('*') ? '*' : origin,
    ...(method === 'OPTIONS' && {
      'access-control-allow-methods': rule.AllowedMethods.join(','),
      ...(rule.AllowedHeaders && {
        'access-control-allow-headers': headers['access-control-request-headers'] ?? rule.AllowedHeaders.join(','),
      }),
      ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
    }),
  };
};
