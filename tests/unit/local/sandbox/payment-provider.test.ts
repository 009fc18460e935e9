import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPaymentProvider } from '../../../../local/sandbox/payment-provider.ts';
import type { RunningServer } from '../../../../local/sandbox/server.ts';
import { type Client, clientOf, type Json, type Receiver, secret, startReceiver } from './receiver.ts';

const quickRetry = { firstMs: 5, longestMs: 20, attempts: 5 };
const hourMs = 3_600_000;

let receiver: Receiver;
let provider: RunningServer;
let api: Client;

const start = async (options = {}) => {
  provider = await startPaymentProvider({
    webhookUrl: `${receiver.url}/pay`,
    secret,
    retry: quickRetry,
    slowMs: 5,
    ...options,
  });
  api = clientOf(provider.url);
};

beforeEach(async () => {
  receiver = await startReceiver();
  await start();
});

afterEach(async () => {
  await provider.stop();
  await receiver.stop();
  expect(receiver.forged).toEqual([]);
});

let keys = 0;
const newKey = () => `key-${(keys += 1)}`;
const order = (change: Json = {}) => ({
  reference: 'order-1',
  amount: 12_345,
  currency: 'BRL',
  method: 'card',
  ...change,
});
const pay = async (change: Json = {}) =>
  (await api.post('/v1/payments', order({ token: 'tok_visa', ...change }), newKey())).json;
const payment = async (id: unknown) => (await api.get(`/v1/payments/${String(id)}`)).json;
const refund = (paymentId: unknown, amount: number, reference = 'refund-1') =>
  api.post('/v1/refunds', { paymentId, amount, reference }, newKey());
const payOut = (change: Json = {}) =>
  api.post(
    '/v1/payouts',
    { reference: 'payout-1', amount: 500, currency: 'BRL', account: 'acct_1', ...change },
    newKey(),
  );
const today = () => new Date().toISOString().slice(0, 10);
const rows = async (date = today()) =>
  (await api.get(`/v1/statements/${date}.csv`)).text.trimEnd().split('\n').slice(1);
/** The movements of a day. */
const statement = async (date = today()) => (await rows(date)).filter((row) => !row.includes('-balance,'));
/** What was held as a day began and as it ended. */
const held = async (date = today()) => (await rows(date)).filter((row) => row.includes('-balance,'));
const codeOf = ({ json }: { json: Json }) => (json['error'] as Json)['code'];

describe('paying', () => {
  it('waits for the buyer on the pay page, then authorises and captures [PAY-01 part]', async () => {
    const opened = await api.post('/v1/payments', order(), newKey());
    expect(opened).toMatchObject({ status: 201, json: { status: 'requires-action', capturedAmount: 0 } });
    const page = await api.get(new URL(String(opened.json['redirectUrl'])).pathname);
    expect(page.text).toContain('R$123.45');

    const confirmed = await api.post(`/pay/${String(opened.json['id'])}/confirm`, { outcome: 'approve' });
    expect(confirmed).toMatchObject({ status: 200, json: { status: 'captured', capturedAmount: 12_345 } });
    await api.quiet();
    expect(receiver.types()).toEqual(['payment.authorised', 'payment.captured']);
    expect(receiver.heard[1]?.body['data']).toMatchObject({
      id: opened.json['id'],
      reference: 'order-1',
      amount: 12_345,
    });
  });

  it('shows markup in a reference as text', async () => {
    const { json } = await api.post('/v1/payments', order({ reference: '<script>"x"</script>' }), newKey());
    expect((await api.get(`/pay/${String(json['id'])}`)).text).toContain('&lt;script&gt;&quot;x&quot;&lt;/script&gt;');
  });

  it('sends a browser that used the form back to the shop', async () => {
    const { json } = await api.post('/v1/payments', order({ returnUrl: 'http://127.0.0.1:1/thanks' }), newKey());
    const response = await fetch(`${provider.url}/pay/${String(json['id'])}/confirm`, {
      method: 'POST',
      body: new URLSearchParams({ token: 'tok_visa' }),
      redirect: 'manual',
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, 'http://127.0.0.1:1/thanks']);
  });

  it('confirms once however often the buyer clicks', async () => {
    const { json } = await api.post('/v1/payments', order(), newKey());
    const path = `/pay/${String(json['id'])}/confirm`;
    await Promise.all([1, 2, 3].map(() => api.post(path, { outcome: 'approve' })));
    await api.post(path, { outcome: 'decline' });
    expect(await payment(json['id'])).toMatchObject({ status: 'captured' });
    expect(await statement()).toHaveLength(1);
  });

  it.each([
    ['tok_declined', 'card-declined'],
    ['tok_no_funds', 'insufficient-funds'],
  ])('declines %s', async (token, failureCode) => {
    expect(await pay({ token })).toMatchObject({ status: 'declined', failureCode, capturedAmount: 0 });
    await api.quiet();
    expect(receiver.types()).toEqual(['payment.declined']);
  });

  it('lets a slow bank decide later', async () => {
    const { id, status } = await pay({ token: 'tok_slow' });
    expect(status).toBe('requires-action');
    await vi.waitFor(async () => expect(await payment(id)).toMatchObject({ status: 'captured' }), { timeout: 5_000 });
  });

  it('captures a part of a manual authorisation, once', async () => {
    const { id, status } = await pay({ captureMode: 'manual' });
    expect(status).toBe('authorised');
    expect(codeOf(await api.post(`/v1/payments/${String(id)}/capture`, { amount: 12_346 }))).toBe('amount-too-large');
    const captured = await api.post(`/v1/payments/${String(id)}/capture`, { amount: 12_000 });
    expect(captured.json).toMatchObject({ status: 'captured', capturedAmount: 12_000 });
    expect(await api.post(`/v1/payments/${String(id)}/capture`, { amount: 345 })).toMatchObject({ status: 409 });
  });

  it('cancels what is not captured, and nothing else', async () => {
    const { json: opened } = await api.post('/v1/payments', order(), newKey());
    const cancel = () => api.post(`/v1/payments/${String(opened['id'])}/cancel`);
    expect((await cancel()).json).toMatchObject({ status: 'cancelled' });
    expect(await cancel()).toMatchObject({ status: 200, json: { status: 'cancelled' } });
    expect(codeOf(await api.post(`/pay/${String(opened['id'])}/confirm`))).toBe('payment-cancelled');
    expect(codeOf(await api.post(`/v1/payments/${String((await pay())['id'])}/cancel`))).toBe(
      'payment-not-cancellable',
    );
  });

  it('takes bank remittances of whatever amount, also those that nobody waits for [PAY-03 part]', async () => {
    const { json: waiting } = await api.post('/v1/payments', order({ method: 'bank-remittance' }), newKey());
    expect(codeOf(await api.post(`/pay/${String(waiting['id'])}/confirm`))).toBe('awaits-remittance');
    const remit = async (change: Json) =>
      (await api.post('/v1/simulate/remittances', { reference: 'order-1', amount: 12_345, currency: 'BRL', ...change }))
        .json;
    expect(await remit({ currency: 'EUR' })).toMatchObject({ status: 'captured', currency: 'EUR' });
    expect(await remit({ amount: 12_000 })).toMatchObject({
      id: waiting['id'],
      status: 'captured',
      capturedAmount: 12_000,
    });
    expect(await remit({})).toMatchObject({ status: 'captured', capturedAmount: 12_345 });
    expect((await api.get('/v1/payments?reference=order-1')).json['data']).toHaveLength(3);
    expect(await statement()).toHaveLength(3);
  });
});

describe('cards', () => {
  it('gives a token for a test number and never repeats the number [PAY-08]', async () => {
    const token = await api.post('/v1/tokens', { number: '4000 0000 0000 0002' });
    expect(token.json).toEqual({ object: 'token', id: 'tok_declined', brand: 'visa', last4: '0002' });
    const unknown = await api.post('/v1/tokens', { number: '4929000000006' });
    expect(unknown.status).toBe(422);
    expect(unknown.text).not.toContain('4929');
  });

  it('refuses a number where a token belongs, without repeating it [PAY-08]', async () => {
    const refused = await api.post('/v1/payments', order({ token: '4242424242424242' }), newKey());
    expect(refused.status).toBe(400);
    expect(refused.text).not.toContain('4242');
    expect((await api.post('/v1/payouts', { ...order(), account: '12345678' }, newKey())).status).toBe(400);
  });
});

describe('idempotency keys', () => {
  it('gives the first answer again, and refuses the key of another request [PAY-04]', async () => {
    const first = await api.post('/v1/payments', order({ token: 'tok_visa' }), 'k');
    expect((await api.post('/v1/payments', order({ token: 'tok_visa' }), 'k')).json).toEqual(first.json);
    expect(await api.post('/v1/payments', order({ amount: 1 }), 'k')).toMatchObject({ status: 422 });
    expect(codeOf(await api.post('/v1/payouts', order({ token: 'tok_visa' }), 'k'))).toBe('idempotency-key-reused');
    expect(codeOf(await api.post('/v1/payments', order()))).toBe('idempotency-key-missing');
    expect((await api.get('/v1/payments?reference=order-1')).json['data']).toHaveLength(1);
  });

  it("are forgotten after 24 hours of the provider's clock", async () => {
    const first = await api.post('/v1/payments', order(), 'k');
    await api.moveClock(24 * hourMs - 60_000);
    expect((await api.post('/v1/payments', order(), 'k')).json['id']).toBe(first.json['id']);
    await api.moveClock(24 * hourMs + 60_000);
    expect((await api.post('/v1/payments', order(), 'k')).json['id']).not.toBe(first.json['id']);
  });

  it('keep an error too, but not that of a request that was not understood', async () => {
    await api.fault({ kind: 'error' });
    expect((await api.post('/v1/payments', order(), 'a')).status).toBe(500);
    expect((await api.post('/v1/payments', order(), 'a')).status).toBe(500);
    expect((await api.get('/v1/payments?reference=order-1')).json['data']).toEqual([]);
    expect((await api.post('/v1/payments', order({ amount: -1 }), 'b')).status).toBe(400);
    expect((await api.post('/v1/payments', order(), 'b')).status).toBe(201);
  });
});

describe('refunds and payouts', () => {
  it('never refunds more than was captured, counting what is pending [PAY-07]', async () => {
    const { id } = await pay();
    const answers = await Promise.all([5_000, 5_000, 5_000].map((amount, n) => refund(id, amount, `refund-${n}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422]);
    await api.quiet();
    expect(await payment(id)).toMatchObject({ refundedAmount: 10_000, refundPendingAmount: 0 });
    expect((await refund(id, 2_346)).status).toBe(422);
    expect((await refund(id, 2_345)).status).toBe(201);
    expect((await refund('pay_none', 1)).status).toBe(404);
  });

  it('frees the amount of a failed refund', async () => {
    const { id } = await pay();
    await api.fault({ kind: 'decline', match: 'refund' });
    const { json } = await refund(id, 12_345);
    await vi.waitFor(async () =>
      expect((await api.get(`/v1/refunds/${String(json['id'])}`)).json).toMatchObject({ status: 'failed' })
    );
    await api.quiet();
    expect(receiver.types()).toContain('refund.failed');
    expect(await payment(id)).toMatchObject({ refundedAmount: 0, refundPendingAmount: 0 });
    expect((await refund(id, 12_345, 'refund-2')).status).toBe(201);
  });

  const payoutBecomes = (id: unknown, status: string) =>
    vi.waitFor(async () => expect((await api.get(`/v1/payouts/${String(id)}`)).json).toMatchObject({ status }), {
      timeout: 5_000,
    });

  it('pays out, and tells [SET-05]', async () => {
    const { json } = await payOut();
    expect(json).toMatchObject({ status: 'pending' });
    await payoutBecomes(json['id'], 'paid');
    await api.quiet();
    expect(receiver.types()).toEqual(['payout.paid']);
  });

  it('fails a payout to a closed account, which moves no money', async () => {
    const { json } = await payOut({ account: 'acct_closed' });
    await payoutBecomes(json['id'], 'failed');
    expect(await statement()).toEqual([]);
  });

  it('returns a payout days later', async () => {
    const { json } = await payOut({ account: 'acct_returned' });
    await payoutBecomes(json['id'], 'paid');
    await api.moveClock(49 * hourMs);
    await payoutBecomes(json['id'], 'returned');
    await api.quiet();
    expect(receiver.types()).toEqual(['payout.paid', 'payout.returned']);
    const inTwoDays = new Date(Date.now() + 49 * hourMs).toISOString().slice(0, 10);
    expect(await statement(inTwoDays)).toEqual([`${inTwoDays},payout-return,${String(json['id'])},payout-1,500,0,BRL`]);
  });
});

describe('the statement', () => {
  it('has a line for each movement with our reference and the fee [SET-06]', async () => {
    await provider.stop();
    await start({ fees: { captureBasisPoints: 250, captureFixed: 10, payoutFixed: 7 } });
    const { id } = await pay();
    const { json: back } = await refund(id, 345);
    await api.quiet();
    const { json: out } = await payOut();
    await vi.waitFor(async () => expect(await statement()).toHaveLength(4), { timeout: 5_000 });
    expect(await statement()).toEqual([
      `${today()},capture,${String(id)},order-1,12345,319,BRL`,
      `${today()},refund,${String(back['id'])},refund-1,-345,0,BRL`,
      `${today()},payout,${String(out['id'])},payout-1,-500,0,BRL`,
      `${today()},fee,${String(out['id'])},payout-1,-7,0,BRL`,
    ]);
  });

  it('says what is held as the day begins and as it ends, whatever its lines say [SET-06]', async () => {
    await api.post('/control/fees', { captureBasisPoints: 100 });
    await api.fault({ kind: 'omit-line', match: 'lost' });
    for (const reference of ['lost', 'right']) await pay({ reference });
    expect(await held()).toEqual([`${today()},closing-balance,,,${2 * (12345 - 123)},0,BRL`]);
    await api.moveClock(24 * hourMs);
    const tomorrow = new Date(Date.now() + 24 * hourMs).toISOString().slice(0, 10);
    await api.fault({ kind: 'mismatch-balance', match: tomorrow });
    expect(await held(tomorrow)).toEqual([
      `${tomorrow},opening-balance,,,24444,0,BRL`,
      `${tomorrow},closing-balance,,,24445,0,BRL`,
    ]);
    expect((await held(tomorrow))[1]).toBe(`${tomorrow},closing-balance,,,24444,0,BRL`);
  });

  it('is one file per UTC day, and none for a day to come', async () => {
    await pay();
    expect(await api.get('/v1/statements/2026-13-01.csv')).toMatchObject({ status: 400 });
    expect(await api.get('/v1/statements/2999-01-01.csv')).toMatchObject({ status: 404 });
    expect((await api.get('/v1/statements/2020-01-01.csv')).text).toBe(
      'date,type,providerId,reference,amount,fee,currency\n',
    );
  });

  it('omits or changes a line on request, so that a reconciliation finds something', async () => {
    await api.fault({ kind: 'omit-line', match: 'lost' });
    await api.fault({ kind: 'mismatch-line', match: 'other' });
    for (const reference of ['lost', 'other', 'right']) await pay({ reference });
    expect((await statement()).map((line) => line.split(',').slice(3, 5))).toEqual([
      ['other', '12346'],
      ['right', '12345'],
    ]);
  });
});

describe('webhooks', () => {
  it('are tried again until they are accepted', async () => {
    receiver.refuse(3);
    await pay({ captureMode: 'manual' });
    await api.quiet();
    expect(receiver.types()).toEqual(['payment.authorised']);
    expect((await api.get('/control/webhooks')).json).toMatchObject({ delivered: 1, failedAttempts: 3, abandoned: 0 });
  });

  it('are given up after a bounded number of attempts', async () => {
    receiver.refuse(1_000);
    await pay({ captureMode: 'manual' });
    await api.quiet();
    expect((await api.get('/control/webhooks')).json).toMatchObject({ delivered: 0, failedAttempts: 5, abandoned: 1 });
  });

  it("are signed by the provider's clock", async () => {
    await api.moveClock(10 * 24 * hourMs);
    await pay({ captureMode: 'manual' });
    await api.quiet();
    const ahead = (receiver.heard[0]?.signedAt ?? 0) * 1_000 - Date.now();
    expect(Math.abs(ahead - 10 * 24 * hourMs)).toBeLessThan(60_000);
  });

  it('of one payment come in order, also to a slow receiver', async () => {
    receiver.think(40);
    await pay();
    await api.quiet();
    expect(receiver.types()).toEqual(['payment.authorised', 'payment.captured']);
  });

  it('come twice on request', async () => {
    await api.fault({ kind: 'duplicate', match: 'payment.captured' });
    await pay();
    await vi.waitFor(
      () => expect(receiver.types()).toEqual(['payment.authorised', 'payment.captured', 'payment.captured']),
      { timeout: 5_000 },
    );
    expect(receiver.heard[1]?.body['id']).toBe(receiver.heard[2]?.body['id']);
  });

  it('come in another order on request', async () => {
    await api.fault({ kind: 'reorder', match: 'payment.authorised' });
    await pay();
    await api.quiet();
    expect(receiver.types()).toEqual(['payment.captured', 'payment.authorised']);
  });

  it('come late on request', async () => {
    await api.fault({ kind: 'delay', ms: 50, match: 'payment.authorised' });
    await pay();
    await api.quiet();
    expect(receiver.types()).toEqual(['payment.captured', 'payment.authorised']);
  });

  it('do not come on request', async () => {
    await api.fault({ kind: 'drop-webhook', count: 2 });
    const { id } = await pay();
    await pay({ reference: 'order-2', captureMode: 'manual' });
    await api.quiet();
    expect(receiver.heard.map(({ body }) => (body['data'] as Json)['reference'])).toEqual(['order-2']);
    expect(await payment(id)).toMatchObject({ status: 'captured' });
  });
});

describe('faults', () => {
  it('lose the answer of what was done; our reference finds it, and the key gives it', async () => {
    await api.fault({ kind: 'lose-answer' });
    await expect(api.post('/v1/payments', order({ token: 'tok_visa' }), 'k')).rejects.toThrow('fetch failed');
    const { data } = (await api.get('/v1/payments?reference=order-1')).json as { data: Json[] };
    expect(data).toHaveLength(1);
    expect((await api.post('/v1/payments', order({ token: 'tok_visa' }), 'k')).json['id']).toBe(data[0]?.['id']);
  });

  it('lose the answer of a refund and of a payout too', async () => {
    const { id } = await pay();
    await api.fault({ kind: 'lose-answer', count: 2 });
    await expect(refund(id, 1)).rejects.toThrow('fetch failed');
    await expect(payOut()).rejects.toThrow('fetch failed');
    expect((await api.get('/v1/refunds?reference=refund-1')).json['data']).toHaveLength(1);
    expect((await api.get('/v1/payouts?reference=payout-1')).json['data']).toHaveLength(1);
  });

  it('decline, and capture another amount than was asked for [PAY-06]', async () => {
    await api.fault({ kind: 'decline', match: 'order-7' });
    await api.fault({ kind: 'mismatch-amount', match: 'order-8' });
    expect(await pay({ reference: 'order-6' })).toMatchObject({ status: 'captured', capturedAmount: 12_345 });
    expect(await pay({ reference: 'order-7' })).toMatchObject({ status: 'declined' });
    expect(await pay({ reference: 'order-8' })).toMatchObject({
      status: 'captured',
      amount: 12_345,
      capturedAmount: 12_344,
    });
  });

  it('capture for another account, and keep that from our statement [PAY-06]', async () => {
    await api.fault({ kind: 'mismatch-payee', match: 'order-8' });
    expect(await pay({ reference: 'order-7' })).toMatchObject({ payee: 'acct_sandbox' });
    expect(await pay({ reference: 'order-8' })).toMatchObject({ status: 'captured', payee: 'acct_somebody' });
    expect(await statement()).toEqual([expect.stringContaining('order-7')]);
  });

  it('fail a capture, and return a payout', async () => {
    const { id } = await pay({ captureMode: 'manual' });
    await api.fault({ kind: 'decline', match: 'capture' });
    expect((await api.post(`/v1/payments/${String(id)}/capture`)).json).toMatchObject({ status: 'failed' });
    await api.fault({ kind: 'return-payout' });
    await payOut();
    await vi.waitFor(async () => expect(await statement()).toHaveLength(2), { timeout: 5_000 });
    expect((await api.get('/v1/payouts?reference=payout-1')).json['data']).toMatchObject([{ status: 'returned' }]);
  });

  it('answer as a proxy that does not reach the program: nothing is done, and the key is free', async () => {
    await api.fault({ kind: 'proxy-page', match: 'create-payout' });
    expect(await payOut()).toMatchObject({ status: 404, text: expect.stringContaining('<h1>') as string });
    expect((await api.get('/v1/payouts?reference=payout-1')).json['data']).toEqual([]);
    expect((await payOut()).status).toBe(201);
  });

  it.each([['paid', undefined, 'failed', 0], ['failed', 'decline', 'paid', -500]] as const)(
    'turn a payout that was %s into the opposite, and the statement says so',
    async (first, kind, then, sum) => {
      const from = Date.now();
      const lines = async () => {
        const dates = new Set([from, from + 3_600_001].map((at) => new Date(at).toISOString().slice(0, 10)));
        return (await Promise.all([...dates].map(statement))).flat();
      };
      if (kind) await api.fault({ kind, match: 'payout' });
      await api.fault({ kind: 'reverse', match: 'payout', ms: 3_600_000 });
      await payOut();
      const stateIs = (status: string) =>
        vi.waitFor(async () =>
          expect((await api.get('/v1/payouts?reference=payout-1')).json['data']).toMatchObject([{ status }])
        );
      await stateIs(first);
      await api.post('/control/clock', { offsetMs: 3_600_001 });
      await stateIs(then);
      const amounts = (await lines()).map((line) => Number(line.split(',')[4]));
      expect(amounts.reduce((total, amount) => total + amount, 0)).toBe(sum);
    },
  );

  it('leave reads alone unless they name them, answer slowly, and can be taken back', async () => {
    await api.fault({ kind: 'error', count: 9 });
    expect((await api.get('/v1/payments?reference=order-1')).status).toBe(200);
    await api.delete('/control/faults');
    await api.fault({ kind: 'error', match: 'list-payments' });
    expect((await api.get('/v1/payments?reference=order-1')).status).toBe(500);
    await api.fault({ kind: 'slow-answer', ms: 40 });
    const from = performance.now();
    await pay();
    expect(performance.now() - from).toBeGreaterThanOrEqual(39);
    expect((await api.get('/control/faults')).json).toEqual({ faults: [] });
    expect((await api.fault({ kind: 'earthquake' })).status).toBe(400);
  });
});

describe('the program', () => {
  it('answers clearly what it cannot serve', async () => {
    expect(codeOf(await api.get('/v1/nothing'))).toBe('no-such-route');
    expect(codeOf(await api.delete('/v1/payments'))).toBe('method-not-allowed');
    expect(codeOf(await api.post('/v1/payments', '{"a":', 'k'))).toBe('invalid-json');
    expect(codeOf(await api.post('/v1/payments', 'x'.repeat(300_000), 'k'))).toBe('body-too-large');
    const { json } = await api.post('/v1/payments', order({ amount: 1.5, tip: 1 }), 'k');
    expect((json['error'] as { details: Json[] }).details.map(({ path }) => path)).toEqual(['amount', '']);
  });

  it('keeps its books, keys, clock and untold webhooks over a restart, and forgets all on reset', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
    try {
      await provider.stop();
      await start({ dataDir, retry: { firstMs: 60_000 } });
      await api.moveClock(hourMs);
      receiver.refuse(1);
      const before = await api.post('/v1/payments', order({ token: 'tok_visa', captureMode: 'manual' }), 'k');
      await vi.waitFor(async () =>
        expect((await api.get('/control/webhooks')).json).toMatchObject({ failedAttempts: 1 })
      );
      expect(receiver.heard).toEqual([]);
      await provider.stop();

      await start({ dataDir });
      await api.quiet();
      expect(receiver.types()).toEqual(['payment.authorised']);
      expect((await api.post('/v1/payments', order({ token: 'tok_visa', captureMode: 'manual' }), 'k')).json).toEqual(
        before.json,
      );
      const capture = await api.post(`/v1/payments/${String(before.json['id'])}/capture`);
      expect(Date.parse(String(capture.json['updatedAt'])) - Date.now()).toBeGreaterThan(hourMs - 60_000);
      await api.quiet();

      await api.post('/control/reset');
      await provider.stop();
      await start({ dataDir });
      expect((await api.get('/v1/payments?reference=order-1')).json['data']).toEqual([]);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });

  it('says that its port is taken', async () => {
    const port = Number(new URL(provider.url).port);
    await expect(startPaymentProvider({ port, webhookUrl: receiver.url, secret })).rejects.toThrow('EADDRINUSE');
  });
});
