import * as z from 'zod';
import { shopOf } from '../../shared/kernel/account.ts';
import { PostalAddress } from '../../shared/kernel/values/address.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { CarrierName } from '../../shared/logistics/carriers/carrier.ts';
import { isOffered } from '../../shared/logistics/carriers/offered.ts';
import { DispatchView, dispatchView, setDispatch } from '../../shared/logistics/dispatch.ts';
import { dispatchChanged } from '../../shared/logistics/events.ts';
import { dispatches } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary:
    'Says where the parcels of the shop are picked up, and by which carriers if it prefers any: one for all, a faster one for orders with priority.',
  route: 'PUT /v1/dispatch',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({
    address: PostalAddress,
    carrier: CarrierName.optional(),
    priorityCarrier: CarrierName.optional().meta({ description: 'The faster one, for orders with priority' }),
  }),
  answer: { 200: DispatchView },
  problems: ['no-shop'],
  touches: [isOffered, dispatches.get, dispatches.save],
  emits: [dispatchChanged],
}, async ({ input, caller, commit }) => {
  const shop = await shopOf(caller);
  const change = setDispatch(await dispatches.get(shop), shop, input, isOffered);
  return commit({ writes: [dispatches.save(change)], answer: dispatchView(change.after) });
});
