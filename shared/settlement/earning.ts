import * as z from 'zod';
import { changed, created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import type { Id, MerchantId } from '../kernel/values/ids.ts';
import { add, money, subtract, sum, type Currency, type Money } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { netOfRefund } from '../ledger/public.ts';
import type { Payment } from '../payments/public.ts';
import { earningHeld, earningReleased } from './events.ts';
import { disputeLookAgain } from './policy.ts';
import type { EarningRelease } from './rulebooks.ts';

export type EarningState = z.infer<typeof EarningState>;
export const EarningState = z.enum(['held', 'released', 'claimed']);

/** An earning is in exactly one place: held in the window, released, or claimed by one statement. */
export const earningSteps = {
  release: { from: ['held'], to: 'released' },
  claim: { from: ['released'], to: 'claimed' },
} as const satisfies Steps<EarningState>;

/** What one line of an order has earned, from what was frozen at the sale. */
export interface EarningLine {
  readonly lineId: Id<'orderLine'>;
  readonly skuId: Id<'sku'>;
  readonly quantity: number;
  readonly items: Money;
  readonly freight: Money;
  /** Basis points. */
  readonly commissionRate: number;
  readonly commission: Money;
}

/** What a merchant has earned by one completed order. Its id is the order's. */
export interface Earning extends Versioned {
  readonly id: Id<'order'>;
  readonly merchantId: MerchantId;
  readonly state: EarningState;
  readonly currency: Currency;
  readonly lines: readonly EarningLine[];
  /** After what has been given back to the buyer; `refunded` says how much that was. */
  readonly items: Money;
  readonly freight: Money;
  readonly commission: Money;
  readonly refunded: Money;
  /** items + freight − commission: what the merchant gets. */
  readonly net: Money;
  readonly heldAt: Instant;
  readonly releaseAt: Instant;
  /** The version of earning-release that says so. */
  readonly releaseVersion: number;
  /** Its buyer wanted money back for some of it when its window was over: it is held until that is decided. */
  readonly disputed?: true | undefined;
  readonly statementId?: Id<'statement'>;
  /** What its shop was made to owe of it since a statement has settled it. */
  readonly owes?: Money;
}

interface Sale {
  readonly orderId: Id<'order'>;
  readonly merchantId: MerchantId;
  readonly currency: Currency;
  readonly lines: readonly EarningLine[];
  /** Minor units that have been given back already, or are on their way. */
  readonly refunded: Money;
}

/**
 * What of an order's lines is not the merchant's: it has been given back, is on its way, or is owed since a refund failed.
 * By what the buyer's own change has made it cheaper, the lines are less already.
 */
export const givenBack = ({ orders, amount: { currency } }: Payment, orderId: Id<'order'>): Money => {
  const { refunding = 0, refunded = 0, owed = 0, reduced = 0 } = orders.find((order) => order.orderId === orderId)
    ?? {};
  return money(refunding + refunded + owed - reduced, currency);
};

/** A completed order has earned this much; it stays held for the after-sales window. */
export const hold = (
  { orderId, merchantId, currency, lines, refunded }: Sale,
  { releaseAfter, version: releaseVersion }: EarningRelease,
  now: Instant,
): Change<Earning> => {
  const { items, freight, commission } = netOfRefund(lines, refunded);
  const net = subtract(add(items, freight), commission);
  return created<Earning>(
    {
      id: orderId,
      merchantId,
      currency,
      lines,
      items,
      freight,
      commission,
      refunded,
      net,
      state: 'held',
      heldAt: now,
      releaseAt: after(now, releaseAfter),
      releaseVersion,
    },
    earningHeld({ orderId, merchantId, net, at: now }),
  );
};

/** It was put off, and a deadline from before has come late. @throws Problem illegal-step */
const mustBeDue = ({ disputed, releaseAt }: Earning, now: Instant): void => {
  if (disputed && now < releaseAt) throw new Problem('illegal-step', `It is held until ${releaseAt}`);
};

/** It is disputed: whether that is decided is looked at again later. @throws Problem illegal-step */
export const keepHeld = (earning: Earning, now: Instant): Change<Earning> => {
  mustBeDue(earning, now);
  if (earning.state !== 'held') throw new Problem('illegal-step', `It is ${earning.state}`);
  return changed<Earning>(earning, { disputed: true, releaseAt: after(now, disputeLookAgain) });
};

/** Lets the next settlement have it. @throws Problem illegal-step */
export const releaseEarning = (earning: Earning, now: Instant): Change<Earning> => {
  mustBeDue(earning, now);
  return move<EarningState, typeof earningSteps, Earning>(
    earningSteps,
    earning,
    'release',
    { disputed: undefined },
    earningReleased({ orderId: earning.id, merchantId: earning.merchantId, net: earning.net, at: now }),
  );
};

/** Gives it to one statement, for good. The statement's own fact tells of it. @throws Problem illegal-step */
export const claim = (earning: Earning, statementId: Id<'statement'>): Change<Earning> =>
  move<EarningState, typeof earningSteps, Earning>(earningSteps, earning, 'claim', { statementId });

export interface Totals {
  readonly items: Money;
  readonly freight: Money;
  readonly commission: Money;
  readonly net: Money;
}

/** The sums of earnings of one currency. */
export const totalsOf = (earnings: readonly Earning[], currency: Currency): Totals => {
  const total = (part: 'items' | 'freight' | 'commission' | 'net'): Money =>
    sum(earnings.map((earning) => earning[part]), currency);
  return { items: total('items'), freight: total('freight'), commission: total('commission'), net: total('net') };
};
