import * as z from 'zod';
import { lasting, rulebook, whole } from '../kernel/policy/rulebook.ts';

/** What counts how much when warehouses are chosen for an order. Only their ratio matters. */
export const allocationWeights = rulebook(
  'allocation-weights',
  1,
  z.strictObject({
    distance: whole(1, 100).describe('That the warehouse is near the buyer'),
    cost: whole(0, 100).describe('That a parcel from it costs the shop little'),
    stock: whole(0, 100).describe('That it has much of what is wanted'),
  }),
  { distance: 50, cost: 30, stock: 20 },
  {
    summary: 'What counts how much when the goods of an order are allocated to the warehouses of its shop.',
    propose: ['operator', 'admin'],
  },
);
export type AllocationWeights = typeof allocationWeights.byDefault;

/** How far a count may differ from the books without a second person. */
export const stockTakeTolerance = rulebook(
  'stock-take-tolerance',
  1,
  z.strictObject({
    units: whole(0, 1000).describe('Units by which a SKU may differ'),
    percent: whole(0, 100).describe('Or percent of what ought to be there'),
  }),
  { units: 2, percent: 1 },
  {
    summary: 'How far a stock-take may differ from the books before somebody of the platform has to approve it.',
    propose: ['operator', 'admin'],
  },
);
export type StockTakeTolerance = typeof stockTakeTolerance.byDefault;

/** How often a warehouse ought to be counted. */
export const stockTakeTimes = rulebook(
  'stock-take-times',
  1,
  z.strictObject({ remindAfter: lasting('P7D', 'P400D').describe('After a count, until the shop is reminded') }),
  { remindAfter: 'P90D' },
  { summary: 'How often shops are reminded to count a warehouse.', propose: ['operator', 'admin'] },
);

/** What counts how much when a shop compares places for a warehouse. */
export const siteWeights = rulebook(
  'site-weights',
  1,
  z.strictObject({
    distance: whole(1, 100).describe('That it is near the buyers of the shop'),
    demand: whole(0, 100).describe('That it is nearer to many of them than what the shop has'),
    cost: whole(0, 100).describe('That sending and keeping goods there costs little'),
  }),
  { distance: 40, demand: 30, cost: 30 },
  {
    summary: 'What counts how much when a shop compares places for a warehouse.',
    propose: ['operator', 'admin'],
  },
);
export type SiteWeights = typeof siteWeights.byDefault;

/** How SKUs are replenished of which their shop says nothing, and what counts as rising demand. */
export const replenishmentRules = rulebook(
  'replenishment',
  1,
  z.strictObject({
    leadDays: whole(1, 365).describe('Days from an order at a supplier until its units are there'),
    coverDays: whole(1, 365).describe('Days for which an order is to last'),
    risesBy: whole(10, 1000).describe('Percent by which a week that rises sells more than a usual one'),
    risesFrom: whole(1, 10_000).describe('Units that it sells at least'),
  }),
  { leadDays: 7, coverDays: 14, risesBy: 50, risesFrom: 5 },
  {
    summary: 'When shops are told that demand rises, and the lead time of SKUs of which they say nothing.',
    propose: ['operator', 'admin'],
  },
);
export type ReplenishmentRules = typeof replenishmentRules.byDefault;

/** How fast a SKU has to sell to lie near the packing place, and how slowly to lie far from it. */
export const binPlacement = rulebook(
  'bin-placement',
  1,
  z.strictObject({
    fastFrom: whole(1, 1_000_000).describe('Units sold in 30 days from which a SKU sells fast, and lies near'),
    slowBelow: whole(0, 1_000_000).describe('Units sold in 30 days below which it sells slowly, and lies far'),
  }),
  { fastFrom: 30, slowBelow: 3 },
  {
    summary: 'By which turnover goods are given bins near the packing place or far from it.',
    propose: ['operator', 'admin'],
  },
);
export type BinPlacement = typeof binPlacement.byDefault;
