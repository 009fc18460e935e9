import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { Faults } from './faults.ts';
import { payPage } from './pay-page.ts';
import {
  Capture,
  Chargeback,
  Confirmation,
  createPaymentBooks,
  type Fees,
  NewPayment,
  NewPayout,
  NewRefund,
  type PaymentBooks,
  Remittance,
} from './payment-books.ts';
import { runUntilStopped } from './run.ts';
import { type SandboxOptions, startSandbox } from './sandbox.ts';
import { type Call, parse, Refusal, required, type Route, type RunningServer } from './server.ts';
import { statementCsv } from './statement.ts';
import { testTokens } from './test-tokens.ts';

export type PaymentProviderOptions = SandboxOptions & {
  fees?: Partial<Fees>;
  /** How long the bank behind `tok_slow` thinks, in milliseconds. */
  slowMs?: number;
};

/** Starts a sandbox payment provider on loopback; rejects if its port is taken. See README.md for its API. */
export const startPaymentProvider = (options: PaymentProviderOptions): Promise<RunningServer> =>
  startSandbox('payment-provider', options, ({ clock, faults, journal, webhooks, webhookUrl, url }) => {
    const fees = { captureBasisPoints: 0, captureFixed: 0, payoutFixed: 0, ...options.fees };
    const books = createPaymentBooks({
      clock,
      faults,
      journal,
      fees,
      slowMs: options.slowMs ?? 2_000,
      payPage: (id) => `${url()}/pay/${id}`,
      tell: (type, data) => {
        const id = `evt_${randomUUID().replaceAll('-', '')}`;
        webhooks.send({
          id,
          url: webhookUrl,
          subject: data.id,
          tags: [type, data.reference, data.id],
          body: { id, type, createdAt: clock.iso(), data },
        });
      },
    });
    return {
      routes: [
        ...platformRoutes(books),
        ...readRoutes(books, faults, () => clock.iso().slice(0, 10)),
        ...buyerRoutes(books),
        feesRoute(fees),
      ],
      stopAlarms: books.stop,
    };
  });

const ofBody = (...fields: string[]) => ({ body }: Call) =>
  fields
    .map((field) => (body as Record<string, unknown> | null)?.[field])
    .filter((value) => typeof value === 'string');

const platformRoutes = (books: PaymentBooks): Route[] => [
  {
    name: 'create-payment',
    call: 'POST /v1/payments',
    faults: 'any',
    tags: ofBody('reference'),
    idempotencyKey: 'required',
    answer: ({ body }) => ({ status: 201, json: books.createPayment(parse(NewPayment, body)) }),
  },
  {
    name: 'capture-payment',
    call: 'POST /v1/payments/:id/capture',
    faults: 'any',
    tags: ({ param }) => [param('id')],
    idempotencyKey: 'honoured',
    answer: ({ param, body }) => ({ status: 200, json: books.capturePayment(param('id'), parse(Capture, body)) }),
  },
  {
    name: 'cancel-payment',
    call: 'POST /v1/payments/:id/cancel',
    faults: 'any',
    tags: ({ param }) => [param('id')],
    idempotencyKey: 'honoured',
    answer: ({ param }) => ({ status: 200, json: books.cancelPayment(param('id')) }),
  },
  {
    name: 'create-refund',
    call: 'POST /v1/refunds',
    faults: 'any',
    tags: ofBody('reference', 'paymentId'),
    idempotencyKey: 'required',
    answer: ({ body }) => ({ status: 201, json: books.createRefund(parse(NewRefund, body)) }),
  },
  {
    name: 'create-payout',
    call: 'POST /v1/payouts',
    faults: 'any',
    tags: ofBody('reference', 'account'),
    idempotencyKey: 'required',
    answer: ({ body }) => ({ status: 201, json: books.createPayout(parse(NewPayout, body)) }),
  },
];

const readRoutes = (books: PaymentBooks, faults: Faults, today: () => string): Route[] => {
  const read = (name: string, call: Route['call'], view: (call: Call) => unknown): Route => ({
    name,
    call,
    faults: 'named',
    answer: (request) => ({ status: 200, json: view(request) }),
  });
  return [
    read('get-payment', 'GET /v1/payments/:id', ({ param }) => books.payment(param('id'))),
    read('get-refund', 'GET /v1/refunds/:id', ({ param }) => books.refund(param('id'))),
    read('get-payout', 'GET /v1/payouts/:id', ({ param }) => books.payout(param('id'))),
    read('list-payments', 'GET /v1/payments', ({ query }) => ({
      data: books.paymentsBy(required(query, 'reference')),
    })),
    read('list-refunds', 'GET /v1/refunds', ({ query }) => ({ data: books.refundsBy(required(query, 'reference')) })),
    read('list-payouts', 'GET /v1/payouts', ({ query }) => ({ data: books.payoutsBy(required(query, 'reference')) })),
    {
      name: 'get-statement',
      call: 'GET /v1/statements/:date.csv',
      faults: 'named',
      answer: ({ param }) => {
        const date = parse(z.iso.date('A date such as 2026-11-22.'), param('date'));
        if (date > today()) {
          throw new Refusal(404, 'statement-not-ready', `By the provider's clock it is only ${today()}.`);
        }
        const closing = { ...books.heldThrough(date) };
        for (const currency of Object.keys(closing)) {
          if (faults.take('mismatch-balance', [date, currency])) closing[currency]! += 1;
        }
        const text = statementCsv(date, {
          opening: books.heldThrough(dayBefore(date)),
          movements: books.movementsOn(date),
          closing,
        });
        return { status: 200, type: 'text/csv; charset=utf-8', text };
      },
    },
  ];
};

const dayBefore = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);

const NewFees = z.strictObject({
  captureBasisPoints: z.int().min(0).max(10_000).default(0),
  captureFixed: z.int().min(0).default(0),
  payoutFixed: z.int().min(0).default(0),
});

/** What is kept of each movement from now on. */
const feesRoute = (fees: Fees): Route => ({
  name: 'set-fees',
  call: 'POST /control/fees',
  faults: 'none',
  answer: ({ body }) => ({ status: 200, json: Object.assign(fees, parse(NewFees, body)) }),
});

const NewToken = z.strictObject({
  number: z.string(),
  expiryMonth: z.int().min(1).max(12).optional(),
  expiryYear: z.int().optional(),
  cvc: z.string().optional(),
});

const buyerRoutes = (books: PaymentBooks): Route[] => [
  {
    name: 'create-token',
    call: 'POST /v1/tokens',
    faults: 'named',
    answer: ({ body }) => {
      const number = parse(NewToken, body).number.replaceAll(/[ -]/g, '');
      const found = Object.entries(testTokens).find(([, card]) => card.number !== '' && card.number === number);
      if (!found) throw new Refusal(422, 'unknown-card', 'Only the test numbers of the README are cards here.');
      const [id, { brand }] = found;
      return { status: 201, json: { object: 'token', id, brand, last4: number.slice(-4) } };
    },
  },
  {
    name: 'show-pay-page',
    call: 'GET /pay/:id',
    faults: 'named',
    answer: ({ param }) => ({
      status: 200,
      type: 'text/html; charset=utf-8',
      text: payPage(books.payment(param('id'))),
    }),
  },
  {
    name: 'confirm-payment',
    call: 'POST /pay/:id/confirm',
    faults: 'named',
    answer: ({ param, body, isForm }) => {
      const payment = books.confirmPayment(param('id'), parse(Confirmation, body));
      return isForm
        ? { status: 303, location: payment.returnUrl ?? payment.redirectUrl }
        : { status: 200, json: payment };
    },
  },
  {
    name: 'simulate-remittance',
    call: 'POST /v1/simulate/remittances',
    faults: 'named',
    answer: ({ body }) => ({ status: 201, json: books.receiveRemittance(parse(Remittance, body)) }),
  },
  {
    name: 'simulate-chargeback',
    call: 'POST /v1/simulate/chargebacks',
    faults: 'named',
    answer: ({ body }) => ({ status: 201, json: books.chargeBack(parse(Chargeback, body)) }),
  },
];

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      webhook: { type: 'string' },
      secret: { type: 'string' },
      data: { type: 'string' },
      'capture-fee-bps': { type: 'string', default: '0' },
      'capture-fee-fixed': { type: 'string', default: '0' },
      'payout-fee': { type: 'string', default: '0' },
    },
  });
  await runUntilStopped('payment provider', values, ({ port, webhookUrl, secret, dataDir }) =>
    startPaymentProvider({
      port,
      webhookUrl,
      secret,
      dataDir,
      fees: {
        captureBasisPoints: Number(values['capture-fee-bps']),
        captureFixed: Number(values['capture-fee-fixed']),
        payoutFixed: Number(values['payout-fee']),
      },
    }));
}
