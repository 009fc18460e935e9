import { changed, joined, type Change } from '../../kernel/store/change.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { derivedId } from '../../kernel/values/ids.ts';
import { money, type Money } from '../../kernel/values/money.ts';
import { Overtaken } from '../../kernel/problems.ts';
import {
  type PayoutBackTo,
  payoutFailed as failedEntry,
  payoutPaid as paidEntry,
  payoutReturned as returnedEntry,
  type Entry,
} from '../../ledger/public.ts';
import {
  backTo,
  endedBy,
  isOlder,
  overtake,
  raise,
  settleClaim,
  tallies,
  wordOf,
  type PaymentException,
  type PayoutReport,
} from '../../payments/public.ts';
import { payoutFailed, payoutPaid, payoutReturned } from '../events.ts';
import { about, hasMoney, isUnpaid, owing, posting, step, type Payout, type PayoutId } from './payout.ts';

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
  /** The exceptions that stand for the claims on the merchant. */
  readonly claims: readonly PaymentException[];
}

type Outcome = 'send' | 'pay' | 'fail' | 'return' | 'pay-and-return' | 'contradiction' | undefined;

/**
 * What each word of the provider means in each state. `pay-and-return`: it was told of as paid by nobody, and has come
 * back already. Nothing: it is known, or older than what is known. A word that is taken back a second time is a
 * contradiction, as is that what has come back is paid: it moves nothing, and a person looks at it.
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
    paid: () => 'contradiction',
    failed: () => undefined,
    returned: () => undefined,
  },
  replaced: {
    pending: () => 'contradiction',
    paid: ({ cameBack }) => (cameBack ? 'contradiction' : 'pay'),
    failed: () => undefined,
    returned: ({ cameBack }) => (cameBack ? undefined : 'pay-and-return'),
  },
};

/**
 * Follows what the provider says of a payout. Undefined when it says nothing new: a report that comes twice, or late.
 * Whatever it says either moves the books or reaches a person; so does a word about other money than was asked for. A
 * statement's money is paid once: what one payout pays while another has the money is claimed of the merchant, until one
 * of them comes back.
 */
export const follow = (
  payout: Payout,
  report: PayoutReport,
  around: Around,
  now: Instant,
): PayoutNews | undefined => {
  const { status, failureCode = 'unknown' } = report;
  if (!tallies(report, payout.amount)) return contradict(payout, report, now);
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
      return contradict(payout, report, now);
    case undefined:
      return undefined;
  }
};

/** Whether a notice goes against how a payout has ended, so that the provider's present word decides. */
export const isDoubtful = (payout: Payout, notice: PayoutReport): boolean =>
  payout.state !== 'requested' && payout.state !== 'sent'
  && tallies(notice, payout.amount)
  && meanings[payout.state][notice.status](payout) !== undefined;

/**
 * Follows what the provider says at present, after a notice that was doubtful. A notice that this does not bear out
 * reaches a person, unless it was only overtaken on its way.
 */
export const followDoubtful = (
  payout: Payout,
  notice: PayoutReport,
  present: PayoutReport | undefined,
  around: Around,
  now: Instant,
): PayoutNews | undefined => {
  const { standing: [is], news: known } = followAll(payout, present ? [present] : [], around, now);
  const isBorneOut = !isDoubtful(is!, notice) || isOlder(notice, present);
  return asOne([known, isBorneOut ? undefined : contradict(is!, notice, now)]);
};

/**
 * Follows what the provider says of several payouts of one statement, as one move.
 * @returns how they stand then, in the order of `payout` and its others; no news when nothing of it is new
 */
export const followAll = (
  payout: Payout,
  words: readonly PayoutReport[],
  around: Around,
  now: Instant,
): { readonly standing: readonly Payout[]; readonly news: PayoutNews | undefined } => {
  let { released, claims } = around;
  let standing: readonly Payout[] = [payout, ...around.others];
  const followed: PayoutNews[] = [];
  for (const word of words) {
    const one = standing.find(({ id }) => id === word.reference)!;
    const others = standing.filter((other) => other !== one);
    const news = follow(one, word, { others, released, claims }, now);
    if (!news) continue;
    followed.push(news);
    standing = standing.map((was) => news.payouts.find(({ after }) => after.id === was.id)?.after ?? was);
    claims = [...claims, ...news.exceptions.map(({ after }) => after)];
    released = money(released.amount + releasedBy(news), released.currency);
  }
  return { standing, news: asOne(followed) };
};

/** By how much there is more to be paid out. */
const releasedBy = ({ entries }: PayoutNews): number =>
  entries.flatMap(({ postings }) => postings)
    .reduce((sum, { account, amount }) => sum - (account.startsWith('merchant-released:') ? amount.amount : 0), 0);

/** News of the same payouts, one after the other, as a single move; none when there is none. */
const asOne = (all: readonly (PayoutNews | undefined)[]): PayoutNews | undefined => {
  const news = all.filter((one) => one !== undefined);
  return news.length === 0 ? undefined : {
    payouts: joined(news.flatMap(({ payouts }) => payouts)),
    exceptions: joined(news.flatMap(({ exceptions }) => exceptions)),
    entries: news.flatMap(({ entries }) => entries),
  };
};

/** The other payouts, one version on: who decides about one of them at the same moment decides again. */
const seen = ({ others }: Around): Change<Payout>[] => others.map((other) => changed<Payout>(other, {}));

const pay = (payout: Payout, around: Around, now: Instant): PayoutNews => {
  const late = payout.state === 'failed' || payout.state === 'replaced';
  const free = isUnpaid([payout, ...around.others]) && around.released.amount >= payout.amount.amount;
  const claimed = late && !free;
  const out = late ? (free ? 'merchant-released' : 'merchant-receivable') : undefined;
  const paid = { settledAt: now, ...(claimed && { twice: 'claimed' as const }) };
  return {
    payouts: owing([step(payout, 'pay', paid, payoutPaid(about(payout, now))), ...seen(around)]),
    exceptions: claimed ? [exception(payout, 'payout-paid-twice', 'paid', now)] : [],
    entries: [paidEntry(posting(payout), now, out)],
  };
};

/**
 * The money is with us again. While the merchant had it twice, it settles the claim, or is what the platform has borne of
 * it. Otherwise it is the merchant's, also when he had been paid twice and has paid one back: then he has none now.
 * @throws Overtaken while a decision about the claim has been made and not been followed yet
 */
const giveUp = (
  payout: Payout,
  name: 'fail' | 'return',
  failureCode: string,
  around: Around,
  now: Instant,
): PayoutNews => {
  const all = [payout, ...around.others];
  const ended = endedBy(all);
  const to: PayoutBackTo = backTo(ended, { owed: 'merchant-released', claimed: 'merchant-receivable' });
  const standing = ended && around.claims.find(({ id }) => id === claimExceptionOf(ended));
  if (standing?.state === 'resolved') throw new Overtaken(`${standing.id} has just been decided`);
  const gone = { settledAt: now, ...(ended === payout && { twice: undefined }) };
  const change = name === 'fail'
    ? step(payout, 'fail', { ...gone, failureCode }, payoutFailed({ ...about(payout, now), failureCode }))
    : step(payout, 'return', { ...gone, cameBack: true }, payoutReturned(about(payout, now)));
  return {
    payouts: owing([
      change,
      ...seen(around).map((other) =>
        other.before === ended ? changed<Payout>(other.before!, { twice: undefined }) : other
      ),
    ]),
    exceptions: overtake(standing, 'One of the payouts has come back: it was paid once', now),
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
const contradict = (payout: Payout, report: PayoutReport, now: Instant): PayoutNews | undefined => {
  const { contradictions = [] } = payout;
  const word = wordOf(report, payout.amount);
  if (contradictions.includes(word)) return undefined;
  return {
    payouts: [changed<Payout>(payout, { contradictions: [...contradictions, word] })],
    exceptions: [exception(payout, 'payout-contradicted', word, now)],
    entries: [],
  };
};

const exceptionOf = (kind: PaymentException['kind'], payoutId: PayoutId, told: string) =>
  derivedId('paymentException', `${kind} ${payoutId} ${told}`);

/** The exception that stands for the claim on a merchant who has been paid twice by this payout. */
export const claimExceptionOf = ({ id }: Payout) => exceptionOf('payout-paid-twice', id, 'paid');

const exception = (
  { id, amount }: Payout,
  kind: 'payout-paid-twice' | 'payout-contradicted',
  told: string,
  now: Instant,
): Change<PaymentException> =>
  raise({
    id: exceptionOf(kind, id, told),
    kind,
    raisedAt: now,
    reference: id,
    payoutId: id,
    expected: amount,
    told,
  });

/**
 * Finance has decided about the claim on a merchant: it was paid back outside of the platform, or the platform bears it.
 * Nothing when the decision was about something else, or one of the payouts has come back meanwhile, which has settled it.
 */
export const settleMerchantClaim = (
  payout: Payout,
  resolution: string,
  now: Instant,
): { change: Change<Payout>; entry: Entry } | undefined => {
  const settled = settleClaim(resolution, {
    subject: payout.id,
    on: `merchant-receivable:${payout.merchantId}`,
    amount: payout.amount,
    about: { merchantId: payout.merchantId, reference: payout.id },
  }, now);
  if (payout.twice !== 'claimed' || !settled) return undefined;
  return { change: changed<Payout>(payout, { twice: settled.twice }), entry: settled.entry };
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
