import * as z from 'zod';
import { AddressId, chooseDefault } from '../../shared/identity/address.ts';
import { addressBookChanged } from '../../shared/identity/events.ts';
import { addressBooks } from '../../shared/identity/store.ts';
import { everyRole } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Makes one of the caller's addresses the default.",
  route: 'PUT /v1/addresses/{addressId}/default',
  audience: 'shop',
  callers: everyRole,
  input: z.strictObject({ addressId: AddressId }),
  answer: { 204: z.void() },
  problems: ['not-found'],
  touches: [addressBooks.get, addressBooks.save],
  emits: [addressBookChanged],
}, async ({ input, caller, commit }) => {
  const change = chooseDefault(await addressBooks.get(caller.accountId), input.addressId);
  return commit({ writes: [addressBooks.save(change)] });
});
