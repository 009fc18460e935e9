import { staffAccounts } from '../identity/public.ts';
import { together } from '../kernel/doors/access.ts';
import { accounts, staffList, type Account } from '../kernel/account.ts';
import type { Audience, Role } from '../kernel/doors/contract.ts';
import type { AccountId, MerchantId } from '../kernel/values/ids.ts';
import type { Category, Receiver } from '../kernel/policy/notice.ts';
import { everything } from '../kernel/store/page.ts';
import { merchants } from '../merchants/public.ts';
import type { Person } from './message.ts';

/** Whose site shows what a notice is about. What is about their work is told to accounts of the staff alone. */
export const siteOf = (to: Receiver, category?: Category): Audience =>
  'staff' in to || category === 'work' ? 'operator' : 'shop' in to ? 'merchant' : 'shop';

/** What finding people reads. */
export const receivers = together('notices.receivers', accounts.get, merchants.get, staffAccounts);

/** The people behind a receiver. */
export const peopleOf = (to: Receiver): Promise<Person[]> => {
  if ('account' in to) return ofAccount(to.account);
  return 'shop' in to ? ofShop(to.shop) : ofStaff(to.staff);
};

/** An account is reached where it signs in, since that has been verified. */
export const personOf = ({ id, login, locale }: Pick<Account, 'id' | 'login' | 'locale'>): Person => ({
  accountId: id,
  locale,
  addresses: login.includes('@') ? { mail: login } : { text: login },
});

const ofAccount = async (accountId: AccountId): Promise<Person[]> => {
  const account = await accounts.get(accountId);
  return account ? [personOf(account)] : [];
};

/** A shop reads mail at the address of its company; all else reaches its owner. */
const ofShop = async (merchantId: MerchantId): Promise<Person[]> => {
  const merchant = await merchants.get(merchantId);
  const owner = merchant && await accounts.get(merchant.ownerId);
  if (!owner) return [];
  const person = personOf(owner);
  return [{ ...person, addresses: { ...person.addresses, mail: merchant.company.email } }];
};

const ofStaff = async (role: Role): Promise<Person[]> => {
  const people = await Array.fromAsync(everything(staffAccounts, staffList));
  const ids = people.filter(({ roles, status }) => roles.includes(role) && status === 'active').map(({ id }) => id);
  return (await Promise.all(ids.map(ofAccount))).flat();
};
