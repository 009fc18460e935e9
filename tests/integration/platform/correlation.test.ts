import { ulid } from 'ulid';
import { expect, it } from 'vitest';
import { settled, until } from '../../support/control.ts';
import { linesOf } from '../../support/logs.ts';
import { key } from '../../support/people.ts';
import { brl, buyer, fill, onSale, shop } from '../../support/shopping.ts';

it('the logs of a request, of what its events set off, and of its messages have one id in common [MON-03]', async () => {
  const [seller, ann] = await Promise.all([shop(), buyer()]);
  await fill(ann, [await onSale(seller), 1]);
  const correlationId = `test-${ulid()}`;
  await ann.call('POST /shop/v1/orders', {
    addressId: ann.addressId,
    paymentMethod: 'card',
    paymentToken: 'tok_visa',
    expectedTotal: brl(7390),
  }, { ...key(), 'x-correlation-id': correlationId });
  await settled();
  const useCases = ['ordering/place-order', 'payments/request-payment', 'ordering/on-payment-captured'];
  const completed = (useCase: string) =>
    linesOf(useCase).filter((line) => line.message === 'completed' && line.correlationId === correlationId);
  for (const useCase of useCases) {
    const [line] = await until(async () => completed(useCase), (found) => found.length > 0);
    expect(line).toMatchObject({ level: 'INFO', service: 'jishi', useCase, duration: expect.any(Number) as number });
  }
  expect(completed('ordering/place-order')[0]!.actor).toBe(ann.accountId);
});
