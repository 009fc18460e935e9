/**
 * The client as tests use it. Besides calling, it checks what every command owes: the first time that a command
 * succeeds in a test file, it is sent again with the same key (the same answer must come) and with the same key and
 * another body (422). Successful calls are written down; the last group of tests looks back on them.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { ulid } from 'ulid';
import { inject } from 'vitest';
import type * as z from 'zod';
import { playedFrom } from '../../local/gateway/http-event.ts';
import { loadDeclarations, through } from '../../infra/declarations.ts';
import type { EndpointContract } from '../../shared/kernel/doors/contract.ts';
import { redact } from '../../shared/kernel/values/secret.ts';
import type { Operations } from '../../web/operations.ts';
import { Refused, client, type Answer, type Client, type Input } from '../../web/client.ts';
import { callsFile } from './records.ts';
import { perFile } from './per-file.ts';

export interface Call {
  readonly route: string;
  readonly input: Record<string, unknown>;
  readonly accountId: string;
  /** Whether it was sent again with its key, and refused with another body. */
  readonly repeated: boolean;
}

/** What was called with success so far, oldest first. */
export const recordedCalls = (): Call[] => linesIn<Call>(callsFile);

/** The JSON objects of a file of lines. */
export const linesIn = <T>(file: string): T[] => (existsSync(file)
  ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as T)
  : []);

const contracts = new Map(
  (await loadDeclarations()).filter(through('endpoint')).map(({ contract }) => {
    const [method, path] = contract.route.split(' ');
    return [`${method} /${contract.audience}${path}`, contract as EndpointContract];
  }),
);
/** Commands that this test file has repeated. */
const checked = perFile(() => new Set<string>());

interface Session {
  readonly accountId: string;
  readonly token: () => string | undefined;
  /** Signs in again when the token has expired, as a client would. */
  readonly renew: () => Promise<void>;
}

/** A client for one account's session. */
export const callsOf = ({ accountId, token, renew }: Session): Client => {
  const { api, visitorKey } = inject('cloud');
  const send = client(api, token, playedFrom(`198.51.100.${Number.parseInt(accountId.slice(0, 2), 16)}`, visitorKey));
  const call = async <R extends keyof Operations>(
    route: R,
    input: Input<R>,
    given: Record<string, string> = {},
  ): Promise<Answer<R>> => {
    const headers = mayBringKey(route) && !checked().has(route) ? { 'idempotency-key': ulid(), ...given } : given;
    const answer = await send(route, input, headers).catch(async (error: unknown) => {
      if (!(error instanceof Refused) || error.problem.status !== 401 || error.problem.code !== undefined) throw error;
      await renew();
      return send(route, input, headers);
    });
    const repeats = headers['idempotency-key'] !== undefined && !checked().has(route);
    if (repeats) {
      checked().add(route);
      await repeat(route, input, headers, answer);
    }
    appendFileSync(
      callsFile,
      `${
        JSON.stringify({ route, input: input as Record<string, unknown>, accountId, repeated: repeats } satisfies Call)
      }\n`,
    );
    return answer;
  };

  const repeat = async <R extends keyof Operations>(
    route: R,
    input: Input<R>,
    headers: Record<string, string>,
    first: Answer<R>,
  ): Promise<void> => {
    const again = await send(route, input, headers).catch(async (error: unknown) => {
      // The command has ended the session that it came with: who signs in again gets its answer.
      if (!(error instanceof Refused) || error.problem.code !== 'unauthenticated') throw error;
      await renew();
      return send(route, input, headers);
    });
    if (!isDeepStrictEqual(again, first)) {
      throw new Error(
        `${route} answered a repeated key otherwise: ${JSON.stringify(first)}, then ${JSON.stringify(again)}`,
      );
    }
    const other = anotherInput(contracts.get(route)!.input, input as Record<string, unknown>, route);
    if (!other) return;
    const outcome = await send(route, other as Input<R>, headers).then(
      () => 'done',
      (error: unknown) => (error as Refused).problem?.code,
    );
    if (outcome !== 'idempotency-key-reused') throw new Error(`${route} took a key with another body: ${outcome}`);
  };
  return call;
};

/** Whether a command does without a key, and yet keeps its promise to one that has it. */
const mayBringKey = (route: string): boolean => {
  const { idempotent, problems } = contracts.get(route)!;
  return !idempotent && problems.includes('idempotency-key-reused');
};

/**
 * A valid input that differs from this one in a field of the body or in an id of the path; none when there is no such
 * field.
 */
const anotherInput = (
  schema: z.ZodObject,
  input: Record<string, unknown>,
  route: string,
): Record<string, unknown> | undefined => {
  // Secrets are no part of what a key stands for: not even their hash is kept.
  const identity = (parsed: unknown): string => JSON.stringify(redact(schema, parsed));
  const before = identity(schema.parse(input));
  const inPath = (name: string): boolean => route.includes(`{${name}}`);
  for (const name of Object.keys(input).toSorted((a, b) => Number(inPath(a)) - Number(inPath(b)))) {
    for (const value of variations(input[name])) {
      const other = { ...input, [name]: value };
      const parsed = schema.safeParse(other);
      if (parsed.success && identity(parsed.data) !== before) return other;
    }
  }
  return undefined;
};

const variations = (value: unknown): unknown[] => {
  if (typeof value === 'number') return [value + 1, value - 1];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string') {
    return [`${value}x`, value.replace(/.$/, (last) => (last === '0' ? '1' : '0')), value.slice(0, -1)];
  }
  if (Array.isArray(value)) {
    return [
      [...value, ...value],
      value.slice(1),
      ...value.flatMap((one, i) => variations(one).map((other) => value.with(i, other))),
    ];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, one]) =>
      variations(one).map((other) => ({ ...value, [name]: other }))
    );
  }
  return [];
};
