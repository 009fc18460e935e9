import { describe, expect, it } from 'vitest';
import type { Refused } from '../../../web/client.ts';
import { merchant } from '../../support/merchants.ts';
import { key, person, refusal, type Person } from '../../support/people.ts';
import { brl, buyer, fill, onSale } from '../../support/shopping.ts';

const home = {
  name: 'Ann',
  phone: '+8613800138000',
  country: 'CN',
  region: 'ZJ',
  city: 'Hangzhou',
  street: '1 West Lake Road',
  postalCode: '310000',
};
const add = async ({ call }: Person, address = home): Promise<string> =>
  (await call('POST /shop/v1/addresses', address, key())).addressId;

describe('the address book', () => {
  it('keeps addresses with one default: added, chosen, edited, deleted [IAM-15]', async () => {
    const ann = await person();
    const [first, second] = [await add(ann), await add(ann, { ...home, city: 'Ningbo' })];
    await ann.call('PUT /shop/v1/addresses/{addressId}/default', { addressId: second });
    await ann.call('PATCH /shop/v1/addresses/{addressId}', { addressId: first, phone: '+8613900139000' });
    expect((await ann.call('GET /shop/v1/addresses', {})).items).toEqual([
      { id: first, ...home, phone: '+8613900139000', isDefault: false },
      { id: second, ...home, city: 'Ningbo', isDefault: true },
    ]);
    await ann.call('DELETE /shop/v1/addresses/{addressId}', { addressId: second });
    expect((await ann.call('GET /shop/v1/addresses', {})).items).toMatchObject([{ id: first, isDefault: true }]);
  });

  it('refuses an address without a phone, and the twenty-first [IAM-15]', async () => {
    const ann = await person();
    const { phone: _, ...unreachable } = home;
    expect(await refusal(ann.call('POST /shop/v1/addresses', unreachable as typeof home, key()))).toBe('invalid-input');
    for (let i = 0; i < 20; i += 1) await add(ann);
    expect(await refusal(add(ann))).toBe('address-limit');
  });

  it('takes what each country has, and keeps it by code and in E.164 [IAM-15]', async () => {
    const ann = await person();
    const { region: _, postalCode: __, city: ___, ...rest } = home;
    const kowloon = { ...rest, country: 'HK', region: '九龍', phone: '2345 6789' };
    const dubai = { ...rest, country: 'AE', region: 'Dubai', phone: '050 123 4567' };
    const singapore = { ...rest, country: 'SG', postalCode: '546080', phone: '+65 6123 4567' };
    for (const address of [kowloon, dubai, singapore]) await ann.call('POST /shop/v1/addresses', address, key());
    expect((await ann.call('GET /shop/v1/addresses', {})).items).toMatchObject([
      { region: 'Kowloon', city: '', postalCode: '', phone: '+85223456789' },
      { region: 'DU', city: '', postalCode: '', phone: '+971501234567' },
      { region: '', city: '', postalCode: '546080', phone: '+6561234567' },
    ]);
    const faults = await ann.call('POST /shop/v1/addresses', { ...home, region: 'Bavaria', postalCode: 'x' }, key())
      .catch(
        (error: unknown) => (error as Refused).problem.faults,
      );
    expect(faults).toMatchObject([{ path: 'region' }, { path: 'postalCode' }]);
  });

  it('tells a shop and its freight where it is, however both write the region [LOG-09]', async () => {
    const seller = await merchant();
    await seller.call('PUT /merchant/v1/freight-template', {
      mode: 'template',
      zones: [
        { country: 'AU', regions: ['AU-NSW', 'Victoria'], base: brl(1500), perKg: brl(0) },
        { country: 'AU', base: brl(9900), perKg: brl(0) },
      ],
    });
    const goods = await onSale(seller);
    for (
      const [region, freight] of [['NSW', 1500], ['new south wales', 1500], ['vic', 1500], [
        'Queensland',
        9900,
      ]] as const
    ) {
      const one = await buyer();
      const { addressId } = await one.call('POST /shop/v1/addresses', {
        ...home,
        country: 'AU',
        region,
        city: 'Somewhere',
        postalCode: '2000',
        phone: '0412 345 678',
      }, key());
      await fill(one, [goods, 1]);
      const { orders } = await one.call('POST /shop/v1/checkout/preview', { addressId });
      expect(orders).toMatchObject([{ freight: brl(freight) }]);
    }
  });

  it("is nobody else's [IAM-20]", async () => {
    const [ann, ben] = [await person(), await person()];
    const addressId = await add(ann);
    expect(await refusal(ben.call('PATCH /shop/v1/addresses/{addressId}', { addressId, city: 'Ningbo' }))).toBe(
      'not-found',
    );
    expect(await refusal(ben.call('PUT /shop/v1/addresses/{addressId}/default', { addressId }))).toBe('not-found');
    expect(await refusal(ben.call('DELETE /shop/v1/addresses/{addressId}', { addressId }))).toBe('not-found');
    expect((await ben.call('GET /shop/v1/addresses', {})).items).toEqual([]);
  });
});
