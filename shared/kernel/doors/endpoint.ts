import middy from '@middy/core';
import { scryptSync } from 'node:crypto';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import { accounts, checked, type Caller } from '../account.ts';
import type { Access } from './access.ts';
import { cookieOf, fromOurPage, type Cookie, type CookieDeclaration } from './cookie.ts';
import { keepingRecord } from '../policy/audit-store.ts';
import { refuse, respond, secured } from './answer.ts';
import type { Instant } from '../values/clock.ts';
import { decided } from '../store/commit.ts';
import type { Audience, Callers, Effort, ReservedFor, Role, TypedEndpoint, Whom } from './contract.ts';
import type { EventDeclaration } from '../events.ts';
import type { AccountId } from '../values/ids.ts';
import { invocation } from './invocation.ts';
import { admit, admitAbout, networkOf } from './limits.ts';
import { hashOf, Repeated, requests, type Repeatable } from '../store/once.ts';
import { Problem, type ProblemCode } from '../problems.ts';
import { preferred } from '../values/preferred.ts';
import { bodyOf, gather, gatherSigned, parse } from './request.ts';
import { commitWith, runner, type Given, type Handler, type Outcome } from './run.ts';
import { redact } from '../values/secret.ts';
import { trailOf } from '../policy/trail.ts';
import type { RawRequest } from './signature.ts';
import { addressOf } from './visitor.ts';
import type { Locale } from '../values/text.ts';

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;
type Result = APIGatewayProxyStructuredResultV2;

interface Spec<I extends z.ZodObject, A extends z.ZodType, C extends Callers, K extends CookieDeclaration | undefined> {
  /** One sentence for the API reference. */
  summary: string;
  /** Names in braces are fields of the input, taken from the path. */
  route: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /v1/${string}`;
  audience: Audience;
  callers: C;
  /** The client must send an `Idempotency-Key`. Other commands honour one when it is sent. */
  idempotent?: true;
  /** Path, query (GET and DELETE) and body (the rest) as one object. */
  input?: I;
  /** The one good answer: its status and its schema. Fields that the schema does not name do not leave the house. */
  answer: Record<number, A>;
  /** What the use case itself can be refused for; what the door refuses is added. */
  problems?: readonly ProblemCode[];
  /**
   * Each call leaves a record in the audit trail, in the transaction of its effect or before its answer: every command of
   * the platform's staff, and every look of theirs at what is personal. `reason` names the field that says why.
   */
  audited?: true | { reason: Extract<keyof z.output<I>, string> };
  /** What a request is to others, where it is more than a read (GET) or a command: decides how many are served. */
  effort?: Exclude<Effort, 'read'>;
  /** Whom a request is about, where those about one person are limited as well: to whom a code goes. */
  target?: (input: z.output<I>, source: string) => Promise<Whom>;
  /** What it keeps in the browser that asks. Then pages of other hosts may not ask at all. */
  cookie?: K;
  /** Looks at the request before anything of it is read. Where a hook checks the signature. */
  verify?: (request: RawRequest, now: Instant) => void;
  touches: readonly Access[];
  emits?: readonly EventDeclaration[];
  /** Bytes; 64 KiB unless said otherwise, and what can come at all where a signature is checked. */
  maxBody?: number;
  /** Seconds for which anyone may cache the answer. */
  cache?: number;
  /** The stage reserves concurrency for it; for what verifies its request, a webhook, in any case. */
  reserved?: ReservedFor;
  /** Milliseconds. */
  timeout?: number;
  /** MB. */
  memory?: number;
}

interface EndpointGiven<I, A, C, K> extends Given {
  readonly input: I;
  /** The signed-in account; none where anyone may call. */
  readonly caller: C extends 'anyone' ? undefined : Caller;
  /** Writes all or nothing, remembers the answer for a repeated `Idempotency-Key`, and returns it. */
  readonly commit: (outcome: Outcome<A>) => Promise<A>;
  /** The language that the client prefers. */
  readonly locale: Locale;
  /** The network that the request comes from. */
  readonly source: string;
  readonly request: RawRequest;
  /** The declared cookie. */
  readonly cookie: K extends CookieDeclaration ? Cookie : undefined;
}

/**
 * Bytes of a notice from outside: nearly what an invocation can carry, for who has signed is not sent away. It is the signature
 * that keeps others out.
 */
const largestNotice = 5 * 1024 * 1024;

/**
 * A use case behind `METHOD /path`: checks who calls and what comes in, runs the handler, and answers with what the
 * contract declares or with a problem (RFC 9457).
 */
export const endpoint = <
  A extends z.ZodType,
  const C extends Callers,
  I extends z.ZodObject = z.ZodObject<Record<never, never>, z.core.$strict>,
  K extends CookieDeclaration | undefined = undefined,
>(
  spec: Spec<I, A, C, K>,
  handle: (given: EndpointGiven<z.output<I>, z.input<A>, C, K>) => Promise<z.input<A>>,
): { contract: TypedEndpoint<I, A>; handler: Handler<Event, Result> } => {
  const input = (spec.input ?? z.strictObject({})) as I;
  const [[status, schema]] = Object.entries(spec.answer) as [[string, A]];
  const command = !spec.route.startsWith('GET ');
  const signedIn = spec.callers !== 'anyone';
  const repeats = signedIn && command && (spec.idempotent === true || spec.touches.some(writes));
  const { audited, ...rest } = spec;
  // Who signs is known to the house, and must be heard.
  const effort = spec.effort ?? (spec.verify ? undefined : command ? 'command' : 'read');
  const contract: TypedEndpoint<I, A> = {
    ...rest,
    ...(audited && { audited: audited === true ? {} : audited }),
    door: 'endpoint',
    idempotent: spec.idempotent ?? false,
    input,
    answer: { status: Number(status), schema },
    problems: [
      ...new Set([
        ...doorProblems(spec, {
          command,
          repeats,
          takesInput: Object.keys(input.shape).length > 0,
        }),
        ...(spec.problems ?? []),
      ]),
    ],
    effort,
    maxBody: spec.maxBody ?? (spec.verify ? largestNotice : 65_536),
    ...(spec.verify && { reserved: 'hooks' }),
    touches: [
      admit,
      addressOf,
      ...(signedIn ? [accounts.get] : []),
      ...(repeats ? [requests.remember, requests.recall] : []),
      ...(audited ? [keepingRecord] : []),
      ...spec.touches,
    ],
  };
  // It has no effect but by what it commits, so its first reads can travel with the account's.
  const startsEarly = spec.touches.every(({ access }) => access.grants.every(({ on }) => on === 'table'));
  // What it does at the user pool, no transaction takes back.
  const actsOutside = spec.touches.some(({ access }) => access.grants.some(({ on }) => on === 'users'));
  const run = runner(contract);

  const receive = (event: Event): Promise<Result> => {
    const requestId = event.requestContext.requestId;
    const correlationId = event.headers['x-correlation-id'];
    const origin = {
      causationId: requestId,
      correlationId: correlationId && /^[\w-]{8,64}$/.test(correlationId) ? correlationId : requestId,
    };
    return run(origin, async (given) => {
      const address = addressOf(event);
      const source = networkOf(address);
      const cookie = spec.cookie && cookieOf(spec.cookie, event);
      const caller = signedIn ? identify(event, spec.callers as readonly Role[]) : undefined;
      // Before it is read: what cannot be read is counted as well.
      const asked = effort && admit(effort, { account: caller?.accountId, source });
      const work = async (): Promise<z.input<A>> => {
        if (!startsEarly) await caller?.account;
        const body = bodyOf(event, contract.maxBody);
        const request: RawRequest = {
          body,
          header: (name) => event.headers[name],
          path: (name) => event.pathParameters?.[name],
        };
        if (cookie) fromOurPage(event);
        if (spec.verify) await verified(() => spec.verify!(request, given.now), source);
        const gathered = spec.verify ? gatherSigned(event, body) : gather(event, body, spec.route);
        const parsed = parse(input, gathered, spec.verify === undefined);
        const repeatable = caller && repeats
          ? repeatableOf(event, caller, input, parsed, contract.idempotent)
          : undefined;
        const commit = commitWith((answer) => (repeatable ? requests.remember(repeatable, answer) : []));
        const admission = effort && spec.target
          ? admittedAbout(effort, spec.target(parsed as z.output<I>, source), asked)
          : asked;
        if (!startsEarly) await admission;
        const answered = once(repeatable, actsOutside, async () => {
          const trail = audited && trailOf(contract, parsed, address);
          const answer = await handle({
            ...given,
            input: parsed as z.output<I>,
            caller: caller as C extends 'anyone' ? undefined : Caller,
            commit: async (outcome) => {
              await Promise.all([caller?.account, admission]);
              return commit(trail ? await trail.owed(outcome) : outcome) as Promise<z.input<A>>;
            },
            locale: preferred(event.headers['accept-language']),
            source,
            request,
            cookie: cookie as K extends CookieDeclaration ? Cookie : undefined,
          });
          if (trail) {
            await Promise.all([caller?.account, admission]);
            await trail.answered(answer);
          }
          return answer;
        });
        return unlessRefused(admission, answered);
      };
      try {
        const answer = await unlessRefused(caller?.account, unlessRefused(asked, work()));
        const result = respond(event, contract, schema.parse(answer));
        return cookie?.answered.length ? { ...result, cookies: cookie.answered } : result;
      } catch (error) {
        return refuse(error, contract, requestId);
      }
    });
  };

  return { contract, handler: middy<Event, Result>().use(secured()).handler(receive) as Handler<Event, Result> };
};

/** Counts the request by whom it is about, once that is known and its asker has been admitted. */
const admittedAbout = async (effort: Effort, whom: Promise<Whom>, asked: Promise<void> | undefined): Promise<void> => {
  const [about] = await Promise.all([whom, asked]);
  await admitAbout(effort, about);
};

/** Counts by their network those whose signature does not hold, who are nobody that the house knows. */
const verified = async (verify: () => void, source: string): Promise<void> => {
  try {
    verify();
  } catch (error) {
    await admit('forged', { source });
    throw error;
  }
};

/** Whether it leaves something in the table: only then is there a transaction that could remember the answer. */
const writes = ({ access }: Access): boolean =>
  access.grants.some((grant) =>
    grant.on === 'table' && grant.actions.some((action) => /^(Put|Update|Delete)Item$/.test(action))
  );

/** What the door itself can refuse a request for. */
const doorProblems = (
  { callers, idempotent, cookie }: { callers: Callers; idempotent?: true; cookie?: CookieDeclaration | undefined },
  { command, repeats, takesInput }: { command: boolean; repeats: boolean; takesInput: boolean },
): ProblemCode[] => [
  'invalid-input',
  'too-many-requests',
  'internal',
  'unavailable',
  ...(callers === 'anyone' ? [] : ['unauthenticated', 'forbidden', 'account-frozen'] as const),
  ...(command ? ['body-too-large'] as const : []),
  ...(cookie ? ['foreign-page'] as const : []),
  ...(repeats ? ['conflict'] as const : []),
  ...(repeats && takesInput ? ['idempotency-key-reused'] as const : []),
  ...(idempotent ? ['idempotency-key-missing'] as const : []),
];

/** Asks for the account at once, in the same round trip as what is read next. */
const identify = (event: Event, roles: readonly Role[]): Caller => {
  const { sub, auth_time } = event.requestContext.authorizer.jwt.claims;
  const accountId = String(sub) as AccountId;
  invocation().actor = accountId;
  return { accountId, account: accounts.get(accountId).then((account) => checked(account, roles, Number(auth_time))) };
};

/** What the work comes to; who is refused learns nothing of it. */
const unlessRefused = async <R>(refusal: Promise<unknown> | undefined, work: Promise<R>): Promise<R> => {
  const [check, outcome] = await Promise.allSettled([refusal, work]);
  if (check.status === 'rejected') throw check.reason;
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
};

const repeatableOf = (
  event: Event,
  caller: Caller,
  schema: z.ZodObject,
  input: unknown,
  required: boolean,
): Repeatable | undefined => {
  const key = event.headers['idempotency-key'];
  if (key === undefined && !required) return undefined;
  if (key === undefined) throw new Problem('idempotency-key-missing');
  if (!/^[\x21-\x7e]{8,128}$/.test(key)) {
    throw new Problem('invalid-input', undefined, [{
      path: 'Idempotency-Key',
      message: 'must be 8 to 128 visible ASCII characters',
    }]);
  }
  // Slow to guess from the hash, for whoever gets hold of the table.
  const hidden = (secret: unknown): string =>
    scryptSync(JSON.stringify(secret), `${caller.accountId} ${key}`, 32).toString('base64url');
  return { caller: caller.accountId, key, inputHash: hashOf(redact(schema, input, hidden)) };
};

/**
 * Runs the handler, or gives the first answer again. A new request pays nothing for this: its transaction finds out.
 * Only where the handler refuses (the cart is empty now, the state has moved on) the record is looked up before saying
 * so, and where it acts outside before it begins.
 */
const once = async <R>(
  repeatable: Repeatable | undefined,
  actsOutside: boolean,
  handle: () => Promise<R>,
): Promise<R> => {
  try {
    const before = actsOutside && repeatable ? await requests.recall(repeatable) : undefined;
    if (before) throw before;
    return await decided(handle);
  } catch (error) {
    const outcome = repeatable && error instanceof Problem ? await requests.recall(repeatable) : error;
    if (outcome instanceof Repeated) return outcome.answer as R;
    throw outcome ?? error;
  }
};
