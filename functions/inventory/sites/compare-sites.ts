import * as z from 'zod';
import { warehouses } from '../../../shared/inventory/placement-store.ts';
import { siteWeights } from '../../../shared/inventory/rulebooks.ts';
import { sites } from '../../../shared/inventory/sites/site-store.ts';
import { scoreSites, SiteScore, siteView, SiteView } from '../../../shared/inventory/sites/site.ts';
import { warehousesOf } from '../../../shared/inventory/warehouse.ts';
import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { merchantOrders, orders, type OrderState } from '../../../shared/ordering/public.ts';

/** States of orders whose buyers have paid, and how many of each are looked at: the newest. */
const paid: readonly OrderState[] = ['awaiting-acceptance', 'awaiting-shipment', 'shipped', 'delivered', 'completed'];
const ofEach = 50;

export const { contract, handler } = endpoint({
  summary:
    `Scores the places that the shop compares as sites of a warehouse, the best first: by distance to its buyers, demand and cost. It goes by the newest ${ofEach} paid orders of each state.`,
  route: 'GET /v1/warehouse-sites',
  audience: 'merchant',
  callers: ['merchant'],
  answer: {
    200: z.object({
      orders: z.int().meta({ description: 'Orders that were looked at' }),
      items: z.array(SiteView.extend(SiteScore.shape)),
    }),
  },
  problems: ['no-shop'],
  touches: [sites.get, warehouses.get, siteWeights.current, orders.ofMerchant, orders.need],
}, async ({ caller, now }) => {
  const merchantId = await shopOf(caller);
  const [compared, registry, weights] = await Promise.all([
    sites.get(merchantId),
    warehouses.get(merchantId),
    siteWeights.current(now),
  ]);
  if (!compared?.sites.length) return { orders: 0, items: [] };
  const lists = await Promise.all(
    paid.map((state) => orders.ofMerchant(merchantOrders(merchantId, state), { limit: ofEach, newestFirst: true })),
  );
  const newest = await Promise.all(lists.flatMap(({ items }) => items).map(({ id }) => orders.need(id)));
  const bought = newest.map(({ address: { country, region, city }, lines }) => ({
    country,
    region,
    city,
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  }));
  const scored = scoreSites(compared.sites, bought, warehousesOf(registry, merchantId), weights);
  return {
    orders: bought.length,
    items: scored.map(({ score, distance, demand, unitsInRegion, costPerOrder, ...site }) => ({
      ...siteView(site),
      score,
      distance,
      demand,
      unitsInRegion,
      costPerOrder,
    })),
  };
});
