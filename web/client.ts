import type * as z from 'zod';
import type { Audience } from '../shared/kernel/doors/contract.ts';
import type { ProblemBody } from '../shared/kernel/problems.ts';
import type { Operations } from './operations.ts';

/** What an operation takes and gives. */
export type Input<R extends keyof Operations> = z.input<Operations[R]['input']>;
export type Answer<R extends keyof Operations> = z.output<Operations[R]['answer']['schema']>;

/** An answer other than the good one. */
export class Refused extends Error {
  readonly problem: ProblemBody;
  /** Seconds after which it may be asked again, where that was said. */
  readonly retryAfter: number | undefined;

  constructor(problem: ProblemBody, retryAfter?: number) {
    super(
      `${problem.code ?? problem.status}: ${problem.detail ?? problem.title} ${JSON.stringify(problem.faults ?? '')}`,
    );
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** The address of each audience's API, where they have no host in common. */
export type Bases = Readonly<Record<Audience, string>>;

/**
 * Calls the API: `call('POST /shop/v1/orders', { … }, { 'idempotency-key': key })`.
 * @param base the host, `https://market.example`, or an address for each audience
 * @param token the access token, asked for at each call; none for an anonymous client
 * @param always headers of every call (`accept-language`)
 * @throws Refused with the problem
 */
export const client = (
  base: string | Bases,
  token?: () => string | undefined,
  always: Readonly<Record<string, string>> = {},
) =>
async <R extends keyof Operations>(
  route: R,
  input: Input<R>,
  headers: Record<string, string> = {},
): Promise<Answer<R>> => {
  const [method, path] = route.split(' ') as [string, string];
  const rest: Record<string, unknown> = { ...input };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  const read = method === 'GET' || method === 'DELETE';
  const query = read
    ? Object.entries(rest).filter(([, value]) => value !== undefined).map(([name, value]) =>
      [name, String(value)] as [string, string]
    )
    : [];
  const bearer = token?.();
  const [, audience, rooted] = /^\/(\w+)(\/.*)$/.exec(filled)!;
  const address = typeof base === 'string' ? `${base}${filled}` : `${base[audience as Audience]}${rooted}`;
  const answer = await fetch(`${address}${query.length ? `?${new URLSearchParams(query)}` : ''}`, {
    method,
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(!read && { 'content-type': 'application/json' }),
      ...always,
      ...headers,
    },
    ...(!read && { body: JSON.stringify(rest) }),
  });
  const text = await answer.text();
  const body = text ? JSON.parse(text) : undefined;
  if (!answer.ok) {
    throw new Refused({ status: answer.status, ...body }, Number(answer.headers.get('retry-after')) || undefined);
  }
  return body;
};

export type Client = ReturnType<typeof client>;
