import type { Money } from '../../kernel/values/money.ts';
import type { PaymentMethod } from './methods.ts';
import type { ProviderName } from './provider-name.ts';

/** When the provider last changed what it speaks of, by its own clock, where it says so. */
interface Dated {
  readonly updatedAt?: string | undefined;
}

/** What the provider says of one of its payments. */
export interface PaymentReport extends Dated {
  readonly providerId: string;
  /** Ours. */
  readonly reference: string;
  readonly status: 'waiting' | 'captured' | 'declined';
  /** What was captured, and for which account at the provider. */
  readonly received?: ForeignMoney | undefined;
  readonly payee?: string | undefined;
  /** Where the buyer confirms. */
  readonly payUrl?: string | undefined;
  readonly failureCode?: string | undefined;
  /** What it was paid by, where it was asked to keep that. */
  readonly means?: MeansReport | undefined;
  /** The reference under which the same capture is in our books already. */
  readonly bookedUnder?: string | undefined;
}

/** A means of payment that the provider takes again: its token, and by what its owner knows it. */
export interface MeansReport {
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
}

/** Through whom money comes: the name of its clearing account in the ledger, and our own account there. */
export interface Collector {
  readonly name: string;
  readonly payee: string;
}

/** The amount, in minor units, and the currency that a report is about, as far as it names them. */
interface Priced {
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
}

export interface RefundReport extends Dated, Priced {
  readonly reference: string;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly failureCode?: string | undefined;
}

export interface PayoutReport extends Dated, Priced {
  readonly reference: string;
  readonly status: 'pending' | 'paid' | 'failed' | 'returned';
  readonly failureCode?: string | undefined;
}

/** Whether a report names no other money than was asked for. */
export const tallies = ({ amount, currency }: Priced, asked: Money): boolean =>
  (amount ?? asked.amount) === asked.amount && (currency ?? asked.currency) === asked.currency;

/** A report in short, so that the same is told to a person once. */
export const wordOf = ({ status, amount, currency }: RefundReport | PayoutReport, asked: Money): string =>
  tallies({ amount, currency }, asked)
    ? status
    : `${status} ${amount ?? asked.amount} ${currency ?? asked.currency}`;

/** Whether the provider has changed its word since: such a notice was overtaken on its way. */
export const isOlder = (notice: Dated, present: Dated | undefined): boolean =>
  notice.updatedAt !== undefined && present?.updatedAt !== undefined
  && Date.parse(notice.updatedAt) < Date.parse(present.updatedAt);

/**
 * An amount in minor units of whatever currency the provider has: somebody may remit one that the platform does not
 * trade in.
 */
export interface ForeignMoney {
  readonly amount: number;
  readonly currency: string;
}

/**
 * One line of the provider's daily statement. Money that came to us is positive; `fee` is what was kept of it besides.
 */
export interface StatementLine {
  readonly date: string;
  /**
   * `capture`, `refund`, `payout`, `fee`; `refund-return`, `payout-return`: money that had gone out, and is with the provider
   * again. Any other is what the provider calls it: a chargeback, an adjustment.
   */
  readonly type: string;
  readonly providerId: string;
  readonly reference: string;
  readonly amount: ForeignMoney;
  readonly fee: ForeignMoney;
}

/**
 * The provider's statement of one UTC day: what it held of ours as the day began and as it ended, by currency, and each
 * movement between. A currency that is not named was not held.
 */
export interface ProviderStatement {
  readonly opening: readonly ForeignMoney[];
  readonly closing: readonly ForeignMoney[];
  readonly lines: readonly StatementLine[];
}

/**
 * What every payment institution must be able to do for us. A `reference` is ours and is its idempotency key: the same
 * request sent again with it is the same payment, refund or payout. What it refuses for good, in its own envelope and by
 * a code that its API describes, is a report (`declined`, `failed`). Anything else that goes wrong throws `Unanswered`
 * (a proxy's page, an error of its server, an answer that says nothing of the kind), and then nobody knows: the next run
 * looks the reference up. A refund or payout is never sent under another one; a payment of which the provider knows nothing is, since what
 * would arrive twice goes back.
 */
export interface PaymentProvider {
  /** Names its clearing account in the ledger. */
  readonly name: ProviderName;
  /** Whose money is ours: what it captures for another account is not. */
  collector(): Collector;
  create(
    request: {
      reference: string;
      amount: Money;
      method: PaymentMethod;
      token?: string | undefined;
      /** The buyer agrees that what is paid by can be used again. */
      keep?: true | undefined;
      /** Where the provider's page leads the buyer when he is done there. */
      returnUrl: string;
    },
  ): Promise<PaymentReport>;
  /** Takes back a request that nobody has paid. */
  cancel(providerId: string): Promise<void>;
  /** All payments under a reference: a bank may remit twice. */
  findPayments(reference: string): Promise<PaymentReport[]>;
  refund(request: { reference: string; providerId: string; amount: Money }): Promise<RefundReport>;
  findRefund(reference: string): Promise<RefundReport | undefined>;
  /** @param request.account the token of the merchant's verified account */
  payout(request: { reference: string; amount: Money; account: string }): Promise<PayoutReport>;
  findPayout(reference: string): Promise<PayoutReport | undefined>;
  /**
   * The statement of one UTC day, `2026-11-22`; only complete once the day is over.
   * @param concerns of which references the lines are wanted, and held; of all, unless said
   */
  statement(date: string, concerns?: (reference: string) => boolean): Promise<ProviderStatement>;
}
