import * as z from 'zod';
import { Phone } from '../kernel/values/address.ts';
import { changed, created, move, type Change, type Steps } from '../kernel/store/change.ts';
import { after, Instant } from '../kernel/values/clock.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';
import { Currency } from '../kernel/values/money.ts';
import { personal } from '../kernel/values/personal.ts';
import { Problem } from '../kernel/problems.ts';
import { BasisPoints } from '../kernel/values/rate.ts';
import { localText, prose, title } from '../kernel/values/text.ts';
import type { PayoutAccountRules } from './rulebooks.ts';
import {
  merchantApproved,
  merchantOpened,
  merchantReinstated,
  merchantRejected,
  merchantSuspended,
  payoutAccountSet,
  payoutAccountVerified,
  payoutsHeld,
  payoutsReleased,
  storeChanged,
} from './events.ts';

/** Who trades, and whom to reach there. */
export type Company = z.infer<typeof Company>;
export const Company = z.strictObject({
  name: title(200),
  contactPerson: personal(title(80)),
  phone: personal(Phone),
  email: personal(z.email().max(254)),
}).meta({ id: 'Company' });

/** What buyers see of a shop. */
export type Store = z.infer<typeof Store>;
export const Store = z.strictObject({ name: localText(60), intro: localText(2000, prose).optional() }).meta({
  id: 'Store',
});

/** Where earnings are paid to: the payment provider's token of a bank account, never its number. */
export type PayoutAccount = z.infer<typeof PayoutAccount>;
export const PayoutAccount = z.strictObject({
  token: z.string().regex(
    /^[a-z]{2,16}_[\w.:-]{1,111}$/,
    'must be a token of the payment provider (acct_…); never send an account number',
  ),
  holder: personal(title(120)),
});

/**
 * A commission rate that was agreed with one shop, from a moment on until the next one for the same goods: for what it
 * sells in a category and below, or for whatever nothing nearer is agreed on. Without a rate nothing is agreed any more.
 */
export type AgreedRate = z.infer<typeof AgreedRate>;
export const AgreedRate = z.object({
  categoryId: id('category').optional(),
  from: Instant,
  basisPoints: BasisPoints.nullable(),
});

export type MerchantState = z.infer<typeof MerchantState>;
export const MerchantState = z.enum(['applying', 'active', 'suspended', 'rejected']);

/** A shop of the marketplace. Its currency never changes. */
export interface Merchant {
  readonly id: MerchantId;
  readonly version: number;
  readonly ownerId: AccountId;
  readonly state: MerchantState;
  readonly company: Company;
  readonly store: Store;
  readonly currency: Currency;
  readonly payoutAccount?: PayoutAccount & {
    readonly verified: boolean;
    readonly setAt: Instant;
    /** When it took the place of another one. */
    readonly changedAt?: Instant | undefined;
    /** Until when nothing is paid, because it did. */
    readonly heldUntil?: Instant | undefined;
  };
  /** It sells nothing for the time being, and is paid nothing. */
  readonly suspension?: { readonly reason: string; readonly since: Instant } | undefined;
  /** Somebody of the platform looks into its payouts: none is made meanwhile. */
  readonly payoutReview?: { readonly reason: string; readonly since: Instant } | undefined;
  /** The commission that was agreed with it, where that is not what its categories say. */
  readonly agreedRates?: readonly AgreedRate[];
  readonly createdAt: Instant;
}

export const merchantSteps = {
  approve: { from: ['applying'], to: 'active' },
  reject: { from: ['applying'], to: 'rejected' },
  suspend: { from: ['active'], to: 'suspended' },
  reinstate: { from: ['suspended'], to: 'active' },
} as const satisfies Steps<MerchantState>;

type Opening = Pick<Merchant, 'id' | 'ownerId' | 'company' | 'store' | 'currency'>;

/** A shop that may not sell yet: its application has to be approved first. */
export const openMerchant = (opening: Opening, now: Instant): Change<Merchant> =>
  created<Merchant>(
    { ...opening, state: 'applying', createdAt: now },
    merchantOpened({ merchantId: opening.id, ownerId: opening.ownerId, at: now }),
  );

/** Lets the shop sell, under the facts that its application was approved with. */
export const approveMerchant = (merchant: Merchant, company: Company, store: Store, now: Instant): Change<Merchant> =>
  move(
    merchantSteps,
    merchant,
    'approve',
    { company, store },
    merchantApproved({
      merchantId: merchant.id,
      ownerId: merchant.ownerId,
      name: store.name,
      currency: merchant.currency,
      at: now,
    }),
  );

export const rejectMerchant = (merchant: Merchant, reason: string, now: Instant): Change<Merchant> =>
  move(
    merchantSteps,
    merchant,
    'reject',
    {},
    merchantRejected({ merchantId: merchant.id, ownerId: merchant.ownerId, reason, at: now }),
  );

export const suspendMerchant = (merchant: Merchant, reason: string, now: Instant): Change<Merchant> =>
  move(
    merchantSteps,
    merchant,
    'suspend',
    { suspension: { reason, since: now } },
    merchantSuspended({ merchantId: merchant.id, reason, at: now }),
  );

export const reinstateMerchant = (merchant: Merchant, reason: string, now: Instant): Change<Merchant> =>
  move(
    merchantSteps,
    merchant,
    'reinstate',
    { suspension: undefined },
    merchantReinstated({ merchantId: merchant.id, reason, at: now }),
  );

/** @throws Problem merchant-not-approved: only an approved merchant sells */
export const mustBeActive = ({ state }: Merchant): void => {
  if (state !== 'active') throw new Problem('merchant-not-approved', `The shop is ${state}`);
};

/** A shop that everybody may see. @throws Problem not-found */
export const mustBeOpen = (merchant: Merchant): Merchant => {
  if (merchant.state !== 'active') throw new Problem('not-found');
  return merchant;
};

/** Changes what buyers see. @throws Problem merchant-not-approved */
export const changeStore = (merchant: Merchant, store: Partial<Store>, now: Instant): Change<Merchant> => {
  mustBeActive(merchant);
  return changed<Merchant>(
    merchant,
    { store: { ...merchant.store, ...store } },
    storeChanged({ merchantId: merchant.id, at: now }),
  );
};

/**
 * Sets where earnings go. Nothing is paid there before finance has verified it.
 * @throws Problem merchant-not-approved
 */
export const setPayoutAccount = (
  merchant: Merchant,
  account: PayoutAccount,
  { changeWindow }: PayoutAccountRules,
  now: Instant,
): Change<Merchant> => {
  mustBeActive(merchant);
  const before = merchant.payoutAccount;
  const { changedAt, heldUntil } = before && before.token !== account.token
    ? { changedAt: now, heldUntil: after(now, changeWindow) }
    : { ...before };
  return changed<Merchant>(
    merchant,
    { payoutAccount: { ...account, verified: false, setAt: now, changedAt, heldUntil } },
    payoutAccountSet({ merchantId: merchant.id, at: now }),
  );
};

/** Holds a shop's payouts until they are released. @throws Problem illegal-step when they are held so already */
export const holdPayouts = (merchant: Merchant, reason: string, now: Instant): Change<Merchant> => {
  if (merchant.payoutReview) throw new Problem('illegal-step', 'The payouts of this shop are under review already');
  return review(merchant, reason, now);
};

const review = (merchant: Merchant, reason: string, now: Instant): Change<Merchant> =>
  changed<Merchant>(
    merchant,
    { payoutReview: { reason, since: now } },
    payoutsHeld({ merchantId: merchant.id, reason, at: now }),
  );

/**
 * Holds them because the account of the shop is frozen. Under review already, they are so for this reason as well, and wait
 * anew: who has looked into the first has not looked into this.
 */
export const holdPayoutsOfFrozen = (merchant: Merchant, why: string, now: Instant): Change<Merchant> => {
  const reason = `The account of the shop is frozen: ${why}`;
  const { payoutReview } = merchant;
  return review(merchant, payoutReview ? `${payoutReview.reason}. ${reason}` : reason, now);
};

/** Ends the review of a shop's payouts: other reasons to hold them stay. @throws Problem illegal-step without one */
export const releasePayouts = (merchant: Merchant, reason: string, now: Instant): Change<Merchant> => {
  if (!merchant.payoutReview) throw new Problem('illegal-step', 'The payouts of this shop are not under review');
  return changed<Merchant>(
    merchant,
    { payoutReview: undefined },
    payoutsReleased({ merchantId: merchant.id, reason, at: now }),
  );
};

/**
 * @param token of the account that finance has looked at
 * @throws Problem payout-account-missing when the merchant has set none, or another one meanwhile
 */
export const verifyPayoutAccount = (merchant: Merchant, token: string, now: Instant): Change<Merchant> => {
  const account = merchant.payoutAccount;
  if (account?.token !== token) {
    throw new Problem('payout-account-missing', 'This is not the account that the shop has set');
  }
  return changed<Merchant>(
    merchant,
    { payoutAccount: { ...account, verified: true } },
    payoutAccountVerified({ merchantId: merchant.id, at: now }),
  );
};
