import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPaymentProvider } from '../../../local/sandbox/payment-provider.ts';
import type { RunningServer } from '../../../local/sandbox/server.ts';
import { after, days, instant, seconds } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { Unanswered } from '../../../shared/kernel/outside.ts';
import { provider, type Sending } from '../../../shared/payments/public.ts';
import { presentWord, pursuePayout } from '../../../shared/payments/pursue.ts';
import { clientOf, startReceiver, type Client, type Receiver } from '../local/sandbox/receiver.ts';
import { asUseCase } from '../../support/use-case.ts';

let receiver: Receiver;
let server: RunningServer;
let control: Client;

beforeEach(async () => {
  receiver = await startReceiver();
  server = await startPaymentProvider({ webhookUrl: `${receiver.url}/pay`, secret: 'whsec_test', slowMs: 60_000 });
  control = clientOf(server.url);
  vi.stubEnv('PAYMENT_PROVIDER_URL', server.url);
  vi.stubEnv('PAYMENT_PROVIDER_KEY', 'key');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
  await receiver.stop();
});

const requestedAt = instant(Date.now());
const payout = {
  id: idsAt(requestedAt)('payout'),
  state: 'requested',
  amount: money(500, 'BRL'),
  account: 'acct_1',
  requestedAt,
};
const pursue = (state: string, wait: number, sending: Sending = 'now') =>
  asUseCase(
    { now: requestedAt, touches: [provider.payout, provider.findPayout] },
    () => pursuePayout({ ...payout, state }, sending, after(requestedAt, wait)),
  );
const payoutsAtProvider = async (): Promise<unknown[]> =>
  (await control.get(`/v1/payouts?reference=${payout.id}`)).json['data'] as unknown[];

describe('a capture', () => {
  it.each([
    ['overtaken on its way, is no news', -1000, 'captured'],
    ['newer than what it says now, stands', 1000, 'declined'],
    ['undated, stands', undefined, 'declined'],
  ])('that a notice goes against, %s [PAY-05]', async (_, ms, status) => {
    const capture = {
      reference: 'ours-1',
      amount: money(500, 'BRL'),
      method: 'card',
      token: 'tok_visa',
      returnUrl: 'https://shop.example/pay/1',
    } as const;
    const said = await asUseCase(
      { now: requestedAt, touches: [provider.create, provider.findPayments] },
      async () => {
        const { providerId, reference } = await provider.create(capture);
        const [present] = await provider.findPayments(reference);
        const updatedAt = ms && new Date(Date.parse(present!.updatedAt!) + ms).toISOString();
        return presentWord({ providerId, reference, status: 'declined', updatedAt: updatedAt || undefined });
      },
    );
    expect(said.status).toBe(status);
  });
});

describe('a payout', () => {
  it('whose answer was lost is looked up, and not paid twice after the provider has forgotten its key [SET-05]', async () => {
    await control.post('/control/faults', { kind: 'lose-answer', match: 'create-payout', count: 3 });
    await expect(pursue('requested', 0)).rejects.toThrow(Unanswered);
    expect(await payoutsAtProvider()).toHaveLength(1);
    await control.post('/control/clock', { offsetMs: days(2) });
    expect(await pursue('requested', days(2))).toMatchObject({ reference: payout.id });
    expect(await payoutsAtProvider()).toHaveLength(1);
  });

  it('that never reached the provider is requested, however late [SET-05]', async () => {
    expect(await pursue('requested', seconds(60))).toMatchObject({ reference: payout.id, status: 'pending' });
    expect(await payoutsAtProvider()).toHaveLength(1);
  });

  it('that the provider has taken is never requested again, even when it knows nothing of it any more [SET-05]', async () => {
    expect(await pursue('sent', days(2))).toBeUndefined();
    expect(await payoutsAtProvider()).toEqual([]);
  });

  it('that is held is not requested, and found all the same when it was before the hold [SET-05]', async () => {
    expect(await pursue('requested', 0, 'later')).toBeUndefined();
    expect(await pursue('requested', days(1), 'later')).toBeUndefined();
    expect(await payoutsAtProvider()).toEqual([]);
    await pursue('requested', 0);
    expect(await pursue('requested', 0, 'later')).toMatchObject({ reference: payout.id });
  });

  it.each([0, days(1)])(
    'whose account is given up is not sent, %i ms after it was opened: it has failed, unless it had been sent before [SET-05]',
    async (wait) => {
      const failed = { reference: payout.id, status: 'failed', failureCode: 'account-changed' };
      expect(await pursue('requested', wait, 'never')).toEqual(failed);
      expect(await payoutsAtProvider()).toEqual([]);
      expect(await pursue('sent', wait, 'never')).toBeUndefined();
      await pursue('requested', 0);
      expect(await pursue('requested', wait, 'never')).not.toMatchObject({ status: 'failed' });
      expect(await payoutsAtProvider()).toHaveLength(1);
    },
  );

  it("is not taken for failed when a proxy's page is all that comes: it is looked up, and requested then [SET-05]", async () => {
    await control.post('/control/faults', { kind: 'proxy-page', match: 'create-payout' });
    await expect(pursue('requested', 0)).rejects.toThrow(Unanswered);
    expect(await pursue('requested', seconds(60))).toMatchObject({ reference: payout.id, status: 'pending' });
    expect(await payoutsAtProvider()).toHaveLength(1);
  });
});
