import { changed, type Change } from '../kernel/change.ts';
import type { Instant } from '../kernel/clock.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Money } from '../kernel/money.ts';
import {
  claimSettledElsewhere,
  payoutFailed as failedEntry,
  payoutPaid as paidEntry,
  payoutReturned as returnedEntry,
  type Entry,
  type MerchantSide,
} from '../ledger/public.ts';
import { raise, type PaymentException, type PayoutReport } from '../payments/public.ts';
import { payoutFailed, payoutPaid, payoutReturned } from './events.ts';
import { about, hasMoney, posting, step, type Payout } from './payout.ts';

/** What a word about a payout changes, all in one transaction. */
export interface PayoutNews {
  readonly payouts: readonly Change<Payout>[];
  readonly exceptions: readonly Change<PaymentException>[];
  readonly entries: readonly Entry[];
}

/** What else has to be known of a payout. */
export interface Around {
  /** All other payouts of its statement. */
  readonly others: readonly Payout[];
  /** What its merchant can be paid out. */
  readonly released: Money;
}

type Outcome = 'send' | 'pay' | 'fail' | 'return' | 'pay-and-return' | 'contradiction' | undefined;

/**
 * What each word of the provider means in each state. `pay-and-return`: it was told of as paid by nobody, and has come
 * back already. Nothing: it is known, or older than what is known, as a payment is older than its return. A word that is
 * taken back a second time is a contradiction: it moves nothing, and a person looks at it.
 */
const meanings: Record<Payout['state'], Record<PayoutReport['status'], (payout: Payout) => Outcome>> = {
  requested: { pending: () => 'send', paid: () => 'pay', failed: () => 'fail', returned: () => 'pay-and-return' },
  sent: { pending: () => undefined, paid: () => 'pay', failed: () => 'fail', returned: () => 'pay-and-return' },
  paid: { pending: () => undefined, paid: () => undefined, failed: () => 'return', returned: () => 'return' },
  failed: {
    pending: () => 'contradiction',
    paid: () => 'pay',
    failed: () => undefined,
    returned: () => 'pay-and-return',
  },
  returned: {
    pending: () => 'contradiction',
    paid: ({ paidAt }) => (paidAt ? 'contradiction' : undefined),
    failed: () => undefined,
    returned: () => undefined,
  },
  replaced: {
    pending: () => 'contradiction',
    paid: ({ cameBack, paidAt }) => (cameBack ? (paidAt ? 'contradiction' : undefined) : 'pay'),
    failed: () => undefined,
    returned: ({ cameBack }) => (cameBack ? undefined : 'pay-and-return'),
  },
};

/**
 * Follows what the provider says of a payout. Undefined when it says nothing new: a report that comes twice, or late.
 * Whatever it says either moves the books or reaches a person. A statement's money is paid once: what one payout pays
 * while another has the money is claimed of the merchant, until one of them comes back.
 */
export const follow = (
  payout: Payout,
  { status, failureCode = 'unknown' }: PayoutReport,
  around: Around,
  now: Instant,
): PayoutNews | undefined => {
  switch (meanings[payout.state][status](payout)) {
    case 'send':
      return { payouts: [step(payout, 'send', {})], exceptions: [], entries: [] };
    case 'pay':
      return pay(payout, around, now);
    case 'fail':
      return giveUp(payout, 'fail', failureCode, around, now);
    case 'return':
      return giveUp(payout, 'return', failureCode, around, now);
    case 'pay-and-return':
      return payAndReturn(payout, failureCode, around, now);
    case 'contradiction':
      return contradict(payout, status, now);
    case undefined:
      return undefined;
  }
};

/** The other payouts, one version on: who decides about one of them at the same moment decides again. */
const seen = ({ others }: Around): Change<Payout>[] => others.map((other) => changed<Payout>(other, {}));

const pay = (payout: Payout, around: Around, now: Instant): PayoutNews => {
  const late = payout.state === 'failed' || payout.state === 'replaced';
  const free = !around.others.some(hasMoney) && around.released.amount >= payout.amount.amount;
  const claimed = late && !free;
  const out = late ? (free ? 'merchant-released' : 'merchant-receivable') : undefined;
  const paid = { settledAt: now, paidAt: now, ...(claimed && { claimed: true as const }) };
  return {
    payouts: [step(payout, 'pay', paid, payoutPaid(about(payout, now))), ...seen(around)],
    exceptions: claimed ? [exception(payout, 'payout-paid-twice', 'paid', now)] : [],
    entries: [paidEntry(posting(payout), now, out)],
  };
};

/** The money is with us again: it settles a claim on the merchant for this statement, or is the merchant's. */
const giveUp = (
  payout: Payout,
  name: 'fail' | 'return',
  failureCode: string,
  around: Around,
  now: Instant,
): PayoutNews => {
  const claim = payout.claimed ? payout : around.others.find(({ claimed }) => claimed);
  const to: MerchantSide = claim ? 'merchant-receivable' : 'merchant-released';
  const gone = { settledAt: now, claimed: undefined };
  const change = name === 'fail'
    ? step(payout, 'fail', { ...gone, failureCode }, payoutFailed({ ...about(payout, now), failureCode }))
    : step(payout, 'return', { ...gone, cameBack: true }, payoutReturned(about(payout, now)));
  return {
    payouts: [
      change,
      ...seen(around).map((other) => other.before === claim ? changed<Payout>(claim, { claimed: undefined }) : other),
    ],
    exceptions: [],
    entries: [(name === 'fail' ? failedEntry : returnedEntry)(posting(payout), now, to)],
  };
};

/** Paid, and back: of what is on its way it leaves what a failure would; of what had failed before, nothing changes. */
const payAndReturn = (payout: Payout, failureCode: string, around: Around, now: Instant): PayoutNews => {
  if (hasMoney(payout)) {
    const back = giveUp(payout, 'return', failureCode, around, now);
    return { ...back, entries: [paidEntry(posting(payout), now), ...back.entries] };
  }
  const known = { settledAt: now, cameBack: true } as const;
  return {
    payouts: [
      payout.state === 'failed'
        ? step(payout, 'return', known, payoutReturned(about(payout, now)))
        : changed<Payout>(payout, known, payoutReturned(about(payout, now))),
    ],
    exceptions: [],
    entries: [
      paidEntry(posting(payout), now, 'merchant-receivable'),
      returnedEntry(posting(payout), now, 'merchant-receivable'),
    ],
  };
};

/** A person is told what goes with nothing that is known of a payout; of the same word once. */
export const contradict = (payout: Payout, word: string, now: Instant): PayoutNews | undefined => {
  const { contradictions = [] } = payout;
  if (contradictions.includes(word)) return undefined;
  return {
    payouts: [changed<Payout>(payout, { contradictions: [...contradictions, word] })],
    exceptions: [exception(payout, 'payout-contradicted', word, now)],
    entries: [],
  };
};

const exception = (
  { id, amount }: Payout,
  kind: 'payout-paid-twice' | 'payout-contradicted',
  told: string,
  now: Instant,
): Change<PaymentException> =>
  raise({
    id: derivedId('paymentException', `${kind} ${id} ${told}`),
    kind,
    raisedAt: now,
    reference: id,
    payoutId: id,
    expected: amount,
    told,
  });

/**
 * Finance has settled the claim on a merchant outside of the platform, or the platform bears it. Nothing when one of the
 * payouts has come back meanwhile, which has settled it.
 */
export const settleClaim = (payout: Payout, now: Instant): { change: Change<Payout>; entry: Entry } | undefined =>
  payout.claimed && {
    change: changed<Payout>(payout, { claimed: undefined }),
    entry: claimSettledElsewhere({
      subject: payout.id,
      on: `merchant-receivable:${payout.merchantId}`,
      amount: payout.amount,
      about: { merchantId: payout.merchantId, reference: payout.id },
    }, now),
  };

/** The provider speaks of a payout that is not one of ours. One matter, however often and whatever it says. */
export const unknownPayout = ({ reference, status }: PayoutReport, now: Instant): Change<PaymentException> =>
  raise({
    id: derivedId('paymentException', `unknown-payout ${reference}`),
    kind: 'unknown-payout',
    raisedAt: now,
    reference,
    told: status,
  });
