/** Every way a request can be refused (RFC 9457): the code is stable, the title may be reworded. */
export const problemTable = {
  // The door
  'invalid-input': { status: 400, title: 'Some fields are missing, unknown or malformed' },
  'invalid-cursor': { status: 400, title: 'This cursor does not belong to this list' },
  'idempotency-key-missing': { status: 400, title: 'This request needs an Idempotency-Key header' },
  'unauthenticated': { status: 401, title: 'Sign in first' },
  'forbidden': { status: 403, title: 'This account may not do that' },
  'account-frozen': { status: 403, title: 'This account is frozen' },
  'no-shop': { status: 403, title: 'This account belongs to no shop' },
  'not-found': { status: 404, title: 'There is no such thing, or it is not yours' },
  'body-too-large': { status: 413, title: 'The request body is too large' },
  'conflict': { status: 409, title: 'Somebody else changed this at the same moment; read it again' },
  'request-in-progress': { status: 409, title: 'The first request with this Idempotency-Key is still running' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used with another body' },
  'too-many-requests': { status: 429, title: 'Too many requests; try again after the seconds in Retry-After' },
  'internal': { status: 500, title: 'Something went wrong on our side' },
  'unavailable': { status: 503, title: 'Try again in a moment' },
  // Rules that many contexts share
  'too-much-at-once': { status: 422, title: 'This is more than can be done at once' },
  'illegal-step': { status: 409, title: 'This is not possible in the present state' },
  'currency-mixed': { status: 422, title: 'Amounts of different currencies cannot be combined' },
  'signature-invalid': { status: 401, title: 'The signature of this notice is missing, wrong or too old' },
  // Rulebooks
  'rulebook-changed': { status: 409, title: 'The rulebook has changed since; look at it again' },
  'begins-too-early': { status: 422, title: 'It cannot begin that early' },
  'second-person-needed': { status: 403, title: 'Somebody else has to approve this' },
  // Desks
  'taken-by-another': { status: 409, title: 'A colleague has taken this; it has to be handed over first' },
  'colleague-unfit': { status: 422, title: 'This colleague does not work at this desk' },
  // Identity
  'credentials-wrong': { status: 401, title: 'The account or the password is wrong' },
  'code-wrong': { status: 422, title: 'This one-time code is wrong or has expired; ask for a new one' },
  'too-many-attempts': { status: 429, title: 'Too many attempts; wait a while' },
  'address-limit': { status: 422, title: 'The address book is full' },
  // Merchants
  'agreements-not-accepted': { status: 422, title: 'Accept the service agreement and the entry agreement first' },
  'agreement-outdated': { status: 409, title: 'There is a newer version of this agreement; read that one' },
  'application-incomplete': { status: 422, title: 'The application is not complete' },
  'document-missing': { status: 422, title: 'The document has not been uploaded' },
  'document-unfit': { status: 422, title: 'The document cannot be opened as what it is said to be' },
  'item-passed': { status: 409, title: 'This item has passed the review and cannot be changed' },
  'review-incomplete': { status: 409, title: 'The findings do not allow this decision' },
  'shop-exists': { status: 409, title: 'This account has a shop already' },
  'merchant-not-approved': { status: 403, title: 'Only an approved merchant can do that' },
  // Catalogue and stock
  'listing-incomplete': { status: 422, title: 'The listing is not complete' },
  'category-unknown': { status: 422, title: 'There is no such category, or it has sub-categories' },
  'category-too-deep': { status: 422, title: 'The category tree is not that deep' },
  'category-in-use': { status: 409, title: 'The category has sub-categories' },
  'rate-in-the-past': { status: 422, title: 'A rate cannot begin in the past' },
  'price-beyond-bounds': { status: 422, title: 'A price on sale cannot move that far without another review' },
  'attribute-invalid': { status: 422, title: 'The attributes do not fit the template of the category' },
  'image-missing': { status: 422, title: 'The image has not been uploaded, or not been checked' },
  'image-unfit': { status: 422, title: 'The image cannot be shown' },
  'sku-code-taken': { status: 409, title: 'Another SKU of this shop has this code' },
  'currency-foreign': { status: 422, title: 'This is not the currency in which the shop trades' },
  'file-missing': { status: 422, title: 'The file has not been uploaded' },
  'out-of-stock': { status: 409, title: 'There is not enough stock' },
  // Cart and orders
  'cart-empty': { status: 422, title: 'The cart is empty' },
  'cart-too-large': { status: 422, title: 'The cart has more lines than one order can hold' },
  'offer-gone': { status: 409, title: 'Something in the cart is not on sale any more' },
  'total-changed': { status: 409, title: 'The total has changed since the preview; look at it again' },
  'address-missing': { status: 422, title: 'There is no such delivery address' },
  'quote-invalid': { status: 409, title: 'The freight quote is unanswered, used, expired or for something else' },
  'no-freight': { status: 422, title: 'The shop does not deliver there' },
  'too-many-unpaid': { status: 409, title: 'Pay or cancel some of your unpaid orders first' },
  'too-many-payment-attempts': { status: 409, title: 'This payment has been tried too often; order anew' },
  'too-many-quotes': { status: 409, title: 'Too many of your freight quotes wait for an answer' },
  'method-unavailable': { status: 422, title: 'This payment method is not available for this order' },
  // Logistics
  'dispatch-missing': { status: 422, title: 'Say first where the parcels of the shop are picked up' },
  // Money
  'correction-unbalanced': { status: 422, title: 'The postings do not sum to zero in each currency' },
  'balance-too-low': { status: 409, title: 'An account does not hold as much as would be taken from it' },
  'refund-too-large': { status: 422, title: 'Refunds cannot exceed what was paid' },
  'payouts-held': { status: 409, title: 'The payouts of this shop are held' },
  'payout-account-missing': { status: 422, title: 'The shop has no verified payout account' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemTable;

/** One fault of the input: where (JSON path) and why. */
export interface Fault {
  path: string;
  message: string;
}

/** A refusal that the caller can act on. Anything else that is thrown answers `internal` and is logged. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly faults: readonly Fault[] | undefined;

  constructor(code: ProblemCode, detail?: string, faults?: readonly Fault[]) {
    super(`${code}${detail ? `: ${detail}` : ''}`);
    this.code = code;
    this.detail = detail;
    this.faults = faults;
  }

  get status(): number {
    return problemTable[this.code].status;
  }

  /** The body of the answer, `application/problem+json`. @param instance the request's id, which support can look up */
  body(instance: string): ProblemBody {
    return {
      type: `https://jishi.dev/problems/${this.code}`,
      title: problemTable[this.code].title,
      status: this.status,
      code: this.code,
      ...(this.detail && { detail: this.detail }),
      ...(this.faults && { faults: [...this.faults] }),
      instance,
    };
  }
}

/** Somebody else was faster: the decision rests on what is no more, and is worth another try on what they left. */
export class Overtaken extends Problem {
  constructor(detail?: string) {
    super('conflict', detail);
  }
}

/**
 * What must never be is: an invariant does not hold, and nobody outside can do anything about it. No `Problem`, so that
 * nothing takes it for a refusal: it answers `internal`, is counted, and what nobody waits for is parked with it.
 */
export class Broken extends Error {}

/**
 * What a subscriber, job or deadline may declare as final: that nothing is to be done, or not any more. What the next
 * attempt may settle by itself is never that.
 */
export type FinalCode = Exclude<ProblemCode, 'conflict' | 'unavailable' | 'internal'>;

/** A limit is used up. */
export class TooManyRequests extends Problem {
  /** Seconds until it begins anew. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('too-many-requests');
    this.retryAfter = retryAfter;
  }
}

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail?: string;
  faults?: Fault[];
  instance: string;
}
