import { staffAccounts } from '../identity/public.ts';
import { together } from '../kernel/access.ts';
import { accounts, type Account } from '../kernel/account.ts';
import type { Audience, Role } from '../kernel/contract.ts';
import type { AccountId, MerchantId } from '../kernel/ids.ts';
import type { Receiver } from '../kernel/notice.ts';
import type { Locale } from '../kernel/text.ts';
import { merchants } from '../merchants/public.ts';

/** Whose site shows what a notice is about. */
export const siteOf = (to: Receiver): Audience => 'account' in to ? 'shop' : 'shop' in to ? 'merchant' : 'operator';

/** Where somebody reads mail, and in which language. */
export interface Mailbox {
  /** Whose it is: this may be logged, the address may not. */
  readonly owner: AccountId | MerchantId;
  readonly address: string;
  readonly locale: Locale;
}

/** What finding mailboxes reads. */
export const mailboxes = together('notices.mailboxes', accounts.get, merchants.get, staffAccounts);

/** The mailboxes of a receiver; none for an account that signs in by mobile number. */
export const mailboxesOf = (to: Receiver): Promise<Mailbox[]> => {
  if ('account' in to) return ofAccount(to.account);
  return 'shop' in to ? ofShop(to.shop) : ofStaff(to.staff);
};

const ofAccount = async (accountId: AccountId): Promise<Mailbox[]> => {
  const account = await accounts.get(accountId);
  return account ? mailboxOf(account) : [];
};

const mailboxOf = (
  { id, login, locale }: Account,
): Mailbox[] => (login.includes('@') ? [{ owner: id, address: login, locale }] : []);

/** A shop reads mail at the address of its company, in its owner's language. */
const ofShop = async (merchantId: MerchantId): Promise<Mailbox[]> => {
  const merchant = await merchants.get(merchantId);
  const owner = merchant && await accounts.get(merchant.ownerId);
  return owner ? [{ owner: merchantId, address: merchant.company.email, locale: owner.locale }] : [];
};

const ofStaff = async (role: Role): Promise<Mailbox[]> => {
  const found: Mailbox[] = [];
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await staffAccounts('STAFF', { limit: 100, cursor });
    const people = items.filter(({ roles, status }) => roles.includes(role) && status === 'active');
    found.push(...(await Promise.all(people.map(({ id }) => ofAccount(id)))).flat());
    cursor = next;
  } while (cursor);
  return found;
};
