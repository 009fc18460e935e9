/**
 * Given a payment: a provider that says and does what a test wants, buyers who pay as people do, and finance who looks
 * on.
 */
import { createHmac } from 'node:crypto';
import { inject } from 'vitest';
import { portsAt } from '../../local/ports.ts';
import { sandboxSettings } from '../../local/sandboxes.ts';
import type { PaymentMethod } from '../../shared/payments/provider/methods.ts';
import { settled, until } from './control.ts';
import { key, staff, type Person } from './people.ts';
import { perFile } from './per-file.ts';
import { fill, type Buyer, type Goods } from './shopping.ts';

const toProvider = async (url: string, body: object): Promise<void> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${url}: ${answer.status} ${await answer.text()}`);
};

/** What goes wrong at the payment provider next: README.md of the sandbox has the kinds. */
export const paymentFault = (fault: { kind: string; count?: number; ms?: number; match?: string }): Promise<void> =>
  toProvider(`${inject('cloud').paymentProvider}/control/faults`, fault);

/** From now on nothing goes wrong there any more. */
export const clearPaymentFaults = async (): Promise<void> => {
  const answer = await fetch(`${inject('cloud').paymentProvider}/control/faults`, { method: 'DELETE' });
  if (!answer.ok) throw new Error(`DELETE /control/faults: ${answer.status} ${await answer.text()}`);
};

/** What the payment provider keeps of each movement from now on; nothing unless it is said. */
export const paymentFees = (fees: { captureFixed?: number; payoutFixed?: number }): Promise<void> =>
  toProvider(`${inject('cloud').paymentProvider}/control/fees`, fees);

/**
 * A request for a payment that has reached the provider without anybody at the platform having seen the answer. How the
 * provider says that it stands.
 */
export const requestedUnseen = async (reference: string, total: { amount: number; currency: string }) => {
  const { paymentProvider } = inject('cloud');
  const headers = {
    'authorization': `Bearer ${sandboxSettings(portsAt(0))['PAYMENT_PROVIDER_KEY']!}`,
    'content-type': 'application/json',
    'idempotency-key': `unseen ${reference}`,
  };
  const answer = await fetch(`${paymentProvider}/v1/payments`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ reference, amount: total.amount, currency: total.currency, method: 'card' }),
  });
  if (!answer.ok) throw new Error(`POST /v1/payments: ${answer.status} ${await answer.text()}`);
  const { id } = await answer.json() as { id: string };
  return async (): Promise<string> => {
    const found = await fetch(`${paymentProvider}/v1/payments/${id}`, { headers });
    return (await found.json() as { status: string }).status;
  };
};

/** Money arrives at the provider by bank, and the platform has worked on what it was told when this returns. */
export const remit = async (reference: string, amount: { amount: number; currency: string }): Promise<void> => {
  await toProvider(`${inject('cloud').paymentProvider}/v1/simulate/remittances`, { reference, ...amount });
  await settled();
};

/** The buyer's bank takes back what was captured, and the platform has worked on what it was told when this returns. */
export const chargeBack = async (reference: string): Promise<void> => {
  await toProvider(`${inject('cloud').paymentProvider}/v1/simulate/chargebacks`, { reference });
  await settled();
};

/** A buyer's checkout that waits to be paid. */
export const unpaid = async (
  one: Buyer,
  goods: [Goods, number][],
  paymentMethod: PaymentMethod = 'card',
  paymentToken?: string,
) => {
  await fill(one, ...goods);
  const { call, addressId } = one;
  const { total } = await call('POST /shop/v1/checkout/preview', { addressId });
  const placed = await call(
    'POST /shop/v1/orders',
    { addressId, paymentMethod, paymentToken, expectedTotal: total },
    key(),
  );
  await settled();
  return { ...placed, total };
};

/** How a payment stands, as its buyer sees it. */
export const paymentOf = ({ call }: Person, paymentId: string) =>
  call('GET /shop/v1/payments/{paymentId}', { paymentId });

/** The buyer confirms on the provider's page. */
export const confirm = async (
  one: Person,
  paymentId: string,
  outcome: 'approve' | 'decline' = 'approve',
): Promise<void> => {
  const { payUrl } = await paymentOf(one, paymentId);
  await toProvider(`${payUrl!}/confirm`, { outcome });
  await settled();
};

/** The payment, once so many minor units of it have gone back; the provider takes a moment for that. */
export const refunded = (one: Person, paymentId: string, amount: number) =>
  until(
    () => paymentOf(one, paymentId),
    ({ received }) => received.reduce((sum, { refunded }) => sum + refunded.amount, 0) === amount,
  );

/** Somebody in finance, the same for a whole test file. */
export const finance = perFile(() => staff('finance'));

/** Sends a notice as the provider does: signed with its secret at `signedAt`, unless a signature is given. */
export const payHook = (
  body: object | string,
  { signedAt, signature }: { signedAt: Date; signature?: string },
): Promise<Response> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const seconds = Math.floor(signedAt.getTime() / 1000);
  const v1 = createHmac('sha256', sandboxSettings(portsAt(0))['PAYMENT_WEBHOOK_SECRET']!).update(`${seconds}.${text}`)
    .digest('hex');
  return fetch(`${inject('cloud').api}/shop/v1/hooks/payments`, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', 'jishi-sandbox-signature': signature ?? `t=${seconds},v1=${v1}` },
  });
};
