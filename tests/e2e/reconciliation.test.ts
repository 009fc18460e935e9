import { beforeAll, describe, expect, it } from 'vitest';
import { finance, paymentFault } from '../support/payments.ts';
import { key, refusal, staff } from '../support/people.ts';
import { passTo, providerDay } from '../support/settlement.ts';
import { buy, buyer, onSale, shop, type Buyer, type Goods } from '../support/shopping.ts';

let ann: Buyer;
let pot: Goods;
const reports = async () => (await (await finance()).call('GET /operator/v1/reconciliations', { limit: 100 })).items;
const discrepancies = async (reference: string, state: 'open' | 'resolved' = 'open') =>
  (await (await finance()).call('GET /operator/v1/discrepancies', { state, limit: 100 })).items.filter((one) =>
    one.reference === reference
  );
/** Buys one, and says under which reference the provider knows the first attempt to pay it. */
const purchase = async () => {
  const { paymentId, orders: [order] } = await buy(ann, [pot, 1]);
  return { total: order!.payable, reference: `${paymentId}-1` };
};

beforeAll(async () => {
  ann = await buyer();
  pot = await onSale(await shop(), { stock: 20 });
  await passTo(6);
});

describe('Given a day of purchases', () => {
  it("when the provider's statement says the same as the ledger, then all of it is matched [SET-06]", async () => {
    const date = await providerDay();
    const { reference } = await purchase();
    await passTo(5);
    const report = (await reports()).find((one) => one.date === date);
    expect(report!.matched).toBeGreaterThan(0);
    expect(await discrepancies(reference)).toEqual([]);
    await passTo(5);
    expect((await reports()).filter((one) => one.date === date)).toEqual([report]);
  });

  it('when the statement lacks a line and has another wrong, then both wait for finance, who resolves them [SET-06]', async () => {
    const date = await providerDay();
    await paymentFault({ kind: 'omit-line', match: 'capture' });
    const omitted = await purchase();
    await paymentFault({ kind: 'mismatch-line', match: 'capture' });
    const different = await purchase();
    await passTo(5);

    expect((await reports()).find((one) => one.date === date)).toMatchObject({ missing: 1, extra: 0, different: 1 });
    const [missing, ...others] = await discrepancies(omitted.reference);
    expect(others).toEqual([]);
    expect(missing).toMatchObject({
      date,
      kind: 'missing',
      type: 'capture',
      state: 'open',
      currency: 'BRL',
      ledger: omitted.total.amount,
    });
    const [wrong] = await discrepancies(different.reference);
    expect(wrong).toMatchObject({ date, kind: 'different', ledger: different.total.amount });
    expect(Math.abs(wrong!.provider! - wrong!.ledger!)).toBe(1);

    const { discrepancyId } = missing!;
    const resolve = { discrepancyId, note: 'The provider has sent the line by mail' };
    expect(
      await refusal(
        (await staff('operator')).call('POST /operator/v1/discrepancies/{discrepancyId}/resolve', resolve, key()),
      ),
    ).toBe('forbidden');
    const { call } = await finance();
    expect(await call('POST /operator/v1/discrepancies/{discrepancyId}/resolve', resolve, key())).toMatchObject({
      state: 'resolved',
      note: resolve.note,
    });
    expect(await refusal(call('POST /operator/v1/discrepancies/{discrepancyId}/resolve', resolve, key()))).toBe(
      'illegal-step',
    );
    expect(await discrepancies(omitted.reference)).toEqual([]);
    expect(await discrepancies(omitted.reference, 'resolved')).toMatchObject([{ discrepancyId }]);
    expect(await discrepancies(different.reference)).toHaveLength(1);

    await passTo(5);
    expect(await discrepancies(omitted.reference)).toEqual([]);
  });
});
