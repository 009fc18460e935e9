import { shopOf } from '../../shared/kernel/account.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { DispatchView, dispatchView } from '../../shared/logistics/dispatch.ts';
import { dispatches } from '../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows where the parcels of the shop are picked up.',
  route: 'GET /v1/dispatch',
  audience: 'merchant',
  callers: ['merchant'],
  answer: { 200: DispatchView },
  problems: ['no-shop', 'not-found'],
  touches: [dispatches.need],
}, async ({ caller }) => dispatchView(await dispatches.need(await shopOf(caller))));
