import type { MerchantId } from '../kernel/values/ids.ts';
import { add, allocate, subtract, sum, times, type Currency, type Money } from '../kernel/values/money.ts';
import { freightOf, type Destination, type FreightTemplate } from '../logistics/public.ts';
import type { PricePart } from './order.ts';

/** What the price of a line depends on. */
export interface LineToPrice {
  readonly merchantId: MerchantId;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** What of that the choices of the buyer add. */
  readonly surcharge?: Money | undefined;
  /** Grams of one unit. */
  readonly weight: number;
  /** What the shop has quoted for delivering this line; other lines of a shop travel as one parcel, by its template. */
  readonly quotedFreight: Money | undefined;
}

export interface PricedLine<L> {
  readonly line: L;
  readonly items: Money;
  readonly freight: Money;
  /** Every part of the price, in the order in which they apply. They sum to items and freight. */
  readonly price: readonly PricePart[];
}

/** What one shop charges for its part of a checkout. */
export interface PricedOrder<L> {
  readonly merchantId: MerchantId;
  readonly lines: readonly PricedLine<L>[];
  readonly items: Money;
  readonly freight: Money;
  readonly payable: Money;
}

export interface PricedCheckout<L> {
  readonly orders: readonly PricedOrder<L>[];
  readonly total: Money;
}

/**
 * Prices a checkout: one order for each shop, in the order in which the shops first appear. A pure function of its
 * arguments: the same lines cost the same today, at the preview and when an order is replayed. The parcel's freight
 * goes to its lines by weight with the largest remainder, so that the lines sum to the order, and the orders to the
 * total [PRC-01].
 * @throws Problem no-freight
 */
export const priceCheckout = <L extends LineToPrice>(
  lines: readonly L[],
  currency: Currency,
  templates: ReadonlyMap<MerchantId, FreightTemplate>,
  destination: Destination,
): PricedCheckout<L> => {
  const orders = [...Map.groupBy(lines, ({ merchantId }) => merchantId)]
    .map(([merchantId, own]) => priceOrder(merchantId, own, currency, templates.get(merchantId), destination));
  return { orders, total: sum(orders.map(({ payable }) => payable), currency) };
};

const priceOrder = <L extends LineToPrice>(
  merchantId: MerchantId,
  lines: readonly L[],
  currency: Currency,
  template: FreightTemplate | undefined,
  destination: Destination,
): PricedOrder<L> => {
  const freights = parcelFreight(lines.filter(({ quotedFreight }) => !quotedFreight), currency, template, destination);
  const priced = lines.map((line): PricedLine<L> => {
    const items = goodsOf(line);
    const freight = line.quotedFreight ?? freights.get(line)!;
    return {
      line,
      items,
      freight,
      price: [...goodsParts(line, items), { kind: 'freight', amount: freight }],
    };
  });
  const items = sum(priced.map((line) => line.items), currency);
  const freight = sum(priced.map((line) => line.freight), currency);
  return { merchantId, lines: priced, items, freight, payable: add(items, freight) };
};

const goodsOf = ({ unitPrice, quantity }: LineToPrice): Money => times(unitPrice, quantity);

/** The parts of what the goods of a line cost. */
const goodsParts = ({ surcharge, quantity }: LineToPrice, items: Money): PricePart[] => {
  if (!surcharge?.amount) return [{ kind: 'list-price', amount: items }];
  const added = times(surcharge, quantity);
  return [{ kind: 'list-price', amount: subtract(items, added) }, { kind: 'surcharge', amount: added }];
};

/** What each line of a parcel bears of its freight. */
const parcelFreight = <L extends LineToPrice>(
  parcel: readonly L[],
  currency: Currency,
  template: FreightTemplate | undefined,
  destination: Destination,
): Map<L, Money> => {
  if (parcel.length === 0) return new Map();
  const weights = parcel.map(({ weight, quantity }) => weight * quantity);
  const freight = freightOf(template, {
    weight: weights.reduce((a, b) => a + b, 0),
    pieces: parcel.reduce((sum, { quantity }) => sum + quantity, 0),
    items: sum(parcel.map(goodsOf), currency),
    destination,
  });
  const parts = allocate(freight, weights);
  return new Map(parcel.map((line, i) => [line, parts[i]!]));
};
