import { expect, it } from 'vitest';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { setDispatch } from '../../../shared/logistics/dispatch.ts';
import { faultInChinese } from '../../../web/shared/fault-words.ts';

const shop = idsAt(instant(0))('merchant');
const address = {
  name: 'Blue Teapot',
  phone: '+6562701234',
  street: '1 Raffles Place',
  city: '',
  region: '',
  postalCode: '048616',
  country: 'SG',
};

it('a shop prefers only a carrier that its stage offers', () => {
  const isOffered = (carrier: string): boolean => carrier !== 'easypost';
  expect(setDispatch(undefined, shop, { address, carrier: 'swift' }, isOffered).after.carrier).toBe('swift');
  expect(setDispatch(undefined, shop, { address }, () => false).after.carrier).toBeUndefined();
  expect(() => setDispatch(undefined, shop, { address, carrier: 'easypost' }, isOffered)).toThrow(
    expect.objectContaining({
      code: 'invalid-input',
      faults: [{ path: 'carrier', message: 'is not offered here' }],
    }) as Error,
  );
  expect(setDispatch(undefined, shop, { address, priorityCarrier: 'postal' }, isOffered).after.priorityCarrier).toBe(
    'postal',
  );
  expect(() => setDispatch(undefined, shop, { address, priorityCarrier: 'easypost' }, isOffered)).toThrow();
  expect(faultInChinese('is not offered here')).toBe('此处不提供');
});
