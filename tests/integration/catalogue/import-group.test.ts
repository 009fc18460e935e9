/** Products of a file as they are kept, on the table itself: interrupted, run again, refused by what is no fault of a row. */
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listingCreated } from '../../../shared/catalogue/events.ts';
import { groupKeeping, importGroup } from '../../../shared/catalogue/imports/import-group.ts';
import { maxSkus } from '../../../shared/catalogue/policy.ts';
import { requestImport } from '../../../shared/catalogue/imports/product-import.ts';
import { productRows } from '../../../shared/catalogue/imports/product-columns.ts';
import { groupsOf } from '../../../shared/catalogue/imports/shopify-product.ts';
import { livePrices } from '../../../shared/catalogue/rulebooks.ts';
import { listings } from '../../../shared/catalogue/store.ts';
import { stock } from '../../../shared/inventory/public.ts';
import { transact } from '../../../shared/kernel/store/commit.ts';
import { documents } from '../../../shared/kernel/store/table.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { category, newId, now, shop } from '../../unit/catalogue/samples.ts';
import { asUseCase, reachTable } from '../../support/use-case.ts';

beforeAll(() => reachTable());
afterEach(() => vi.restoreAllMocks());

const touches = [groupKeeping, stock.get, stock.adjust, listings.need];
const within = <R>(work: () => Promise<R>): Promise<R> => asUseCase({ now, touches, emits: [listingCreated] }, work);

/** A product in so many sizes, with 1, 2, 3 … units, and an import of it. */
const product = async (sizes: number) => {
  const handle = ulid();
  const rows = Array.from(
    { length: sizes },
    (_, i) => `${handle},${i === 0 ? 'Tee,Size' : ','},${i + 1},${handle}-${i + 1},${i + 1},100,9.90`,
  );
  const text =
    `Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Grams,Variant Price\n${
      rows.join('\n')
    }\n`;
  const bytes = (async function*() {
    yield Buffer.from(text);
  })();
  const [group] = await Array.fromAsync(groupsOf(productRows(bytes, 'en')));
  const of = { kind: 'products' as const, categoryId: category.id, locale: 'en' as const, shipsWithinDays: 3 };
  const one = {
    ...requestImport(newId('importJob'), { of, preview: false, merchantId: shop.id }, now).after,
    of,
  };
  const bounds = livePrices.byDefault;
  return {
    run: (into = category) => within(() => importGroup(group!, { one, shop, category: into, bounds }, now)),
    codes: rows,
  };
};

const stocksOf = (listingId: string) =>
  within(async () => {
    const { skus } = await listings.need(listingId);
    return Promise.all(skus.map(async ({ id }) => stock.get(id)));
  });

/** The id of the listing that was made last of all that this table was asked to write. */
const watching = () => {
  const sent = vi.spyOn(documents(), 'send');
  return () =>
    sent.mock.calls.flatMap((
      [command],
    ) => (command instanceof TransactWriteCommand ? command.input.TransactItems! : []))
      .map(({ Put }) => Put?.Item as { pk: string } | undefined)
      .find((stored) => stored?.pk.startsWith('LISTING#'))!.pk.replace('LISTING#', '');
};

describe('a product of a file', () => {
  it('has as many variants as a listing may have, each with its stock', async () => {
    const { run } = await product(maxSkus);
    const listingId = watching();
    expect(await run()).toMatchObject({ outcome: 'created', faults: [] });
    expect((await stocksOf(listingId())).map((one) => one?.available)).toEqual(
      Array.from({ length: maxSkus }, (_, i) => i + 1),
    );
  });

  it('loses the variants above that, and says which', async () => {
    const { run } = await product(maxSkus + 2);
    const { outcome, faults } = await run();
    expect(outcome).toBe('created');
    expect(faults.map(({ message }) => message)).toEqual(Array(2).fill('At the most 50 variants a product'));
  });

  it('that is interrupted between its transactions is completed by the next run, and what has moved since stays', async () => {
    const { run } = await product(maxSkus);
    const send = documents().send.bind(documents());
    const listingId = watching();
    let written = 0;
    vi.spyOn(documents(), 'send').mockImplementation(
      (async (command: never) => {
        if ((command as object) instanceof TransactWriteCommand && (written += 1) > 5) throw new Error('killed');
        return send(command);
      }) as never,
    );
    await expect(run()).rejects.toThrow('killed');
    const id = listingId();
    vi.restoreAllMocks();
    const before = await stocksOf(id);
    expect(before).toContain(undefined);
    const [first, last] = [before[0]!, before.findLast((one) => one)!];
    await within(() =>
      transact(
        [first, last].map((one) => stock.adjust(one, { kind: 'adjust', quantity: 7, reason: 'Found', at: now })),
      )
    );
    for (const _ of [1, 2]) expect(await run()).toMatchObject({ outcome: 'created', faults: [] });
    expect((await stocksOf(id)).map((one, i) => one!.available - i - 1)).toEqual(
      before.map((one) => ([first, last].includes(one!) ? 7 : 0)),
    );
  });

  it('is refused for what the merchant can put right, in plain words', async () => {
    const { run } = await product(1);
    const { outcome, faults } = await run({ ...category, state: 'archived' });
    expect(outcome).toBe('refused');
    expect(faults.map(({ message }) => message)).toEqual(['There is no such category, or it has sub-categories']);
  });

  it('is tried again where the fault is not its own', async () => {
    const { run } = await product(1);
    for (const code of ['too-much-at-once', 'currency-mixed', 'not-found', 'illegal-step'] as const) {
      vi.spyOn(documents(), 'send').mockRejectedValueOnce(new Problem(code));
      await expect(run()).rejects.toThrow(code);
      vi.restoreAllMocks();
    }
    expect(await run()).toMatchObject({ outcome: 'created' });
  });
});
