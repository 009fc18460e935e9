/** The provider's words for how its things stand, in its answers and in its notices alike, and what each means to us. */
const meanings = {
  payment: {
    'created': 'waiting',
    'pending': 'waiting',
    'requires-action': 'waiting',
    'authorised': 'waiting',
    'captured': 'captured',
    'declined': 'declined',
    'failed': 'declined',
    'cancelled': 'declined',
  },
  refund: {
    created: 'pending',
    pending: 'pending',
    succeeded: 'succeeded',
    refunded: 'succeeded',
    failed: 'failed',
    cancelled: 'failed',
  },
  payout: {
    created: 'pending',
    pending: 'pending',
    paid: 'paid',
    failed: 'failed',
    cancelled: 'failed',
    returned: 'returned',
  },
} as const;

type Meanings = typeof meanings;
export type Kind = keyof Meanings;
export type Meaning<K extends Kind> = Meanings[K][keyof Meanings[K]];

/** What a word means of a payment, a refund or a payout; undefined when it is none of the provider's words for that. */
export const meaningOf = <K extends Kind>(kind: K, word: string): Meaning<K> | undefined =>
  Object.hasOwn(meanings[kind], word) ? meanings[kind][word as keyof Meanings[K]] : undefined;
