import type { Change } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { NewId } from '../kernel/values/ids.ts';
import type { Entry } from '../ledger/public.ts';
import type { PaymentException } from './exception.ts';
import type { Payment } from './payment.ts';
import type { Refund } from './refunds/refund.ts';

/** Money that has come to the provider and is new in the books: the capture's id at the provider, and its reference. */
export interface Arrival {
  readonly provider: string;
  readonly providerId: string;
  readonly reference: string;
}

/** What a decision about money changes, all in one transaction. */
export interface Move {
  readonly payment?: Change<Payment>;
  /** The payment under which the money had come in that another one was paid with. */
  readonly source?: Change<Payment>;
  readonly refunds?: readonly Change<Refund>[];
  readonly exceptions?: readonly Change<PaymentException>[];
  /** What has come in by it. */
  readonly arrivals?: readonly Arrival[];
  /** Its postings. */
  readonly entries?: readonly Entry[];
}

/** The time and the ids that a decision may use. */
export interface Given {
  readonly now: Instant;
  readonly newId: NewId;
}
