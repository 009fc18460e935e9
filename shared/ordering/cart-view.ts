import * as z from 'zod';
import { Chosen, PictureView, pictureView, stillChosen } from '../catalogue/public.ts';
import type { Instant } from '../kernel/values/clock.ts';
import { id, MerchantId, type Id } from '../kernel/values/ids.ts';
import { Money, sum, times } from '../kernel/values/money.ts';
import { localText } from '../kernel/values/text.ts';
import { CartChange, reviewCart, type Shelf } from './cart-review.ts';
import { CartLineId, unitPriceOf, type Cart } from './cart.ts';

const CartLineView = z.object({
  lineId: CartLineId,
  skuId: id('sku'),
  quantity: z.int(),
  freightQuoteId: id('freightQuote').optional(),
  title: localText(255).optional(),
  specText: localText(500).optional(),
  image: PictureView.optional(),
  chosen: z.array(Chosen).optional().meta({ description: 'What the buyer decides of what is made for him' }),
  /** As it is now, with what the choices add. */
  unitPrice: Money,
  items: Money,
  /** Whether it can be bought as it stands; only then it counts. */
  buyable: z.boolean(),
});

/** A cart as its buyer sees it: by shop, at the prices of this moment. */
export type CartView = z.infer<typeof CartView>;
export const CartView = z.object({
  shops: z.array(
    z.object({ merchantId: MerchantId, name: localText(60).optional(), lines: z.array(CartLineView), items: Money }),
  ),
  /** Goods that can be bought, without freight; none for an empty cart, which has no currency. */
  items: Money.optional(),
  changes: z.array(CartChange),
});

/** Shows a cart: grouped by shop, with live totals and with what has changed [CRT-01] [CRT-02] [CRT-03]. */
export const cartView = (
  cart: Cart,
  shelf: Shelf,
  available: ReadonlyMap<Id<'sku'>, number>,
  now: Instant,
): CartView => {
  const [first] = cart.lines;
  if (!first) return { shops: [], changes: [] };
  const { currency } = first.seenPrice;
  const { buyable, changes } = reviewCart(cart, shelf, { now, available });
  const bought = new Set(buyable.map(({ line }) => line));
  const shops = [...Map.groupBy(cart.lines, ({ merchantId }) => merchantId)].map(([merchantId, own]) => {
    const lines = own.map((line) => {
      const { lineId, skuId, quantity, freightQuoteId } = line;
      const offer = shelf.offers.get(skuId);
      const { title, specText, image } = offer ?? {};
      const chosen = stillChosen(offer?.madeToOrder, line.answers);
      const unitPrice = offer && chosen ? unitPriceOf(offer, chosen) : line.seenPrice;
      return {
        lineId,
        skuId,
        quantity,
        freightQuoteId,
        title,
        specText,
        ...(image && { image: pictureView(merchantId, image) }),
        ...(chosen?.length && { chosen }),
        unitPrice,
        items: times(unitPrice, quantity),
        buyable: bought.has(line),
      };
    });
    const items = sum(lines.filter((line) => line.buyable).map((line) => line.items), currency);
    return { merchantId, name: shelf.merchants.get(merchantId)?.store.name, lines, items };
  });
  return { shops, items: sum(shops.map(({ items }) => items), currency), changes: [...changes] };
};

/** What a command on the cart answers: what is in it now. */
export const CartLines = z.object({
  lines: z.array(
    z.object({
      lineId: CartLineId,
      skuId: id('sku'),
      quantity: z.int(),
      freightQuoteId: id('freightQuote').optional(),
    }),
  ),
});
export const cartLines = ({ lines }: Cart): z.input<typeof CartLines> => ({ lines: [...lines] });
