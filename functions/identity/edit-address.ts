import * as z from 'zod';
import { Address, AddressId, editAddress } from '../../shared/identity/address.ts';
import { addressBookChanged } from '../../shared/identity/events.ts';
import { addressBooks } from '../../shared/identity/store.ts';
import { everyRole } from '../../shared/kernel/account.ts';
import { AddressChanges } from '../../shared/kernel/values/address.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Changes one of the caller's addresses; orders keep the address that they were placed with.",
  route: 'PATCH /v1/addresses/{addressId}',
  audience: 'shop',
  callers: everyRole,
  input: z.strictObject({ addressId: AddressId, ...AddressChanges.shape }),
  answer: { 200: Address },
  problems: ['not-found'],
  touches: [addressBooks.get, addressBooks.save],
  emits: [addressBookChanged],
}, async ({ input: { addressId, ...fields }, caller, commit }) => {
  const change = editAddress(await addressBooks.get(caller.accountId), addressId, fields);
  return commit({
    writes: [addressBooks.save(change)],
    answer: change.after.addresses.find(({ id }) => id === addressId)!,
  });
});
