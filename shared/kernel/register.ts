/** What a context adds to the tables that all share. `npm run generate` joins them: data only, so this needs nothing else to be there. */
export interface Register {
  /** Its kinds of ids, each with the prefix that names it in logs and refuses a wrong one at the door. */
  readonly ids?: Readonly<Record<string, string>>;
  /** The ways in which its rules refuse (RFC 9457): the code is stable, the title may be reworded. */
  readonly problems?: Readonly<Record<string, { readonly status: number; readonly title: string }>>;
  /** What it asks of a stage: addresses and secrets of outside systems, read by `setting(name)`. */
  readonly settings?: Readonly<Record<string, 'plain' | 'secret'>>;
  /** What it keeps under each partition key of the table. */
  readonly items?: Readonly<Record<string, readonly [sortKeys: string, what: string]>>;
  /** What each of its partitions of an index lists, and how it is sorted. */
  readonly lists?: Readonly<Record<string, readonly [sortedBy: string, what: string]>>;
}

/** The sort keys of an aggregate's partition. */
export const stateAndFacts = '`STATE`, `EVENT#<version>.<place>`';

/** The kernel's own. */
export const register: Register = {
  ids: {
    merchant: 'mer',
  },
  problems: {
    'invalid-input': { status: 400, title: 'Some fields are missing, unknown or malformed' },
    'invalid-cursor': { status: 400, title: 'This cursor does not belong to this list' },
    'idempotency-key-missing': { status: 400, title: 'This request needs an Idempotency-Key header' },
    'unauthenticated': { status: 401, title: 'Sign in first' },
    'forbidden': { status: 403, title: 'This account may not do that' },
    'account-frozen': { status: 403, title: 'This account is frozen' },
    'foreign-page': { status: 403, title: 'A browser may ask for this only from a page of this host' },
    'no-shop': { status: 403, title: 'This account belongs to no shop' },
    'not-found': { status: 404, title: 'There is no such thing, or it is not yours' },
    'gone': { status: 410, title: 'This is not here any more' },
    'body-too-large': { status: 413, title: 'The request body is too large' },
    'conflict': { status: 409, title: 'Somebody else changed this at the same moment; read it again' },
    'request-in-progress': { status: 409, title: 'The first request with this Idempotency-Key is still running' },
    'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used with another body' },
    'too-many-requests': { status: 429, title: 'Too many requests; try again after the seconds in Retry-After' },
    'internal': { status: 500, title: 'Something went wrong on our side' },
    'unavailable': { status: 503, title: 'Try again in a moment' },
    'too-much-at-once': { status: 422, title: 'This is more than can be done at once' },
    'illegal-step': { status: 409, title: 'This is not possible in the present state' },
    'currency-mixed': { status: 422, title: 'Amounts of different currencies cannot be combined' },
    'signature-invalid': { status: 401, title: 'The signature of this notice is missing, wrong or too old' },
    'taken-by-another': { status: 409, title: 'A colleague has taken this; it has to be handed over first' },
  },
  settings: {
    // By which the edge is known to the doors behind it.
    EDGE_TOKEN: 'secret',
  },
  items: {
    'RULEBOOK#*': [stateAndFacts, 'A rulebook: every version that was decided, with its time'],
    'DESK-ITEM#*': [
      '`ITEM`, `EVENT#<version>.<place>`',
      'What waits, or has waited, at a desk, and what people did with it',
    ],
    'DUE#*': ['`<due at>#<id>`', 'A deadline (spread)'],
    'AUDIT#*': [
      '`RECORD#<place>`, `HEAD`',
      'Who did what, chained by hashes in several chains a day, and where each ends',
    ],
    'IDEM#*': ['`<use case>#<key>`', 'The answer to a request with this `Idempotency-Key`; expires after 400 days'],
    'COUNT#requests#*': [
      '`<longest window since>#<its length>#<shard>`',
      'Requests that were served in each of some windows, by what they are to others and whose they are; expires a window later',
    ],
    'INBOX#*': ['`<use case>`', 'This message has had its effect; expires after 90 days'],
  },
  lists: {
    'AUDIT-BY#*': ['at', 'What somebody did'],
    'AUDIT-ABOUT#*': ['at', 'What was done about an account or a shop'],
    'AUDIT-ON#*': ['at', 'What was done to a thing'],
  },
};
