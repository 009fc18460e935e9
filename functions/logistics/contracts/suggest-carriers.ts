import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { id } from '../../../shared/kernel/values/ids.ts';
import { isOffered } from '../../../shared/logistics/carriers/offered.ts';
import { carrierStandings } from '../../../shared/logistics/contracts/contract-store.ts';
import { CarrierScore } from '../../../shared/logistics/contracts/score.ts';
import { scoreCarriers } from '../../../shared/logistics/contracts/selection.ts';
import { carrierSelection } from '../../../shared/logistics/rulebooks.ts';
import { weightOf } from '../../../shared/logistics/shipment.ts';
import { ownedBy, shipments } from '../../../shared/logistics/store.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows how each carrier stands for a shipment, the best first, and why: coverage, speed, quality and price.',
  route: 'GET /v1/shipments/{shipmentId}/carriers',
  audience: 'merchant',
  callers: ['merchant'],
  input: z.strictObject({ shipmentId: id('shipment') }),
  answer: { 200: z.object({ items: z.array(CarrierScore) }) },
  problems: ['no-shop', 'not-found'],
  touches: [isOffered, shipments.need, carrierStandings.get, carrierSelection.current],
}, async ({ input, caller, now }) => {
  const [shop, shipment, standings, rules] = await Promise.all([
    shopOf(caller),
    shipments.need(input.shipmentId),
    carrierStandings.get('all'),
    carrierSelection.current(now),
  ]);
  const { to, lines } = ownedBy(shipment, shop);
  const offered = (standings?.carriers ?? []).filter(({ carrier }) => isOffered(carrier));
  return { items: scoreCarriers(offered, { country: to.country, grams: weightOf(lines) }, rules) };
});
