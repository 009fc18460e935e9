/**
 * Units of an order that their buyer wants money back for, or others in their place: from the request to the money, to what
 * replaces them, or to the last word against it.
 */
import { changed, created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import { id, type AccountId, type Id, type MerchantId } from '../kernel/values/ids.ts';
import { zero, type Money } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import type { LocalText } from '../kernel/values/text.ts';
import { returnEscalated, returnMoved, returnRated, returnRequested, type ReturnState } from './events.ts';
import type { ReturnReason, ReturnWish } from './reasons.ts';
import { isGood, type ReturnRecord } from './record.ts';
import type { ReturnPolicy } from './rulebooks.ts';
import { termsFor } from './terms.ts';

export type ReturnId = Id<'return'>;
export const ReturnId = id('return');

/** Who does something about a return. */
export type Side = 'buyer' | 'shop' | 'platform';

/**
 * The life of a return. Every state but the last three waits for somebody: `waits` says for whom, until when, and what then.
 * A refusal of a part stands beside what was given back for the rest.
 */
export const steps = {
  approve: { from: ['return-requested'], to: 'return-approved' },
  send: { from: ['return-approved'], to: 'return-sent' },
  receive: { from: ['return-approved', 'return-sent'], to: 'return-received' },
  refuse: { from: ['return-requested', 'return-received'], to: 'return-refused' },
  replace: { from: ['return-received'], to: 'return-replacing' },
  exchange: { from: ['return-replacing'], to: 'return-exchanged' },
  refund: {
    from: ['return-requested', 'return-sent', 'return-received', 'return-replacing', 'return-disputed'],
    to: 'return-refunded',
  },
  dispute: { from: ['return-refused'], to: 'return-disputed' },
  withdraw: { from: ['return-requested', 'return-approved', 'return-refused'], to: 'return-closed' },
  lapse: { from: ['return-approved', 'return-refused'], to: 'return-closed' },
  uphold: { from: ['return-requested', 'return-sent', 'return-received', 'return-disputed'], to: 'return-closed' },
} as const satisfies Steps<ReturnState>;

/** One step that was taken, as all who have a part in it see it. */
export interface Taken {
  readonly state: ReturnState;
  readonly at: Instant;
  readonly by: Side;
  readonly note?: string | undefined;
  /** Pictures that show it. */
  readonly photos?: readonly Id<'image'>[] | undefined;
  /** At which desk of the shop the goods were scanned. */
  readonly place?: string | undefined;
}

/** What somebody says of a step that he takes. */
export interface Words {
  readonly note: string;
  readonly photos?: readonly Id<'image'>[] | undefined;
}

export interface Return extends Versioned {
  readonly id: ReturnId;
  readonly orderId: Id<'order'>;
  readonly lineId: Id<'orderLine'>;
  readonly buyerId: AccountId;
  readonly merchantId: MerchantId;
  /** Of the goods, when it was asked for. */
  readonly categoryId: Id<'category'>;
  readonly title: LocalText;
  readonly quantity: number;
  readonly wish: ReturnWish;
  /** What its buyer wants in place of the goods. */
  readonly exchangeFor?: Id<'sku'>;
  /** The order that brings it. */
  readonly replacementId?: Id<'order'>;
  readonly reason: ReturnReason;
  readonly state: ReturnState;
  /** The version of return-policy that it goes by: the one at the purchase. */
  readonly policyVersion: number;
  /** When its present wait ends; none where a person of the platform is awaited, or nobody. */
  readonly dueAt?: Instant | undefined;
  /** Since when a person of the platform looks at it. */
  readonly escalatedAt?: Instant | undefined;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  /** Units that were given back as money. */
  readonly refundedUnits: number;
  readonly refunded: Money;
  /** What the buyer says of how it went. */
  readonly rating?: { readonly stars: number; readonly note?: string | undefined; readonly at: Instant };
  readonly taken: readonly [Taken, ...Taken[]];
}

const about = ({ id: returnId, orderId, buyerId, merchantId }: Omit<Return, 'version'>, at: Instant) => ({
  returnId,
  orderId,
  buyerId,
  merchantId,
  at,
});

/** For whom each state waits, how long, and what comes of it when nobody acts. */
export const waits = {
  'return-requested': { for: 'shop', until: 'answerWithin', then: 'escalate' },
  'return-approved': { for: 'buyer', until: 'sendWithin', then: 'lapse' },
  'return-sent': { for: 'carrier', until: 'arriveWithin', then: 'escalate' },
  'return-received': { for: 'shop', until: 'inspectWithin', then: 'refund' },
  // What replaces the goods is an order: its own clocks end the wait, by its arrival or by its cancellation.
  'return-replacing': { for: 'shop', until: undefined, then: undefined },
  'return-refused': { for: 'buyer', until: 'disputeWithin', then: 'lapse' },
  'return-disputed': { for: 'platform', until: undefined, then: undefined },
} as const;

const isWaiting = (state: ReturnState): state is keyof typeof waits => state in waits;

/** Who is awaited; nobody once it has ended. */
export const awaited = ({ state, escalatedAt }: Pick<Return, 'state' | 'escalatedAt'>) =>
  escalatedAt ? 'platform' : isWaiting(state) ? waits[state].for : undefined;

const dueIn = (state: ReturnState, policy: ReturnPolicy, now: Instant): Instant | undefined => {
  const until = isWaiting(state) ? waits[state].until : undefined;
  return until && after(now, policy[until]);
};

/** What a buyer asks for. */
export interface ReturnRequest {
  readonly wish: ReturnWish;
  readonly reason: ReturnReason;
  readonly note: string;
  readonly photos?: readonly Id<'image'>[] | undefined;
  readonly quantity: number;
}

/** What is known of the order's line that it is about. */
interface Bought {
  readonly orderId: Id<'order'>;
  readonly lineId: Id<'orderLine'>;
  readonly buyerId: AccountId;
  readonly merchantId: MerchantId;
  readonly title: LocalText;
  /** What these units cost, goods and freight. */
  readonly amount: Money;
  /** When it arrived; none when it has not. */
  readonly arrivedAt: Instant | undefined;
  /** What is wanted in its place, where that is the wish. */
  readonly exchangeFor?: Id<'sku'>;
  /** From the root down to the category of the goods. */
  readonly path: readonly Id<'category'>[];
  readonly record: ReturnRecord | undefined;
}

/**
 * Requests a return. What the policy says needs nobody's look is approved at once.
 * @throws Problem illegal-step before it has arrived, return-window-over
 */
export const requestReturn = (
  returnId: ReturnId,
  { wish, reason, note, photos, quantity }: ReturnRequest,
  { amount, arrivedAt, path, record, ...bought }: Bought,
  policy: ReturnPolicy,
  now: Instant,
): Change<Return> => {
  if (!arrivedAt) throw new Problem('illegal-step', 'It has not arrived yet');
  if (after(arrivedAt, termsFor(policy, path).within) < now) throw new Problem('return-window-over');
  const first: Omit<Return, 'version'> = {
    id: returnId,
    ...bought,
    categoryId: path.at(-1)!,
    quantity,
    wish,
    reason,
    state: 'return-requested',
    policyVersion: policy.version,
    dueAt: dueIn('return-requested', policy, now),
    refundedUnits: 0,
    refunded: zero(amount.currency),
    taken: [{ state: 'return-requested', at: now, by: 'buyer', note, ...(photos && { photos }) }],
  };
  const { lineId } = bought;
  const requested = created<Return>(first, returnRequested({ ...about(first, now), lineId, quantity }));
  const { reasons, within, upTo, record: asGoodAs } = policy.approveAtOnce;
  const atOnce = wish !== 'refund-only' && reasons.includes(reason) && after(arrivedAt, within) >= now
    && (!asGoodAs || isGood(record, asGoodAs, now))
    && upTo.some((most) => most.currency === amount.currency && amount.amount <= most.amount);
  if (!atOnce) return requested;
  const approved = step(requested.after, 'approve', 'platform', policy, now);
  return {
    before: null,
    after: { ...approved.after, version: 1 },
    facts: [...requested.facts, ...approved.facts],
  };
};

const step = (
  one: Return,
  name: keyof typeof steps,
  by: Side,
  policy: ReturnPolicy,
  now: Instant,
  said: Omit<Partial<Taken>, 'state' | 'at' | 'by'> = {},
  fields: Partial<Return> = {},
): Change<Return> => {
  const { to } = steps[name];
  return move<ReturnState, typeof steps, Return>(steps, one, name, {
    dueAt: dueIn(to, policy, now),
    escalatedAt: to === 'return-disputed' ? now : undefined,
    taken: [...one.taken, { state: to, at: now, by, ...said }],
    ...fields,
  }, returnMoved({ ...about(one, now), state: to, by }));
};

/** Units that are still at stake. */
export const unitsLeft = ({ quantity, refundedUnits }: Return): number => quantity - refundedUnits;

/** What is given back for some of its units. */
export interface GivenBack {
  readonly units: number;
  readonly amount: Money;
}

const withMoney = (one: Return, { units, amount }: GivenBack): Partial<Return> => ({
  refundedUnits: one.refundedUnits + units,
  refunded: { ...one.refunded, amount: one.refunded.amount + amount.amount },
});

/** The shop lets the goods come back. @throws Problem illegal-step, also where the money alone is wanted */
export const approve = (
  one: Return,
  by: Side,
  policy: ReturnPolicy,
  now: Instant,
  said?: Words,
): Change<Return> => {
  if (one.wish === 'refund-only') throw new Problem('illegal-step', 'Nothing of it comes back');
  return step(one, 'approve', by, policy, now, said);
};

/** The shop refuses, before it has the goods or after it has looked at them. @throws Problem illegal-step */
export const refuse = (one: Return, policy: ReturnPolicy, now: Instant, said: Words): Change<Return> =>
  step(one, 'refuse', 'shop', policy, now, said);

/** The buyer has handed the goods to a carrier. @throws Problem illegal-step */
export const send = (
  one: Return,
  parcel: { readonly carrier: string; readonly trackingNumber: string },
  policy: ReturnPolicy,
  now: Instant,
): Change<Return> => step(one, 'send', 'buyer', policy, now, undefined, parcel);

/** The goods are with the shop, scanned at its desk or by its people. @throws Problem illegal-step */
export const receive = (one: Return, policy: ReturnPolicy, now: Instant, place?: string): Change<Return> =>
  step(one, 'receive', 'shop', policy, now, { ...(place && { place }) });

/** All that is left of it is given back. @throws Problem illegal-step, also for goods that nobody has yet */
export const refund = (
  one: Return,
  back: GivenBack,
  by: Side,
  policy: ReturnPolicy,
  now: Instant,
  said?: Words,
): Change<Return> => {
  if (by === 'shop' && one.state === 'return-requested' && one.wish !== 'refund-only') {
    throw new Problem('illegal-step', 'Its buyer wants to send it back first');
  }
  return step(one, 'refund', by, policy, now, said, withMoney(one, back));
};

/** What the shop has not decided about yet. @throws Problem illegal-step */
export const mustBeRequested = (one: Return): Return => {
  if (one.state !== 'return-requested') {
    throw new Problem('illegal-step', `Nothing is to be decided while ${one.state}`);
  }
  return one;
};

/** What the shop has in its hands. @throws Problem illegal-step before that, return-too-many when it has fewer units */
export const mustBeHere = (one: Return, accepted: number): Return => {
  if (one.state !== 'return-received') throw new Problem('illegal-step', `Nothing is inspected while ${one.state}`);
  if (accepted > unitsLeft(one)) throw new Problem('return-too-many', `It is of ${unitsLeft(one)} units`);
  return one;
};

/**
 * The shop has looked at the goods: what it accepts is given back, and whatever it does not it shows by a picture, and the
 * buyer may dispute it. @throws Problem illegal-step, evidence-missing
 */
export const judge = (
  one: Return,
  back: GivenBack,
  policy: ReturnPolicy,
  now: Instant,
  said: Words,
): Change<Return> => {
  const all = back.units === unitsLeft(one);
  if (!all && !said.photos?.length) throw new Problem('evidence-missing');
  return step(one, all ? 'refund' : 'refuse', 'shop', policy, now, said, withMoney(one, back));
};

/** The shop accepts all of what came back, or has let the time pass, and sends others in its place. @throws Problem illegal-step */
export const replace = (
  one: Return,
  replacementId: Id<'order'>,
  by: Side,
  policy: ReturnPolicy,
  now: Instant,
  said?: Words,
): Change<Return> => step(one, 'replace', by, policy, now, said, { replacementId });

/**
 * What replaces the goods has arrived and was taken; units of it that came back to the shop on their way are paid back.
 * @throws Problem illegal-step
 */
export const exchange = (one: Return, back: GivenBack, policy: ReturnPolicy, now: Instant): Change<Return> =>
  step(one, 'exchange', 'platform', policy, now, undefined, withMoney(one, back));

/** The buyer does not agree: a person of the platform decides. @throws Problem illegal-step */
export const dispute = (one: Return, policy: ReturnPolicy, now: Instant, said: Words): Change<Return> =>
  step(one, 'dispute', 'buyer', policy, now, said);

/** The buyer wants nothing any more. @throws Problem illegal-step once the goods are on their way */
export const withdraw = (one: Return, policy: ReturnPolicy, now: Instant): Change<Return> =>
  step(one, 'withdraw', 'buyer', policy, now);

/** The buyer has let the time pass. @throws Problem illegal-step */
export const lapse = (one: Return, policy: ReturnPolicy, now: Instant): Change<Return> =>
  step(one, 'lapse', 'platform', policy, now);

/** A person of the platform decides against the buyer. @throws Problem illegal-step unless it was brought before one */
export const uphold = (one: Return, policy: ReturnPolicy, now: Instant, said: Words): Change<Return> =>
  step(mustBeEscalated(one), 'uphold', 'platform', policy, now, said);

/** The buyer says how it went. @throws Problem illegal-step before it has ended, or when that was said */
export const rate = (
  one: Return,
  said: { readonly stars: number; readonly note?: string | undefined },
  now: Instant,
): Change<Return> => {
  if (isWaiting(one.state)) throw new Problem('illegal-step', 'It has not ended yet');
  if (one.rating) throw new Problem('illegal-step', 'It has been rated');
  return changed<Return>(one, { rating: { ...said, at: now } }, returnRated({ ...about(one, now), stars: said.stars }));
};

/** What is before a person of the platform. @throws Problem illegal-step when it is not */
export const mustBeEscalated = (one: Return): Return => {
  if (!one.escalatedAt) throw new Problem('illegal-step', 'Nobody has brought it before the platform');
  return one;
};

/** Who was awaited has let the time pass: a person looks at it. A request waits on, until it is approved by itself. */
export const escalate = (one: Return, policy: ReturnPolicy, now: Instant): Change<Return> => {
  const requested = one.state === 'return-requested';
  return changed<Return>(
    one,
    { escalatedAt: now, dueAt: requested ? after(one.taken[0].at, policy.resolveWithin) : undefined },
    returnEscalated({ ...about(one, now), state: one.state }),
  );
};

/** What comes of a wait that is over; nothing when it was over already, or has begun anew. */
export const afterWait = (
  { state, wish, dueAt, escalatedAt }: Return,
  passed: Instant,
): 'escalate' | 'lapse' | 'refund' | 'approve' | undefined => {
  if (dueAt !== passed || !isWaiting(state)) return undefined;
  if (!escalatedAt) return waits[state].then;
  return wish === 'refund-only' ? 'refund' : 'approve';
};

/** The return, if this buyer has asked for it. @throws Problem not-found */
export const askedBy = (one: Return, buyerId: AccountId): Return => {
  if (one.buyerId !== buyerId) throw new Problem('not-found');
  return one;
};

/** The return, if it is of this shop's goods. @throws Problem not-found */
export const toShop = (one: Return, merchantId: MerchantId): Return => {
  if (one.merchantId !== merchantId) throw new Problem('not-found');
  return one;
};
