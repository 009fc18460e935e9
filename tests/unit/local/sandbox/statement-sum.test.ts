import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ourAccount, type Payment, type Payout } from '../../../../local/sandbox/payment-books.ts';
import { startPaymentProvider } from '../../../../local/sandbox/payment-provider.ts';
import type { RunningServer } from '../../../../local/sandbox/server.ts';
import { type Client, clientOf, type Json, type Receiver, secret, startReceiver } from './receiver.ts';

const dayMs = 86_400_000;
const days = [0, 1, 2, 3];
const amount = fc.integer({ min: 1, max: 9_999 });
const currency = fc.constant('BRL');
const card = fc.constant('card');

/** A request; `:payment` in its path or body stands for one of the payments made before it, the nth. */
const request = (path: string, body: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ path: fc.constant(path), body: fc.record(body), nth: fc.nat(9) });

const operation = fc.oneof(
  request('/v1/payments', {
    amount,
    currency,
    method: card,
    token: fc.constantFrom('tok_visa', 'tok_declined', 'tok_slow'),
  }),
  request('/v1/payments', {
    amount,
    currency,
    method: card,
    token: fc.constant('tok_visa'),
    captureMode: fc.constant('manual'),
  }),
  request('/v1/simulate/remittances', { amount, currency }),
  request('/v1/payments/:payment/capture', { amount }),
  request('/v1/payments/:payment/cancel', {}),
  request('/v1/refunds', { amount, paymentId: fc.constant(':payment') }),
  request('/v1/payouts', { amount, currency, account: fc.constantFrom('acct_1', 'acct_closed', 'acct_returned') }),
  request('/control/faults', {
    kind: fc.constantFrom('decline', 'error', 'mismatch-amount', 'mismatch-payee', 'return-payout', 'reverse'),
  }),
  request('/control/clock', { offsetMs: fc.constantFrom(...days.map((day) => day * dayMs)) }),
);

let receiver: Receiver;
let provider: RunningServer;
let api: Client;

beforeAll(async () => {
  receiver = await startReceiver();
  provider = await startPaymentProvider({ webhookUrl: receiver.url, secret, slowMs: 1 });
  api = clientOf(provider.url);
});

afterAll(async () => {
  await provider.stop();
  await receiver.stop();
});

describe('the statements', () => {
  it('sum up to captured less refunded less paid out, whatever was done [SET-06]', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
        await api.post('/control/reset');
        const made: unknown[] = [];
        for (const [n, { path, body, nth }] of operations.entries()) {
          const paymentId = String(made[nth % made.length] ?? 'none');
          const filled: Json = 'paymentId' in body ? { ...body, paymentId } : body;
          const takesReference = /(payments|remittances|refunds|payouts)$/.test(path);
          const answer = await api.post(
            path.replace(':payment', paymentId),
            takesReference ? { ...filled, reference: `r${n}` } : filled,
            `key-${n}`,
          );
          if (answer.json['object'] === 'payment') made.push(answer.json['id']);
        }

        // It may stand on an earlier day than some of the movements, and what is due then would wait for ever.
        await api.moveClock(Math.max(...days) * dayMs);
        await vi.waitFor(
          async () => {
            const payments = await listed<Payment>('payments', operations.length);
            const payouts = await listed<Payout>('payouts', operations.length);
            expect(payments.filter(({ refundPendingAmount }) => refundPendingAmount > 0)).toEqual([]);
            expect(payouts.filter(({ status }) => status === 'pending')).toEqual([]);
            expect(payments.filter(({ refundedAmount, capturedAmount }) => refundedAmount > capturedAmount)).toEqual(
              [],
            );

            // What was captured for somebody else is in somebody else's statement.
            const ours = payments.filter(({ payee }) => payee === ourAccount);
            const captured = sum(ours.map(({ capturedAmount }) => capturedAmount));
            const refunded = sum(ours.map(({ refundedAmount }) => refundedAmount));
            const paidOut = sum(payouts.filter(({ status }) => status === 'paid').map((payout) => payout.amount));
            expect(sum(await statementAmounts())).toBe(captured - refunded - paidOut);
          },
          { timeout: 5_000, interval: 5 },
        );
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

const sum = (amounts: number[]) => amounts.reduce((total, each) => total + each, 0);

const listed = async <T>(what: string, references: number): Promise<T[]> => {
  const answers = await Promise.all(
    Array.from({ length: references }, (_, n) => api.get(`/v1/${what}?reference=r${n}`)),
  );
  return answers.flatMap(({ json }) => json['data'] as T[]);
};

const statementAmounts = async (): Promise<number[]> => {
  const dates = days.map((day) => new Date(Date.now() + day * dayMs).toISOString().slice(0, 10));
  const files = await Promise.all(dates.map((date) => api.get(`/v1/statements/${date}.csv`)));
  return files.flatMap(({ text }) => text.trimEnd().split('\n').slice(1)).map((line) => line.split(','))
    .filter(([, type]) => !type!.endsWith('-balance')).map(([, , , , amount]) => Number(amount));
};
