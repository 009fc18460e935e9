import * as z from 'zod';
import { AddressId, deleteAddress } from '../../shared/identity/address.ts';
import { addressBookChanged } from '../../shared/identity/events.ts';
import { addressBooks } from '../../shared/identity/store.ts';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Deletes one of the caller's addresses; when it was the default, the oldest one left becomes it.",
  route: 'DELETE /v1/addresses/{addressId}',
  audience: 'shop',
  callers: everyRole,
  input: z.strictObject({ addressId: AddressId }),
  answer: { 204: z.void() },
  problems: ['not-found'],
  touches: [addressBooks.get, addressBooks.save],
  emits: [addressBookChanged],
}, async ({ input, caller, commit }) => {
  const change = deleteAddress(await addressBooks.get(caller.accountId), input.addressId);
  return commit({ writes: [addressBooks.save(change)] });
});
