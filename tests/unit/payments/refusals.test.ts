import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Access } from '../../../shared/kernel/doors/access.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { Unanswered } from '../../../shared/kernel/outside.ts';
import { provider } from '../../../shared/payments/provider/institution.ts';
import { asUseCase } from '../../support/use-case.ts';

/** What somebody at the provider's address says to whatever it is asked. */
interface Words {
  readonly status: number;
  readonly type?: string;
  readonly text: string;
}
let words: Words;
let server: Server;

beforeEach(async () => {
  server = createServer((_, response) => {
    response.writeHead(words.status, { ...(words.type && { 'content-type': words.type }), location: '/elsewhere' });
    response.end(words.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('PAYMENT_PROVIDER_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('PAYMENT_PROVIDER_KEY', 'key');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

const reference = 'ours-1';
const amount = money(500, 'BRL');
const ask: Record<Exclude<keyof typeof provider, 'name' | 'collector'>, () => Promise<unknown>> = {
  create: () => provider.create({ reference, amount, method: 'card', returnUrl: 'https://shop.example/pay/1' }),
  cancel: () => provider.cancel('p1'),
  findPayments: () => provider.findPayments(reference),
  refund: () => provider.refund({ reference, providerId: 'p1', amount }),
  findRefund: () => provider.findRefund(reference),
  payout: () => provider.payout({ reference, amount, account: 'acct_1' }),
  findPayout: () => provider.findPayout(reference),
  statement: () => provider.statement('2026-11-22'),
};
const calls = Object.keys(ask) as (keyof typeof ask)[];
const touches = Object.values(provider).filter((one): one is Exclude<typeof one, string> => typeof one !== 'string');
const say = (call: keyof typeof ask, said: Words): Promise<unknown> => {
  words = said;
  return asUseCase({ now: instant(0), touches: touches as Access[] }, ask[call]);
};

const json = (status: number, body: unknown, type = 'application/json'): Words => ({
  status,
  type,
  text: JSON.stringify(body),
});
const refusal = (code: string) => ({ error: { code, message: 'No.' } });
const payment = {
  id: 'p9',
  reference: 'somebody-else',
  currency: 'BRL',
  capturedAmount: 500,
  redirectUrl: 'https://pay',
  status: 'captured',
};

/** Nobody knows after these what became of a request. */
const unclear: readonly (readonly [string, Words])[] = [
  ["a proxy's page, 404", { status: 404, type: 'text/html', text: '<h1>404 Not Found</h1>' }],
  ["a proxy's page, 200", { status: 200, type: 'text/html', text: '<h1>Welcome to the hotel</h1>' }],
  ['nothing, 404', { status: 404, text: '' }],
  ['nothing, 200', { status: 200, text: '' }],
  ['an error of the server', json(500, refusal('internal-error'))],
  ['a refusal by an error of the server', json(500, refusal('amount-too-large'))],
  ['that a route is not there', json(404, refusal('no-such-route'))],
  ['JSON of somebody else, 404', json(404, { message: 'Not Found' })],
  ['JSON of somebody else, 400', json(400, { error: 'bad request' })],
  ['a code without its words', json(422, { error: { code: 'amount-too-large' } })],
  ['a code that is not described', json(422, refusal('we-changed-our-minds'))],
  ['a refusal as a page', json(422, refusal('amount-too-large'), 'text/html')],
  ['that another request has used the key', json(422, refusal('idempotency-key-reused'))],
  ['that the key of access is wrong', json(401, refusal('unauthorized'))],
  ['to look elsewhere', { status: 302, type: 'text/html', text: '' }],
  ['JSON that is cut off', { status: 200, type: 'application/json', text: '{"data": [' }],
  ['JSON of another kind', json(200, { ok: true })],
  ['something about another reference', json(200, payment)],
  ['a list about another reference', json(200, { data: [payment] })],
  ['a statement of another day', {
    status: 200,
    type: 'text/csv',
    text: 'date,type,providerId,reference,amount,fee,currency\n2026-11-21,payout,p,r,-1,0,BRL\n',
  }],
];

describe.each(calls)('what the provider says to `%s`', (call) => {
  it.each(unclear)('is no answer when it is %s [PAY-05] [SET-05]', async (_, said) => {
    await expect(say(call, said)).rejects.toThrow(Unanswered);
  });
});

it.each(
  [
    ['refund', { reference, amount: 500, currency: 'BRL', status: 'cancelled' }],
    ['payout', { reference, amount: 500, currency: 'BRL', status: 'cancelled' }],
  ] as const,
)('a `%s` that the provider calls off has failed, whenever it says so [PAY-05] [SET-05]', async (call, said) => {
  const failed = { reference, status: 'failed' };
  expect(await say(call, json(201, said))).toMatchObject(failed);
  const look = call === 'refund' ? 'findRefund' : 'findPayout';
  expect(await say(look, json(200, { data: [said] }))).toMatchObject(failed);
});

describe('a refusal in its own envelope is final', () => {
  it.each(
    [
      ['create', json(422, refusal('unknown-token')), { reference, status: 'declined', failureCode: 'unknown-token' }],
      ['create', json(400, refusal('invalid-request')), { status: 'declined', failureCode: 'invalid-request' }],
      ['refund', json(422, refusal('amount-too-large')), { reference, status: 'failed' }],
      ['refund', json(404, refusal('payment-not-found')), { status: 'failed', failureCode: 'payment-not-found' }],
      ['payout', json(400, refusal('invalid-request')), { reference, status: 'failed' }],
    ] as const,
  )('%s: %j [PAY-05] [SET-05]', async (call, said, report) => {
    expect(await say(call, said)).toMatchObject(report);
  });

  it.each(['cancel', 'findPayments', 'findRefund', 'findPayout', 'statement'] as const)(
    'but of a `%s` it says nothing that could be final',
    async (call) => {
      await expect(say(call, json(404, refusal('payment-not-found')))).rejects.toThrow(Unanswered);
    },
  );
});
