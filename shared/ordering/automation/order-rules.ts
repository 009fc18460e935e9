import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { CountryCode } from '../../kernel/values/address.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { Price, type Currency } from '../../kernel/values/money.ts';
import { Problem } from '../../kernel/problems.ts';
import { reviewOf, type Order } from '../order.ts';
import { maxLines, maxQuantity } from '../policy.ts';
import type { CheckedOrder, OrderCheck, OrderJudgement } from './order-judgement.ts';

export type OrderRuleTerms = z.infer<typeof OrderRuleTerms>;
/** Which paid orders of a shop are accepted, allocated and sent to a carrier without its people. */
export const OrderRuleTerms = z.strictObject({
  enabled: z.boolean().meta({ description: 'Without it every order waits for a person' }),
  mostPayable: Price.optional().meta({ description: 'What an order comes to at the most; any amount unless said' }),
  mostUnits: z.int().min(1).max(maxLines * maxQuantity).optional().meta({
    description: 'Units of all its lines together; any number unless said',
  }),
  countries: z.array(CountryCode).min(1).max(60).optional().meta({
    description: 'Where it goes; everywhere that the shop delivers to unless said',
  }),
  withNote: z.boolean().meta({ description: 'Also when its buyer asks something of the shop' }),
  madeToOrder: z.boolean().meta({ description: 'Also when something of it is made to order' }),
  severalWarehouses: z.boolean().meta({ description: 'Also when no single warehouse can send all of it' }),
});

/** What a shop has said. Its id is the shop's. */
export interface OrderRules extends Versioned {
  readonly id: MerchantId;
  readonly terms: OrderRuleTerms;
}

/** A shop that has said nothing sees to each order itself. */
export const untilSaid: OrderRuleTerms = {
  enabled: false,
  withNote: false,
  madeToOrder: false,
  severalWarehouses: false,
};

/**
 * Says which orders are processed without the shop's people, those that are paid from now on.
 * @throws Problem currency-foreign when the amount is not in the currency in which the shop trades
 */
export const setOrderRules = (
  before: OrderRules | undefined,
  { id, currency }: { readonly id: MerchantId; readonly currency: Currency },
  { countries, ...given }: OrderRuleTerms,
): Change<OrderRules> => {
  if (given.mostPayable && given.mostPayable.currency !== currency) {
    throw new Problem('currency-foreign', `This shop trades in ${currency}`);
  }
  const terms = { ...given, ...(countries && { countries: [...new Set(countries)] }) };
  return before ? changed<OrderRules>(before, { terms }) : created<OrderRules>({ id, terms });
};

/** What is known of how an order could be sent. */
export interface Sending {
  /** The shop has said where its parcels are picked up: without it, no carrier can be booked. */
  readonly dispatchAddress: boolean;
  /** The warehouses that would send it; none when all of them together have too little. */
  readonly warehouses: readonly string[] | undefined;
}

/**
 * Judges an order by the rules of its shop. It is accepted when every check holds; whatever stops it is a person's to
 * decide, so all are told, not the first alone.
 */
export const judgeOrder = (
  order: Order,
  { mostPayable, mostUnits, countries, withNote, madeToOrder, severalWarehouses }: OrderRuleTerms,
  { dispatchAddress, warehouses }: Sending,
  at: Instant,
): OrderJudgement => {
  const { payable, lines, address: { country }, note } = order;
  const review = Object.entries(reviewOf(order)).flatMap(([heading, holds]) => (holds ? [] : [heading]));
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const made = lines.filter((line) => line.made).length;
  const checks: CheckedOrder[] = [
    { check: 'review', holds: review.length === 0, ...(review.length > 0 && { actual: review }) },
    {
      check: 'payable',
      holds: !mostPayable || payable.amount <= mostPayable.amount,
      actual: payable,
      ...(mostPayable && { allowed: mostPayable }),
    },
    {
      check: 'units',
      holds: mostUnits === undefined || units <= mostUnits,
      actual: units,
      ...(mostUnits !== undefined && { allowed: mostUnits }),
    },
    {
      check: 'destination',
      holds: !countries || countries.includes(country),
      actual: country,
      ...(countries && { allowed: countries }),
    },
    { check: 'buyer-note', holds: withNote || !note },
    { check: 'made-to-order', holds: madeToOrder || made === 0, ...(made > 0 && { actual: made }) },
    { check: 'dispatch-address', holds: dispatchAddress },
    { check: 'enough-stock', holds: warehouses !== undefined },
    {
      check: 'one-warehouse',
      holds: severalWarehouses || !warehouses || warehouses.length <= 1,
      ...(warehouses && { actual: warehouses.length }),
      ...(!severalWarehouses && { allowed: 1 }),
    },
  ];
  return { at, passed: checks.every(({ holds }) => holds), checks };
};

/** What stops an order that waits for a person. */
export const stoppedBy = ({ state, automatic }: Pick<Order, 'state' | 'automatic'>): readonly OrderCheck[] =>
  state === 'awaiting-acceptance' && automatic
    ? automatic.checks.flatMap(({ check, holds }) => (holds ? [] : [check]))
    : [];
