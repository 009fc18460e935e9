import { offers } from '../../catalogue/public.ts';
import { stock } from '../../inventory/public.ts';
import { together } from '../../kernel/doors/access.ts';
import { Overtaken } from '../../kernel/problems.ts';
import type { Write, Writes } from '../../kernel/store/commit.ts';
import { due } from '../../kernel/store/due.ts';
import { after, type Instant } from '../../kernel/values/clock.ts';
import type { Id, NewId } from '../../kernel/values/ids.ts';
import type { OrderId, Replaces } from '../events.ts';
import type { Order } from '../order.ts';
import { placeReplacement } from './replacement.ts';
import { orderTimes } from '../rulebooks.ts';
import { orders } from '../store.ts';

/**
 * Places the order of what replaces units of a line, takes its goods from the stock and begins the shop's clocks, as the
 * payment of an order does. Nothing when there are too few of them: whoever is overtaken by another buyer decides again.
 */
export const sendReplacement = Object.assign(
  async (
    sale: Order,
    { skuId, ...wanted }: Omit<Replaces, 'orderId'> & { readonly quantity: number; readonly skuId: Id<'sku'> },
    given: { readonly now: Instant; readonly newId: NewId },
  ): Promise<{ readonly orderId: OrderId; readonly writes: Writes } | undefined> => {
    const needed = [{ skuId, quantity: wanted.quantity }];
    const other = sale.lines.every(({ id, skuId: sold }) => id !== wanted.lineId || sold !== skuId);
    const [shelves, offer, times] = await Promise.all([
      stock.shelves(needed),
      other ? offers.get(skuId) : undefined,
      orderTimes.current(given.now),
    ]);
    const there = (shelves.get(skuId) ?? []).reduce((sum, units) => sum + units, 0);
    if (there < wanted.quantity) return undefined;
    const change = placeReplacement(sale, wanted, offer, times, given);
    const { id: orderId } = change.after;
    const { now: at } = given;
    return {
      orderId,
      writes: [
        orders.save(change),
        stock.take(needed, { reference: orderId, at }, shelves).map((one): Write => ({
          ...one,
          otherwise: () => new Overtaken(),
        })),
        due.set(after(at, times.flagUnacceptedAfter), 'ordering/flag-overdue-order', { orderId, stage: 'processing' }),
        due.set(after(at, times.acceptWithin), 'ordering/cancel-unaccepted-order', { orderId }),
      ],
    };
  },
  together('order.send-replacement', stock.shelves, stock.take, offers.get, orderTimes.current, orders.save, due.set),
);
