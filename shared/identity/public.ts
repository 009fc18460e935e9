/** What other contexts may use of identity. Accounts themselves are the kernel's, which asks for them at every door. */
export { joinShop, Profile, profileOf } from './account.ts';
export { Address, AddressId } from './address.ts';
export { rolesChanged } from './events.ts';
export { addresses, buyerList, staffAccounts } from './store.ts';
