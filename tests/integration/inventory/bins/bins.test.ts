import { beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '../../../support/listings.ts';
import type { Merchant } from '../../../support/merchants.ts';
import { key, refusal } from '../../../support/people.ts';
import { home, onSale, shop, type Goods } from '../../../support/shopping.ts';
import { daily, sold } from '../sold.ts';
import { reachTable } from '../../../support/use-case.ts';

let one: Merchant;
let own: string;
let pot: Goods;
let cup: Goods;

const lies = async ({ skuId }: Goods, warehouse = own) => {
  const { warehouses } = await one.call('GET /merchant/v1/skus/{skuId}/stock', { skuId });
  const { onHand, loose, missing, bins } = warehouses.find(({ warehouseId }) => warehouseId === warehouse)!;
  expect(loose + missing + bins.reduce((all, { units }) => all + units, 0)).toBe(onHand);
  return { loose, bins: bins.map(({ bin, units }) => `${bin} ${units}`) };
};
const move = (
  { skuId }: Goods,
  quantity: number,
  places: { from?: string; to?: string; missing?: boolean },
  by = one,
) => by.call('POST /merchant/v1/skus/{skuId}/bin-moves', { skuId, warehouseId: own, quantity, ...places }, key());
const aisle = (fields: { zone?: string; aisle?: string; to?: number } = {}, by = one) =>
  by.call('POST /merchant/v1/warehouses/{warehouseId}/bins', {
    warehouseId: own,
    zone: 'Racks',
    aisle: 'A',
    from: 1,
    to: 3,
    walk: 10,
    room: 12,
    ...fields,
  }, key());
const binsThere = async () =>
  (await one.call('GET /merchant/v1/warehouses/{warehouseId}/bins', { warehouseId: own })).items;
const setBin = (bin: string, fields: { room?: number; open?: boolean } = {}, by = one) =>
  by.call('PUT /merchant/v1/warehouses/{warehouseId}/bins/{bin}', {
    warehouseId: own,
    bin,
    zone: 'Racks',
    walk: 10,
    open: true,
    ...fields,
  });
const round = (by = one, cursor?: string) =>
  by.call('POST /merchant/v1/put-aways', { warehouseId: own, ...(cursor && { cursor }) }, key());
const confirm = (putAwayId: string, line: number, read: { bin: string; code: string; quantity: number }, by = one) =>
  by.call('POST /merchant/v1/put-aways/{putAwayId}/lines/{line}/confirmation', { putAwayId, line, ...read }, key());
const end = (putAwayId: string, by = one) => by.call('POST /merchant/v1/put-aways/{putAwayId}/closure', { putAwayId });

beforeAll(async () => {
  reachTable();
  one = await shop();
  own = (await one.call('GET /merchant/v1/warehouses', {})).items[0]!.warehouseId;
  await one.call('PUT /merchant/v1/warehouses/{warehouseId}', {
    warehouseId: own,
    name: { en: 'Depot' },
    address: { ...home, name: 'Depot' },
    zones: [{ name: 'Racks', use: 'storage' }, { name: 'Dock', use: 'receiving' }],
  });
  [pot, cup] = [await onSale(one, { stock: 10 }), await onSale(one, { stock: 6 })];
});

describe('the bins of a warehouse', () => {
  it('are added by the aisle, each once, and only by the shop', async () => {
    expect((await aisle()).items.map(({ bin }) => bin)).toEqual(['A-01', 'A-02', 'A-03']);
    expect(await refusal(aisle())).toBe('bin-exists');
    expect(await refusals(aisle({ zone: 'Dock' }), aisle({ zone: 'Attic' }), aisle({ to: 90 }))).toEqual([
      'invalid-input',
    ]);
    const other = await shop();
    expect(await refusals(aisle({}, other), round(other), setBin('A-01', {}, other), move(pot, 1, {}, other))).toEqual([
      'not-found',
    ]);
    expect((await binsThere()).map(({ bin, walk, units }) => [bin, walk, units])).toEqual([
      ['A-01', 10, 0],
      ['A-02', 11, 0],
      ['A-03', 12, 0],
    ]);
  });

  it('are given to what came by how fast it sells, and always come to what lies there', async () => {
    await sold(one, pot, 10, daily(5, 20));
    await sold(one, cup, 6, daily(0, 20));
    const { putAwayId, lines } = await round();
    expect(lines.map(({ skuId, bin, quantity, speed, because }) => [skuId, bin, quantity, speed, because])).toEqual([
      [pot.skuId, 'A-01', 10, 'fast', 'near'],
      [cup.skuId, 'A-03', 6, 'slow', 'far'],
    ]);
    // What is on one list is on no other.
    expect(await refusal(round())).toBe('not-found');
    const [first, second] = lines;
    expect(
      await refusals(
        confirm(putAwayId, 0, { bin: 'A-01', code: second!.code, quantity: 1 }),
      ),
    ).toEqual(['scan-wrong']);
    expect(await refusal(confirm(putAwayId, 0, { bin: 'Z-01', code: first!.code, quantity: 1 }))).toBe('not-found');
    expect(await refusal(confirm(putAwayId, 0, { bin: 'A-01', code: first!.code, quantity: 11 }))).toBe('illegal-step');
    await confirm(putAwayId, 0, { bin: 'A-01', code: first!.code, quantity: 8 });
    expect(await lies(pot)).toEqual({ loose: 2, bins: ['A-01 8'] });
    expect(await refusal(confirm(putAwayId, 1, { bin: 'A-01', code: second!.code, quantity: 1 }))).toBe('bin-unfit');
    await confirm(putAwayId, 1, { bin: 'A-02', code: second!.skuId, quantity: 6 });
    // Two people with one line: there is not more of it than there is.
    const twice = await Promise.allSettled(
      [0, 1].map(() => confirm(putAwayId, 0, { bin: 'A-01', code: first!.code, quantity: 2 })),
    );
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await lies(pot)).toEqual({ loose: 0, bins: ['A-01 10'] });
    expect((await one.call('GET /merchant/v1/put-aways', {})).items[0]).toMatchObject({ putAwayId, state: 'done' });
    expect(await refusals(end(putAwayId))).toEqual(['illegal-step']);
    const { items } = await one.call('GET /merchant/v1/skus/{skuId}/stock-movements', { skuId: cup.skuId });
    expect(items.find(({ kind }) => kind === 'carry')).toMatchObject({ quantity: 6, reason: `A-02 ${putAwayId}` });
    expect((await binsThere()).map(({ bin, units, skuId }) => [bin, units, skuId])).toEqual([
      ['A-01', 10, pot.skuId],
      ['A-02', 6, cup.skuId],
      ['A-03', 0, undefined],
    ]);
  });

  it('take up what is received, comes back or is transferred in, where it lies already', async () => {
    await one.call('POST /merchant/v1/skus/{skuId}/stock-adjustments', {
      skuId: cup.skuId,
      quantity: 3,
      reason: 'delivered',
    }, key());
    const far = (await one.call('POST /merchant/v1/warehouses', {
      name: { en: 'Far' },
      address: { ...home, name: 'Far' },
    }, key())).warehouseId;
    const sent = await one.call('POST /merchant/v1/transfers', {
      from: own,
      to: far,
      lines: [{ skuId: pot.skuId, sent: 4 }],
    }, key());
    expect(await lies(pot)).toEqual({ loose: 0, bins: ['A-01 6'] });
    await one.call('POST /merchant/v1/transfers/{transferId}/receipt', {
      transferId: sent.transferId,
      lines: [{ skuId: pot.skuId, good: 4, damaged: 0 }],
    });
    expect(await lies(pot, far)).toEqual({ loose: 4, bins: [] });
    const back = await one.call('POST /merchant/v1/transfers', {
      from: far,
      to: own,
      lines: [{ skuId: pot.skuId, sent: 4 }],
    }, key());
    await one.call('POST /merchant/v1/transfers/{transferId}/receipt', {
      transferId: back.transferId,
      lines: [{ skuId: pot.skuId, good: 3, damaged: 1 }],
    });
    expect(await lies(pot)).toEqual({ loose: 3, bins: ['A-01 6'] });
    const { putAwayId, lines } = await round();
    expect(lines.map(({ skuId, bin, quantity, because }) => [skuId, bin, quantity, because])).toEqual([
      [pot.skuId, 'A-01', 3, 'lies-there'],
      [cup.skuId, 'A-02', 3, 'lies-there'],
    ]);
    await end(putAwayId);
    const shown = await one.call('GET /merchant/v1/put-aways/{putAwayId}', { putAwayId });
    expect(shown.state).toBe('done');
    expect(await refusal(confirm(putAwayId, 0, { bin: 'A-01', code: pot.skuId, quantity: 1 }))).toBe('illegal-step');
    const again = await round();
    expect(again.lines).toHaveLength(2);
    // Somebody else has put them into another bin since.
    await move(pot, 3, { to: 'A-03' });
    expect(await refusal(confirm(again.putAwayId, 0, { bin: 'A-01', code: pot.skuId, quantity: 3 }))).toBe('bin-short');
    await move(pot, 3, { from: 'A-03' });
    await end(again.putAwayId);
    expect(
      await refusals(
        round(one, 'x'),
        one.call('GET /merchant/v1/warehouses/{warehouseId}/bins', { warehouseId: own, cursor: 'x' }),
      ),
    ).toEqual(['invalid-cursor']);
    const other = await shop();
    expect(
      await refusals(
        end(putAwayId, other),
        other.call('GET /merchant/v1/put-aways/{putAwayId}', { putAwayId }),
        confirm(again.putAwayId, 0, { bin: 'A-01', code: pot.skuId, quantity: 1 }, other),
      ),
    ).toEqual(['not-found']);
  });

  it('are moved between, are closed only when empty, and hold one SKU at a time', async () => {
    await move(pot, 2, { from: 'A-01', to: 'A-03' });
    expect(await lies(pot)).toEqual({ loose: 3, bins: ['A-01 4', 'A-03 2'] });
    expect(await refusals(move(pot, 5, { from: 'A-01', to: 'A-03' }), move(pot, 1, { missing: true }))).toEqual([
      'bin-short',
    ]);
    expect(
      await refusals(
        move(pot, 1, { from: 'A-01', to: 'A-02' }),
        setBin('A-03', { open: false }),
        setBin('A-03', { room: 1 }),
      ),
    ).toEqual(['bin-unfit']);
    await move(pot, 2, { from: 'A-03' });
    expect(await lies(pot)).toEqual({ loose: 5, bins: ['A-01 4'] });
    await move(cup, 1, { to: 'A-03' });
    await move(cup, 1, { from: 'A-03' });
    expect(await setBin('A-03', { open: false })).toMatchObject({ open: false });
    expect(await refusal(move(pot, 1, { to: 'A-03' }))).toBe('bin-unfit');
    // Closed while somebody puts something in: one of the two.
    await setBin('A-03');
    const race = await Promise.allSettled([move(pot, 1, { to: 'A-03' }), setBin('A-03', { open: false })]);
    const [there] = (await binsThere()).filter(({ bin }) => bin === 'A-03');
    expect([there!.open, there!.units]).toEqual(race[0]!.status === 'fulfilled' ? [true, 1] : [false, 0]);
  });
});
