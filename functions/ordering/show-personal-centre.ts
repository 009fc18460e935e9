import * as z from 'zod';
import { Profile, profileOf } from '../../shared/identity/public.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { messages } from '../../shared/notices/public.ts';
import { OrderState } from '../../shared/ordering/order.ts';
import { orderSummary, OwnOrderPage } from '../../shared/ordering/order-view.ts';
import { buyerOrders, orders } from '../../shared/ordering/store.ts';
import { buyerPayments, PaymentLine, paymentLine, payments } from '../../shared/payments/public.ts';

/** Nobody's orders are counted as they are placed: the newest of them are looked at. */
const counted = 100;
const shown = 5;

export const { contract, handler } = endpoint({
  summary: 'Shows the buyer what is theirs in one view: profile, orders, payments and what they have not read.',
  route: 'GET /v1/me',
  audience: 'shop',
  callers: ['buyer'],
  answer: {
    200: z.object({
      profile: Profile,
      orders: z.object({
        byState: z.partialRecord(OrderState, z.int()).meta({
          description:
            `How many of the newest ${counted} orders are in each state; one in which there is none is left out`,
        }),
        more: z.boolean().meta({ description: `There are more than ${counted}` }),
        latest: OwnOrderPage.shape.items,
      }),
      payments: z.object({ latest: z.array(PaymentLine) }),
      messages: z.object({ unread: z.int().meta({ description: `${counted} stands for ${counted} or more` }) }),
    }),
  },
  touches: [orders.ofBuyer, payments.ofBuyer, messages.unread],
}, async ({ caller }) => {
  const { accountId } = caller;
  const [account, own, paid, unread] = await Promise.all([
    caller.account,
    orders.ofBuyer(buyerOrders(accountId), { limit: counted, newestFirst: true }),
    payments.ofBuyer(buyerPayments(accountId), { limit: shown, newestFirst: true }),
    messages.unread(accountId, counted),
  ]);
  const byState = Map.groupBy(own.items, ({ state }) => state);
  return {
    profile: profileOf(account),
    orders: {
      byState: Object.fromEntries([...byState].map(([state, alike]) => [state, alike.length])),
      more: own.cursor !== undefined,
      latest: own.items.slice(0, shown).map(orderSummary),
    },
    payments: { latest: paid.items.map(paymentLine) },
    messages: { unread: unread.length },
  };
});
