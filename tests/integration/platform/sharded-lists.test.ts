/** Live data written under several counts of partitions, while another is in force. */
import { ulid } from 'ulid';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { handler as settleMerchant } from '../../../functions/settlement/settle-merchant.ts';
import { days, instant, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import { transact } from '../../../shared/kernel/store/commit.ts';
import type { Access } from '../../../shared/kernel/doors/access.ts';
import { due, dueIndex } from '../../../shared/kernel/store/due.ts';
import type { Id, MerchantId } from '../../../shared/kernel/values/ids.ts';
import { everything } from '../../../shared/kernel/store/page.ts';
import { perStatement } from '../../../shared/settlement/policy.ts';
import { firstReleased } from '../../../shared/settlement/released.ts';
import { startRun } from '../../../shared/settlement/run.ts';
import { earnings, runs, settleable, settleableList, shopsToSettle } from '../../../shared/settlement/store.ts';
import { delivery, now, pass, settled } from '../../support/control.ts';
import { completed, payTo } from '../../support/settlement.ts';
import { buyer, onSale, shop } from '../../support/shopping.ts';
import { asUseCase, reachTable } from '../../support/use-case.ts';

/** The counts that live data was written under here; each of them has been the one in force. */
const counts = ['4', '4 8', '4 8 2'];
const histories = ['4 8 2', '2 4 8', '8 2 4'];

const touches: Access[] = [
  due.set,
  due.passed,
  due.clear,
  earnings.get,
  earnings.save,
  settleableList,
  shopsToSettle,
  runs.save,
];

/** Does work as a function of the stage does whose counts are these. */
const under = <R>(shards: string, work: () => Promise<R>): Promise<R> => {
  vi.stubEnv('SHARDS', shards);
  return asUseCase({ now: instant(Date.now()), touches }, work);
};

beforeAll(() => reachTable({ STAGE: 'dev', ZONE: 'Asia/Shanghai', USE_CASE: 'settlement/settle-merchant' }));

describe('deadlines', () => {
  const someSet = async (at: Instant): Promise<void> => {
    for (const shards of counts) {
      for (let i = 0; i < 12; i += 1) {
        await under(
          shards,
          () => transact(due.set(at, 'ordering/expire-unpaid-order', { paymentId: `pay_${ulid()}` })),
        );
      }
    }
  };
  const left = (shards: string, at: Instant) =>
    under(shards, async () => {
      const lists = dueIndex.partitions().map(async (partition) => ({
        partition,
        deadlines: (await due.passed(partition, at)).filter(({ dueAt }) => dueAt === at),
      }));
      return Promise.all(lists);
    });
  const sum = (found: Awaited<ReturnType<typeof left>>): number =>
    found.reduce((count, { deadlines }) => count + deadlines.length, 0);

  it('are cleared by the sweep under whichever count they were set', async () => {
    const at = instant((await now()).getTime() + minutes(10));
    await someSet(at);
    expect(sum(await left('4 8 2', at))).toBe(36);
    await pass(minutes(12));
    expect(sum(await left('4 8 2', at))).toBe(0);
  });

  it.each(histories)('are found once and forgotten for good under the counts %s', async (shards) => {
    // So far away that no sweep of the platform has them.
    const at = instant(Date.UTC(2090, 0, 1) + Math.floor(Math.random() * days(365)));
    await someSet(at);
    const found = await left(shards, at);
    expect(sum(found)).toBe(36);
    await under(
      shards,
      async () => void await Promise.all(found.map(({ partition, deadlines }) => due.clear(partition, deadlines))),
    );
    expect(sum(await left('4 8 2', at))).toBe(0);
  });
});

describe('released earnings', () => {
  it('are settled together, wherever the counts before have put them', async () => {
    const [seller, ann] = [await shop(), await buyer()];
    const pot = await onSale(seller);
    const orders: Id<'order'>[] = [];
    for (const _ of counts) orders.push(await completed(seller, ann, pot) as Id<'order'>);
    await pass(days(7) + minutes(1));
    const merchantId = seller.merchantId as MerchantId;
    for (const [i, shards] of counts.entries()) {
      await under(shards, async () => {
        const earning = (await earnings.get(orders[i]!))!;
        const later = { ...earning, version: earning.version + 1 };
        await transact([earnings.save({ before: earning, after: later, facts: [] })]);
      });
    }
    for (const shards of histories) {
      const found = await under(shards, async () => ({
        own: await firstReleased(
          settleable.placesOf(merchantId).map((place) => (cursor) =>
            settleableList(place, { startingWith: `${merchantId}#`, cursor, limit: 1 })
          ),
          earnings.get,
          perStatement,
        ),
        all: (await Promise.all(
          settleable.partitions().map((one) => Array.fromAsync(everything(settleableList, one))),
        )).flat().filter((one) => one.merchantId === merchantId),
        shops: await Promise.all(settleable.partitions().map((one) => Array.fromAsync(shopsToSettle(one)))),
      }));
      const shops = found.shops.map((some) => some.map((one) => one.merchantId));
      expect(shops.flat(), shards).toContain(merchantId);
      for (const some of shops) expect(new Set(some).size).toBe(some.length);
      expect(found.own.earnings.map(({ id }) => id).toSorted(), shards).toEqual(orders.toSorted());
      expect(found.all.map(({ orderId }) => orderId).toSorted(), shards).toEqual(orders.toSorted());
    }
    await payTo(seller, 'acct_1');
    const run = { date: '2031-05-01', merchants: 1, ledgerFrom: instant(0), ledgerTo: instant(Date.UTC(2031, 4, 2)) };
    const { date } = run;
    await under('8 4 2', () => transact([runs.save(startRun(run, instant(Date.now())))]));
    const message = { key: ulid(), correlationId: ulid(), message: { merchantId, date, part: 1 } };
    const event = delivery('settlement/settle-merchant', message) as never;
    expect(await settleMerchant(event, {} as never)).toEqual({ batchItemFailures: [] });
    await settled();
    const { items } = await seller.call('GET /merchant/v1/statements', {});
    expect(items).toMatchObject([{ orders: 3 }]);
    expect((await seller.call('GET /merchant/v1/balance', {})).released.amount).toBe(0);
  });
});
