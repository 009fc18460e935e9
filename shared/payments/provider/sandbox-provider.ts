import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import * as z from 'zod';
import { setting } from '../../kernel/env.ts';
import * as outside from '../../kernel/outside.ts';
import type { ForeignMoney, PaymentProvider, PaymentReport, StatementLine } from './provider.ts';
import { type Kind, type Meaning, meaningOf } from './statuses.ts';

/** Milliseconds that the provider may take for an answer. */
const patience = 8_000;
/** For a statement, which may have millions of lines. */
const statementPatience = 300_000;

const authorized = () => ({ authorization: `Bearer ${setting('PAYMENT_PROVIDER_KEY')}` });

/** The provider's own envelope of an error, as its API describes it. */
const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * The codes by which the provider refuses a request for good, each with the status that it has. Any other says nothing
 * of the request: it may be a fault of ours, of the line, or of a proxy that speaks JSON as well.
 */
const refusals: Readonly<Record<string, number>> = {
  'invalid-request': 400,
  'payment-not-found': 404,
  'amount-too-large': 422,
  'token-not-usable': 422,
  'unknown-token': 422,
};

interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  /** Its idempotency key. */
  readonly key?: string;
}

/** @throws Unanswered */
const send = ({ method, path, body, key }: Request) =>
  outside.ask(method, `${setting('PAYMENT_PROVIDER_URL')}${path}`, {
    patience,
    headers: {
      ...authorized(),
      ...(key && { 'idempotency-key': key }),
    },
    body,
  });

/**
 * What the provider says, or the code by which it refuses for good. Only its own words count: JSON, by a status and in a
 * shape that its API describes.
 * @throws Unanswered for anything else: a proxy's page, an error of a server, nothing, something unheard of
 */
const ask = async <S extends z.ZodType>(
  schema: S,
  request: Request,
): Promise<{ readonly said: z.output<S> } | { readonly refused: string }> => {
  const { status, type, text } = await send(request);
  const json = type === 'application/json' ? jsonOf(text) : undefined;
  if (status >= 200 && status < 300) {
    const { data, success } = schema.safeParse(json);
    if (success) return { said: data };
  }
  const { data: failure } = Failure.safeParse(json);
  if (failure && refusals[failure.error.code] === status) return { refused: failure.error.code };
  throw new outside.Unanswered(
    `${request.method} ${request.path.split('?')[0]}: answered ${status} ${failure?.error.code ?? (type || 'nothing')}`,
  );
};

/** What it says where there is nothing to refuse for good. @throws Unanswered */
const hear = async <S extends z.ZodType>(schema: S, request: Request): Promise<z.output<S>> => {
  const answer = await ask(schema, request);
  if ('said' in answer) return answer.said;
  throw new outside.Unanswered(`${request.method} ${request.path.split('?')[0]}: refused, ${answer.refused}`);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const failureCode = z.string().optional();
const updatedAt = z.iso.datetime({ offset: true }).optional();
/** How a thing stands, in our words. A word that is not known is no answer. */
const standing = <K extends Kind>(kind: K) =>
  z.string().transform((word, check): Meaning<K> => {
    const meaning = meaningOf(kind, word);
    if (meaning) return meaning;
    check.addIssue(`is no status of a ${kind}`);
    return z.NEVER;
  });
/** An answer about another reference is not the answer to this request. */
const paymentAnswer = (reference: string) =>
  z.object({
    id: z.string().min(1),
    reference: z.literal(reference),
    currency: z.string(),
    capturedAmount: z.int(),
    payee: z.string().min(1),
    redirectUrl: z.string(),
    means: z.object({ token: z.string(), brand: z.string(), last4: z.string() }).optional(),
    failureCode,
    updatedAt,
    status: standing('payment'),
  });
const outgoing = (reference: string) => ({
  reference: z.literal(reference),
  amount: z.int(),
  currency: z.string(),
  failureCode,
  updatedAt,
});
const refundAnswer = (reference: string) => z.object({ ...outgoing(reference), status: standing('refund') });
const payoutAnswer = (reference: string) => z.object({ ...outgoing(reference), status: standing('payout') });
const list = <S extends z.ZodType>(of: S) => z.object({ data: z.array(of) });
const Line = z.object({
  date: z.iso.date(),
  type: z.string().min(1).max(100),
  providerId: z.string(),
  reference: z.string(),
  amount: z.coerce.number().int(),
  fee: z.coerce.number().int(),
  currency: z.string(),
});
const Held = Line.extend({ type: z.enum(['opening-balance', 'closing-balance']) });

const reportOf = (
  { id, reference, status, capturedAmount, currency, payee, redirectUrl, failureCode, updatedAt, means }: z.output<
    ReturnType<typeof paymentAnswer>
  >,
): PaymentReport => ({
  providerId: id,
  reference,
  status,
  payUrl: redirectUrl,
  failureCode,
  updatedAt,
  means,
  ...(status === 'captured' && { received: { amount: capturedAmount, currency }, payee }),
});

/** All that the provider has under a reference. @throws Unanswered */
const found = async <S extends z.ZodType>(path: string, reference: string, of: S): Promise<z.output<S>[]> =>
  (await hear(list(of), { method: 'GET', path: `${path}?${new URLSearchParams({ reference })}` })).data;

/** The sandbox's payment provider, over HTTP. */
export const sandboxProvider: PaymentProvider = {
  name: 'sandbox',

  collector: () => ({ name: 'sandbox', payee: setting('PAYMENT_PAYEE') }),

  create: async ({ reference, amount, method, token, keep, returnUrl }) => {
    const answer = await ask(paymentAnswer(reference), {
      method: 'POST',
      path: '/v1/payments',
      body: { reference, ...amount, method, returnUrl, ...(token && { token }), ...(keep && { keep }) },
      key: reference,
    });
    return 'said' in answer
      ? reportOf(answer.said)
      : { providerId: reference, reference, status: 'declined', failureCode: answer.refused };
  },

  cancel: async (providerId) => {
    await hear(z.object({ id: z.literal(providerId) }), {
      method: 'POST',
      path: `/v1/payments/${encodeURIComponent(providerId)}/cancel`,
      body: {},
    });
  },

  findPayments: async (reference) => (await found('/v1/payments', reference, paymentAnswer(reference))).map(reportOf),

  refund: async ({ reference, providerId, amount }) => {
    const answer = await ask(refundAnswer(reference), {
      method: 'POST',
      path: '/v1/refunds',
      body: { paymentId: providerId, amount: amount.amount, reference },
      key: reference,
    });
    return 'said' in answer ? answer.said : { reference, status: 'failed', failureCode: answer.refused };
  },

  findRefund: async (reference) => (await found('/v1/refunds', reference, refundAnswer(reference)))[0],

  payout: async ({ reference, amount, account }) => {
    const answer = await ask(payoutAnswer(reference), {
      method: 'POST',
      path: '/v1/payouts',
      body: { reference, ...amount, account },
      key: reference,
    });
    return 'said' in answer ? answer.said : { reference, status: 'failed', failureCode: answer.refused };
  },

  findPayout: async (reference) => (await found('/v1/payouts', reference, payoutAnswer(reference)))[0],

  statement: async (date, concerns = () => true) => {
    const path = `/v1/statements/${date}.csv`;
    const { status, type, bytes } = await outside.read(`${setting('PAYMENT_PROVIDER_URL')}${path}`, {
      patience: statementPatience,
      headers: authorized(),
    });
    const unanswered = (cause?: unknown) =>
      new outside.Unanswered(`GET ${path}: answered ${status} ${type || 'nothing'}`, { cause });
    if (status !== 200 || type !== 'text/csv') throw unanswered();
    const [opening, closing, lines]: [ForeignMoney[], ForeignMoney[], StatementLine[]] = [[], [], []];
    const ofDay = { date: z.literal(date) };
    const Row = z.union([Held.extend(ofDay), Line.extend(ofDay)]);
    let isStatement = false;
    const columns = (header: string[]): string[] => {
      isStatement = header.join() === Line.keyof().options.join();
      return header;
    };
    try {
      await pipeline(bytes, parse({ columns }), async (records: AsyncIterable<unknown>) => {
        for await (const record of records) {
          const { amount, fee, currency, ...row } = Row.parse(record);
          const line = { ...row, amount: { amount, currency }, fee: { amount: fee, currency } };
          if (row.type === 'opening-balance') opening.push(line.amount);
          else if (row.type === 'closing-balance') closing.push(line.amount);
          else if (concerns(row.reference)) lines.push(line);
        }
      });
    } catch (error) {
      throw unanswered(error);
    }
    if (!isStatement) throw unanswered();
    return { opening, closing, lines };
  },
};
