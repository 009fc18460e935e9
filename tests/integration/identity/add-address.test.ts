import { describe, expect, it } from 'vitest';
import { key, person, refusal, type Person } from '../../support/people.ts';

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
