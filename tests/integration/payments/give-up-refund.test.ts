import { beforeAll, expect, it } from 'vitest';
import { days, hours } from '../../../shared/kernel/values/clock.ts';
import { pass, settled } from '../../support/control.ts';
import { waitingAt, whileHeld } from '../../support/desks.ts';
import { clearPaymentFaults, finance, paymentFault, paymentOf, refunded } from '../../support/payments.ts';
import { key, refusal } from '../../support/people.ts';
import { brl, buy, buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';

let ann: Buyer;
let pot: Goods;
/** A refund of all that was paid, asked for while a proxy answers for the provider. */
const unreached = async () => {
  const { paymentId, orders: [order] } = await buy(ann, [pot, 1]);
  for (const match of ['create-refund', 'list-refunds']) await paymentFault({ kind: 'proxy-page', count: 1000, match });
  const { call } = await finance();
  const refund = { paymentId, orderId: order!.orderId, amount: brl(7390), note: 'A scratch' };
  await call('POST /operator/v1/payments/{paymentId}/refunds', refund, key());
  await settled();
  const { refunds: [one] } = await call('GET /operator/v1/payments/{paymentId}', { paymentId });
  return { paymentId, refundId: one!.refundId };
};
const late = async (paymentId: string) =>
  (await waitingAt(await finance(), 'late-refunds')).filter(({ shows }) => shows.paymentId === paymentId);
const giveUp = async (refundId: string, headers = key()) =>
  (await finance()).call('POST /operator/v1/refunds/{refundId}/give-up', {
    refundId,
    reason: 'The provider has never had it, says Bea',
  }, headers);

beforeAll(async () => {
  ann = await buyer();
  pot = await onSale(await shop(), { stock: 20 });
});

it('a refund that is on its way for days waits for finance, and is given up only once the provider says that it has none; then it is owed [PAY-07]', async () => {
  const { paymentId, refundId } = await unreached();
  await pass(days(2));
  expect(await late(paymentId)).toEqual([]);
  expect(await refusal(giveUp(refundId))).toBe('illegal-step');
  await pass(days(1) + hours(2));
  expect(await late(paymentId)).toMatchObject([{ itemId: refundId, shows: { amount: brl(7390), state: 'requested' } }]);
  expect(await refusal(giveUp(refundId))).toBe('unavailable');
  expect(await refusal(giveUp('rfd_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A'))).toBe('not-found');

  await clearPaymentFaults();
  expect(await whileHeld('late-refunds', refundId, 'finance', () => giveUp(refundId))).toBe('taken-by-another');
  const decision = key();
  const given = await giveUp(refundId, decision);
  expect(given).toMatchObject({ refundId, state: 'failed' });
  expect(await giveUp(refundId, decision)).toEqual(given);
  expect(await late(paymentId)).toEqual([]);
  expect((await paymentOf(ann, paymentId)).orders).toMatchObject([{ refunding: brl(0), owed: brl(7390) }]);
  const exception = (await waitingAt(await finance(), 'payment-exceptions')).find(({ shows }) =>
    shows.refundId === refundId
  );
  await (await finance()).call('POST /operator/v1/payment-exceptions/{exceptionId}/resolution', {
    exceptionId: exception!.itemId,
    action: 'refund',
    note: 'Once more',
  }, key());
  expect((await refunded(ann, paymentId, 7390)).orders).toMatchObject([{ owed: brl(0) }]);
});

it('one that the provider makes after all leaves the desk by itself [PAY-07]', async () => {
  const { paymentId, refundId } = await unreached();
  await pass(days(3) + hours(2));
  expect(await late(paymentId)).toHaveLength(1);
  await clearPaymentFaults();
  await pass(hours(2));
  await refunded(ann, paymentId, 7390);
  expect(await late(paymentId)).toEqual([]);
  expect(await refusal(giveUp(refundId))).toBe('illegal-step');
});
