/** What one order writes to each kind of partition, from the cart to the payout, against what a partition bears. */
import { expect, inject, it } from 'vitest';
import { itemCeilings, measuredOrder, partitionCeilings } from '../../../docs/generators/scale.ts';
import { loadDeclarations } from '../../../infra/declarations.ts';
import { stageNamed } from '../../../infra/stages.ts';
import { days, hours, minutes } from '../../../shared/kernel/values/clock.ts';
import { pass, settled } from '../../support/control.ts';
import { partitionWrites, watchWrites } from '../../support/partition-writes.ts';
import { completed, paidShop } from '../../support/settlement.ts';
import { buyer, onSale } from '../../support/shopping.ts';

it('an order shares only partitions that bear 1,000 orders a second, or 100 of its shop [PER-01]', async () => {
  const [seller, ann] = [await paidShop(), await buyer()];
  const pot = await onSale(seller);
  await settled();
  const written = await watchWrites(inject('cloud').aws);
  const orderId = await completed(seller, ann, pot);
  const { paymentId } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId });
  await pass(days(7) + minutes(1));
  await pass(days(1));
  await pass(hours(1));
  const about = [orderId, paymentId, seller.merchantId, pot.skuId];
  const partitions = partitionWrites(await written(), about, await loadDeclarations());
  const measured = { shops: 1, partitions, runs: {} };
  const ceilings = [partitionCeilings, itemCeilings].flatMap((of) => of(measured, stageNamed('prod')));
  expect(ceilings.filter(({ orders, target }) => orders < target)).toEqual([]);
  // Another one than docs/scale.md knows: npm run measure:capacity puts it there.
  const known = new Set(
    measuredOrder().partitions.map(({ index, pattern, shared }) => `${index} ${pattern} ${shared}`),
  );
  const shared = partitions.filter((one) => one.shared !== 'own').map((one) =>
    `${one.index} ${one.pattern} ${one.shared}`
  );
  expect(shared.filter((one) => !known.has(one))).toEqual([]);
  expect(shared.length).toBeGreaterThan(8);
});
