/** What somebody had chosen before signing in joins the cart of the account. */
import * as z from 'zod';
import { picturesIn, stillChosen, type Offer } from '../catalogue/public.ts';
import { changed, created, type Change } from '../kernel/store/change.ts';
import { id, type AccountId, type Id, type NewId } from '../kernel/values/ids.ts';
import { localText } from '../kernel/values/text.ts';
import { answersOf, hindrance, lineLike, unitPriceOf, type Cart, type CartLine, type Item } from './cart.ts';
import { maxQuantity } from './policy.ts';

/**
 * What became of each thing: all of it is in the cart; only a part, since there is no more of it or a line holds no more;
 * or none, for the reason that is named.
 */
export type Joined = z.infer<typeof Joined>;
export const Joined = z.object({
  skuId: id('sku'),
  outcome: z.enum(['added', 'fewer', 'sold-out', 'gone', 'options-changed', 'currency-mixed', 'cart-too-large']),
  title: localText(255).optional(),
  wanted: z.int().meta({ description: 'Units that were chosen before signing in' }),
  added: z.int().meta({ description: 'Units of them that have joined the cart' }),
  quantity: z.int().meta({ description: 'Units that the cart has of it now' }),
});

interface Market {
  readonly offers: ReadonlyMap<Id<'sku'>, Offer>;
  readonly available: ReadonlyMap<Id<'sku'>, number>;
}

/**
 * Adds quantities up, to what there is and to what a cart and a line hold; never takes away what the account's cart had.
 * Each thing is told of, in the order in which it was chosen. No change when nothing joins.
 */
export const mergeCarts = (
  cart: Cart | undefined,
  buyerId: AccountId,
  items: readonly Item[],
  { offers, available }: Market,
  newId: NewId,
): { readonly change: Change<Cart> | undefined; readonly joined: readonly Joined[] } => {
  let lines = cart?.lines ?? [];
  const joined = items.map(({ skuId, quantity: wanted, answers: given }): Joined => {
    const offer = offers.get(skuId);
    const chosen = stillChosen(offer?.madeToOrder, given);
    const answers = chosen && answersOf(chosen);
    const same = lineLike(lines, skuId, answers);
    const had = same?.quantity ?? 0;
    const none = { skuId, title: offer?.title, wanted, added: 0, quantity: had };
    if (!offer?.onSale) return { ...none, outcome: 'gone' };
    // Nobody can have sent a picture before signing in.
    if (!chosen || picturesIn(chosen).length > 0) return { ...none, outcome: 'options-changed' };
    const against = hindrance(lines, offer, same !== undefined);
    if (against) return { ...none, outcome: against.code };
    const elsewhere = lines.reduce((all, line) => all + (line !== same && line.skuId === skuId ? line.quantity : 0), 0);
    const most = Math.min(maxQuantity, (available.get(skuId) ?? 0) - elsewhere);
    const quantity = Math.max(had, Math.min(most, had + wanted));
    if (quantity === had) return { ...none, outcome: most <= 0 ? 'sold-out' : 'fewer' };
    const { merchantId, categoryId } = offer;
    const seenPrice = unitPriceOf(offer, chosen);
    const line: CartLine = same
      ? { ...same, quantity, seenPrice, categoryId }
      : { lineId: newId('cartLine'), skuId, merchantId, categoryId, quantity, answers, seenPrice };
    lines = same ? lines.map((one) => (one === same ? line : one)) : [...lines, line];
    const added = quantity - had;
    return { ...none, added, quantity, outcome: added === wanted ? 'added' : 'fewer' };
  });
  const change = joined.every(({ added }) => added === 0)
    ? undefined
    : cart
    ? changed<Cart>(cart, { lines })
    : created<Cart>({ id: buyerId, lines });
  return { change, joined };
};
