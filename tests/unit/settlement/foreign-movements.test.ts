import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startPaymentProvider } from '../../../local/sandbox/payment-provider.ts';
import type { RunningServer } from '../../../local/sandbox/server.ts';
import { utcDateOf, instant } from '../../../shared/kernel/values/clock.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { unallocatedCapture } from '../../../shared/ledger/public.ts';
import { provider } from '../../../shared/payments/public.ts';
import { DiscrepancyRow, discrepancyRow } from '../../../shared/settlement/views.ts';
import { clientOf, startReceiver, type Receiver } from '../local/sandbox/receiver.ts';
import { asUseCase } from '../../support/use-case.ts';
import { compare } from './comparing.ts';

let receiver: Receiver;
let server: RunningServer;

beforeEach(async () => {
  receiver = await startReceiver();
  server = await startPaymentProvider({ webhookUrl: `${receiver.url}/pay`, secret: 'whsec_test' });
  vi.stubEnv('PAYMENT_PROVIDER_URL', server.url);
  vi.stubEnv('PAYMENT_PROVIDER_KEY', 'key');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
  await receiver.stop();
});

it('a remittance in a currency that is not traded in is an extra movement, and its day is reconciled all the same [SET-06]', async () => {
  const remittance = { reference: 'pay_1-1', amount: 500, currency: 'CHF' };
  expect((await clientOf(server.url).post('/v1/simulate/remittances', remittance)).status).toBe(201);
  const now = instant(Date.now());
  const date = utcDateOf(now);
  const day = await asUseCase({ now, touches: [provider.statement] }, () => provider.statement(date));
  const { report, found } = compare(date, { provider: 'sandbox', before: { lines: [] }, day, entries: [] }, now);
  expect(report.after).toMatchObject({ matched: 0, missing: 0, extra: 1, different: 0, balance: 0 });
  expect(found.map(({ after }) => DiscrepancyRow.parse(discrepancyRow(after)))).toMatchObject([
    { kind: 'extra', type: 'capture', currency: 'CHF', provider: 500, reference: 'pay_1-1' },
  ]);
});

it('a chargeback, or whatever else a provider has of its own, is an extra movement under its name, and its day is reconciled all the same [SET-06]', async () => {
  const { post } = clientOf(server.url);
  expect((await post('/v1/simulate/remittances', { reference: 'pay_1-1', amount: 500, currency: 'BRL' })).status).toBe(
    201,
  );
  expect((await post('/v1/simulate/chargebacks', { reference: 'pay_1-1' })).status).toBe(201);
  const now = instant(Date.now());
  const date = utcDateOf(now);
  const day = await asUseCase({ now, touches: [provider.statement] }, () => provider.statement(date));
  const paid = { provider: 'sandbox', providerId: 'p1', reference: 'pay_1-1' };
  const entries = [unallocatedCapture(paid, money(500, 'BRL'), now)];
  const { report, found } = compare(date, { provider: 'sandbox', before: { lines: [] }, day, entries }, now);
  expect(report.after).toMatchObject({ matched: 1, missing: 0, extra: 1, different: 0, balance: 0 });
  expect(found.map(({ after }) => DiscrepancyRow.parse(discrepancyRow(after)))).toMatchObject([
    { kind: 'extra', type: 'chargeback', currency: 'BRL', provider: -500, reference: 'pay_1-1' },
  ]);
});
