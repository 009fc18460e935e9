import * as z from 'zod';

/**
 * The chart of accounts. `per` names whose account it is: `merchant-pending:mer_…` is one of many, `commission` is a
 * single one. A `guarded` account keeps a running balance, which can never be less than nothing.
 * docs/chart-of-accounts.md explains each, and where the accounts that later kinds of business need will fit.
 */
export const chart = {
  /** Money of ours that a payment provider holds. */
  'provider-clearing': { nature: 'asset', per: 'provider', guarded: false },
  /** What buyers have paid and nobody has earned yet. */
  'buyer-funds': { nature: 'liability', per: 'order', guarded: true },
  /** What has arrived and pays for no order: too late, twice, or of a wrong amount. */
  'unallocated-funds': { nature: 'liability', per: 'capture', guarded: true },
  /** Refunds asked of the provider and not confirmed yet. */
  'refunds-in-flight': { nature: 'liability', per: undefined, guarded: false },
  /** Refunds that the provider could not make: owed to the buyer until a person decides. */
  'refunds-failed': { nature: 'liability', per: undefined, guarded: false },
  /** What the platform has given buyers by another way, and may have from the provider for itself. */
  'settled-elsewhere': { nature: 'liability', per: undefined, guarded: false },
  /** What buyers have been given twice: claimed of them until a person decides, or one of the refunds comes back. */
  'buyer-receivable': { nature: 'asset', per: undefined, guarded: false },
  /** What merchants have earned and may still be asked back within the after-sales window. */
  'merchant-pending': { nature: 'liability', per: 'merchant', guarded: true },
  /** What merchants can be paid out. */
  'merchant-released': { nature: 'liability', per: 'merchant', guarded: true },
  /** Payouts asked of the provider and not confirmed yet. */
  'payouts-in-flight': { nature: 'liability', per: undefined, guarded: false },
  /** What a merchant has been paid twice: claimed of it until a person decides, or one of the payouts comes back. */
  'merchant-receivable': { nature: 'asset', per: 'merchant', guarded: false },
  /** What merchants owe of sales that were given back after a statement had settled them: taken off later ones. */
  'merchant-debt': { nature: 'asset', per: 'merchant', guarded: true },
  /** What the platform bears of what it has paid or given twice and does not get back. */
  'written-off': { nature: 'expense', per: undefined, guarded: false },
  /** What the platform has earned. */
  'commission': { nature: 'income', per: undefined, guarded: false },
  /** What payment providers keep for their work. */
  'provider-fees': { nature: 'expense', per: undefined, guarded: false },
  /** Freight that buyers have paid: it passes through to whoever carries the goods. */
  'freight': { nature: 'liability', per: undefined, guarded: false },
} as const satisfies Record<
  string,
  { nature: 'asset' | 'liability' | 'income' | 'expense'; per: string | undefined; guarded: boolean }
>;

export type AccountCode = keyof typeof chart;
export const AccountCode = z.enum(Object.keys(chart) as [AccountCode, ...AccountCode[]]);

/** An account that keeps a running balance. */
export type GuardedCode = { [C in AccountCode]: (typeof chart)[C]['guarded'] extends true ? C : never }[AccountCode];
export const guardedCodes = (Object.keys(chart) as AccountCode[]).filter((code): code is GuardedCode =>
  chart[code].guarded
);
export const isGuarded = (code: AccountCode): code is GuardedCode => chart[code].guarded;

type Owned = { [C in AccountCode]: (typeof chart)[C]['per'] extends string ? C : never }[AccountCode];

/** An account's name: its code, and whose it is where there are many. */
export type Account = Exclude<AccountCode, Owned> | `${Owned}:${string}`;

export const codeOf = (account: Account): AccountCode => account.split(':', 1)[0] as AccountCode;

/** Whose account it is: `mer_…` of `merchant-pending:mer_…`. */
export const ownerOf = (account: Account): string | undefined => account.split(':')[1];

const owners: Readonly<Record<(typeof chart)[Owned]['per'], RegExp>> = {
  provider: /^[a-z][a-z0-9-]{0,30}$/,
  order: /^ord_[0-9A-HJKMNP-TV-Z]{26}$/,
  capture: /^[\w-]{1,100}$/,
  merchant: /^mer_[0-9A-HJKMNP-TV-Z]{26}$/,
};

/** Whether there is such an account: one of the chart, with an owner where it is one of many. */
export const isAccount = (name: string): name is Account => {
  const [code, owner, ...rest] = name.split(':');
  if (!AccountCode.safeParse(code).success || rest.length > 0) return false;
  const { per } = chart[code as AccountCode];
  return per === undefined ? owner === undefined : owner !== undefined && owners[per].test(owner);
};
