import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';
import { Instant } from '../../../shared/kernel/values/clock.ts';
import { localText } from '../../../shared/kernel/values/text.ts';
import { OrderId, ProductionState } from '../../../shared/ordering/events.ts';
import { inProduction, orders } from '../../../shared/ordering/store.ts';

const Row = z.object({
  shipsBy: Instant.meta({ description: 'When all of the order leaves, as promised' }),
  orderId: OrderId,
  title: localText(255).meta({ description: 'Of the first line that is made' }),
  state: ProductionState.meta({ description: 'Of the line that is least far' }),
  lines: z.int().meta({ description: 'Lines that are made to order' }),
  finished: z.int(),
});

export const { contract, handler } = endpoint({
  summary: 'Lists the accepted orders of which something is still to be made, what leaves first first.',
  route: 'GET /v1/production',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject(pageInput),
  answer: { 200: page(Row) },
  problems: ['no-shop', 'invalid-cursor'],
  touches: [orders.inProduction],
}, async ({ input, caller }) => {
  const { items, cursor } = await orders.inProduction(inProduction(await shopOf(caller)), input);
  return { items: items.map(({ id: orderId, making }) => ({ orderId, ...making! })), ...(cursor && { cursor }) };
});
