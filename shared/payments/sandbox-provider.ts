import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { setting } from '../kernel/env.ts';
import * as outside from '../kernel/outside.ts';
import type { PaymentProvider, PaymentReport } from './provider.ts';

/** Milliseconds that the provider may take for an answer. */
const patience = 8_000;

/** The provider has understood a request and refuses it for good. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`The payment provider refused: ${code}`);
    this.code = code;
  }
}

const Failure = z.object({ error: z.object({ code: z.string() }) });

/** @throws Refused, Unanswered */
const ask = async (method: 'GET' | 'POST', path: string, body?: object, key?: string): Promise<string> => {
  const { status, text } = await outside.ask(method, `${setting('PAYMENT_PROVIDER_URL')}${path}`, {
    patience,
    headers: {
      authorization: `Bearer ${setting('PAYMENT_PROVIDER_KEY')}`,
      ...(key && { 'idempotency-key': key }),
    },
    body,
  });
  if (status < 300) return text;
  const code = Failure.safeParse(jsonOf(text)).data?.error.code ?? 'unknown';
  // A key used by another request is our own fault, not a decision about this one.
  if ([400, 404, 422].includes(status) && code !== 'idempotency-key-reused') throw new Refused(code);
  throw new outside.Unanswered(`${method} ${path}: answered ${status} ${code}`);
};

/** What went wrong may have been said by somebody else, who speaks HTML. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a refusal means for the request that was refused; anything else stays unknown. */
const unlessRefused = async <R>(request: Promise<R>, refused: (code: string) => R): Promise<R> => {
  try {
    return await request;
  } catch (error) {
    if (error instanceof Refused) return refused(error.code);
    throw error;
  }
};

const failureCode = z.string().optional();
const PaymentAnswer = z.object({
  id: z.string(),
  reference: z.string(),
  currency: z.string(),
  capturedAmount: z.int(),
  redirectUrl: z.string(),
  failureCode,
  status: z.enum(['requires-action', 'authorised', 'captured', 'declined', 'failed', 'cancelled']),
});
const RefundAnswer = z.object({
  reference: z.string(),
  status: z.enum(['pending', 'succeeded', 'failed']),
  failureCode,
});
const PayoutAnswer = z.object({
  reference: z.string(),
  status: z.enum(['pending', 'paid', 'failed', 'returned']),
  failureCode,
});
const list = <S extends z.ZodType>(of: S) => z.object({ data: z.array(of) });
const Line = z.object({
  date: z.iso.date(),
  type: z.enum(['capture', 'refund', 'payout', 'payout-return', 'fee']),
  providerId: z.string(),
  reference: z.string(),
  amount: z.coerce.number().int(),
  fee: z.coerce.number().int(),
  currency: z.string(),
});

const answered = async <S extends z.ZodType>(schema: S, answer: Promise<string>): Promise<z.output<S>> =>
  schema.parse(JSON.parse(await answer));

const statuses = {
  'requires-action': 'waiting',
  'authorised': 'waiting',
  'captured': 'captured',
  'declined': 'declined',
  'failed': 'declined',
  'cancelled': 'declined',
} as const;

const reportOf = (
  { id, reference, status, capturedAmount, currency, redirectUrl, failureCode }: z.output<typeof PaymentAnswer>,
): PaymentReport => ({
  providerId: id,
  reference,
  status: statuses[status],
  payUrl: redirectUrl,
  failureCode,
  ...(status === 'captured' && { received: { amount: capturedAmount, currency } }),
});

const query = (reference: string): string => `?${new URLSearchParams({ reference })}`;

/** The sandbox's payment provider, over HTTP. */
export const sandboxProvider: PaymentProvider = {
  name: 'sandbox',

  create: ({ reference, amount, method, token }) =>
    unlessRefused(
      answered(
        PaymentAnswer,
        ask('POST', '/v1/payments', { reference, ...amount, method, ...(token && { token }) }, reference),
      ).then(reportOf),
      (failureCode) => ({ providerId: reference, reference, status: 'declined', failureCode }),
    ),

  cancel: async (providerId) => {
    await ask('POST', `/v1/payments/${encodeURIComponent(providerId)}/cancel`, {});
  },

  findPayments: async (reference) =>
    (await answered(list(PaymentAnswer), ask('GET', `/v1/payments${query(reference)}`))).data.map(reportOf),

  refund: ({ reference, providerId, amount }) =>
    unlessRefused(
      answered(
        RefundAnswer,
        ask('POST', '/v1/refunds', { paymentId: providerId, amount: amount.amount, reference }, reference),
      ),
      (failureCode) => ({ reference, status: 'failed', failureCode }),
    ),

  findRefund: async (reference) =>
    (await answered(list(RefundAnswer), ask('GET', `/v1/refunds${query(reference)}`))).data[0],

  payout: ({ reference, amount, account }) =>
    unlessRefused(
      answered(PayoutAnswer, ask('POST', '/v1/payouts', { reference, ...amount, account }, reference)),
      (failureCode) => ({ reference, status: 'failed', failureCode }),
    ),

  findPayout: async (reference) =>
    (await answered(list(PayoutAnswer), ask('GET', `/v1/payouts${query(reference)}`))).data[0],

  statement: async (date) => {
    const csv = await ask('GET', `/v1/statements/${date}.csv`);
    return z.array(Line).parse(parse(csv, { columns: true })).map(({ amount, fee, currency, ...line }) => ({
      ...line,
      amount: { amount, currency },
      fee: { amount: fee, currency },
    }));
  },
};
