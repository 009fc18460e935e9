import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addAddress,
  chooseDefault,
  deleteAddress,
  editAddress,
  maxAddresses,
  type AddressBook,
} from '../../../shared/identity/address.ts';
import { PostalAddress } from '../../../shared/kernel/values/address.ts';
import { addressFaults } from '../../../shared/kernel/values/address-rules.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

const newId = idsAt(instant(Date.parse('2026-11-22T08:00:00.000Z')));
const accountId = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
const home: PostalAddress = {
  name: 'Ann',
  phone: '+8613800138000',
  country: 'CN',
  region: 'ZJ',
  city: 'Hangzhou',
  street: '1 West Lake Road',
  postalCode: '310000',
};

const bookOf = (count: number): AddressBook | undefined => {
  let book: AddressBook | undefined;
  for (let i = 0; i < count; i += 1) book = addAddress(book, accountId, newId('address'), home).after;
  return book;
};

describe('an address', () => {
  it.each([['phone', undefined], ['country', 'China'], ['street', ' '], ['city', 'x'.repeat(101)]])(
    'is refused with %s %j [IAM-15]',
    (field, value) => {
      expect(PostalAddress.safeParse({ ...home, [field]: value }).error?.issues[0]?.path).toEqual([field]);
    },
  );

  it.each([['phone', '12345'], ['region', 'Bavaria'], ['postalCode', '310'], ['city', ''], ['country', 'XX']])(
    'is refused with %s %j, which its country does not have [IAM-15]',
    (field, value) => {
      const faults = addressFaults({ ...home, [field]: value });
      expect(faults.map(({ path }) => path)).toEqual([field]);
      const adding = () => addAddress(undefined, accountId, newId('address'), { ...home, [field]: value });
      expect(adding).toThrow(expect.objectContaining({ code: 'invalid-input', faults }) as Problem);
    },
  );
});

describe('an address book', () => {
  it('holds twenty addresses at the most [IAM-15]', () => {
    expect(() => addAddress(bookOf(maxAddresses), accountId, newId('address'), home)).toThrow('address-limit');
  });

  it('has the first one as its default, then the chosen one, then the oldest one left [IAM-15]', () => {
    const book = bookOf(3)!;
    const [first, second, third] = book.addresses.map(({ id }) => id);
    expect(book.addresses.find(({ isDefault }) => isDefault)?.id).toBe(first);
    const chosen = chooseDefault(book, third!).after;
    expect(chosen.addresses.find(({ isDefault }) => isDefault)?.id).toBe(third);
    const left = deleteAddress(deleteAddress(chosen, third!).after, first!).after;
    expect(left.addresses).toEqual([{ id: second, ...home, isDefault: true }]);
  });

  it('changes one address and leaves the others [IAM-15]', () => {
    const book = bookOf(2)!;
    const { after } = editAddress(book, book.addresses[1]!.id, { city: 'Ningbo' });
    expect(after.addresses.map(({ city }) => city)).toEqual(['Hangzhou', 'Ningbo']);
  });

  it('knows nothing of an address that is not in it [IAM-20]', () => {
    for (const book of [undefined, bookOf(1)]) {
      expect(() => editAddress(book, newId('address'), {})).toThrow('not-found');
      expect(() => deleteAddress(book, newId('address'))).toThrow('not-found');
      expect(() => chooseDefault(book, newId('address'))).toThrow('not-found');
    }
  });

  it('always has exactly one default, unless it is empty', () => {
    const command = fc.record({
      kind: fc.constantFrom('add', 'add', 'edit', 'delete', 'choose'),
      which: fc.nat(maxAddresses),
    });
    fc.assert(fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
      let book: AddressBook | undefined;
      for (const { kind, which } of commands) {
        const address = book?.addresses[which]?.id ?? newId('address');
        try {
          if (kind === 'add') book = addAddress(book, accountId, newId('address'), home).after;
          if (kind === 'edit') book = editAddress(book, address, { street: `${which} Road` }).after;
          if (kind === 'delete') book = deleteAddress(book, address).after;
          if (kind === 'choose') book = chooseDefault(book, address).after;
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
        const count = book?.addresses.length ?? 0;
        expect(book?.addresses.filter(({ isDefault }) => isDefault).length ?? 0).toBe(Math.min(count, 1));
        expect(count).toBeLessThanOrEqual(maxAddresses);
      }
    }));
  });
});
