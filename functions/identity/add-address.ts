import * as z from 'zod';
import { addAddress, AddressId } from '../../shared/identity/address.ts';
import { addressBookChanged } from '../../shared/identity/events.ts';
import { addressBooks } from '../../shared/identity/store.ts';
import { everyRole } from '../../shared/kernel/account.ts';
import { PostalAddress } from '../../shared/kernel/values/address.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Adds an address to the caller's book; the first one is the default.",
  route: 'POST /v1/addresses',
  audience: 'shop',
  callers: everyRole,
  idempotent: true,
  input: PostalAddress,
  answer: { 201: z.object({ addressId: AddressId }) },
  problems: ['address-limit'],
  touches: [addressBooks.get, addressBooks.save],
  emits: [addressBookChanged],
}, async ({ input, caller, newId, commit }) => {
  const addressId = newId('address');
  const change = addAddress(await addressBooks.get(caller.accountId), caller.accountId, addressId, input);
  return commit({ writes: [addressBooks.save(change)], answer: { addressId } });
});
