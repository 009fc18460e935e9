import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { CountryCode } from '../../kernel/values/address.ts';
import { placeFaults, regionCode } from '../../kernel/values/address-rules.ts';
import { id, type Id, type MerchantId } from '../../kernel/values/ids.ts';
import { Price, type Currency } from '../../kernel/values/money.ts';
import { Problem } from '../../kernel/problems.ts';
import { line } from '../../kernel/values/text.ts';
import { distanceTo, nearness, type Whither } from '../allocation.ts';
import { mostSites } from '../policy.ts';
import type { SiteWeights } from '../rulebooks.ts';
import type { Warehouse } from '../warehouse.ts';

export type SiteId = Id<'site'>;
export const SiteId = id('site');

export type SiteTerms = z.infer<typeof SiteTerms>;
/** What a shop knows of a place where it could keep goods. */
export const SiteTerms = z.strictObject({
  name: line(100),
  country: CountryCode,
  region: line(80).meta({ description: 'Its code, or its name' }),
  city: line(100),
  costPerParcel: Price.meta({ description: 'What it would cost the shop to send one parcel from there' }),
  costPer100Units: Price.meta({ description: 'What it would cost the shop to keep 100 units there for a month' }),
});

/** A place where a shop could keep goods. */
export interface Site extends SiteTerms {
  readonly id: SiteId;
}

/** The places that a shop compares. Its id is the shop's. */
export interface Sites extends Versioned {
  readonly id: MerchantId;
  readonly sites: readonly Site[];
}

/**
 * Adds a place to those that a shop compares.
 * @throws Problem too-many-sites; currency-foreign when a cost is not in the currency in which the shop trades;
 * invalid-input for a place that does not exist
 */
export const addSite = (
  before: Sites | undefined,
  { id: merchantId, currency }: { readonly id: MerchantId; readonly currency: Currency },
  siteId: SiteId,
  terms: SiteTerms,
): Change<Sites> => {
  const faults = placeFaults(terms.country, [terms.region]).map(({ path, message }) => ({
    path: path === 'country' ? path : 'region',
    message,
  }));
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  if ([terms.costPerParcel, terms.costPer100Units].some((cost) => cost.currency !== currency)) {
    throw new Problem('currency-foreign', `This shop trades in ${currency}`);
  }
  const sites = [...(before?.sites ?? []), { ...terms, id: siteId, region: regionCode(terms.country, terms.region) }];
  if (sites.length > mostSites) throw new Problem('too-many-sites', `A shop compares ${mostSites} at the most`);
  return before ? changed<Sites>(before, { sites }) : created<Sites>({ id: merchantId, sites });
};

/** Takes a place from those that are compared. @throws Problem not-found */
export const dropSite = (before: Sites | undefined, siteId: SiteId): Change<Sites> => {
  const sites = before?.sites.filter((site) => site.id !== siteId) ?? [];
  if (!before || sites.length === before.sites.length) throw new Problem('not-found');
  return changed<Sites>(before, { sites });
};

/** Units that somebody has bought, and where they went. */
export interface Bought extends Whither {
  readonly units: number;
}

export const SiteScore = z.object({
  score: z.int().optional().meta({ description: 'Of 100; none before anything was bought' }),
  distance: z.int().meta({ description: 'How near it is to what was bought: 100 when all went to its city' }),
  demand: z.int().meta({ description: 'Percent of the units to whose buyers it is nearer than any open warehouse' }),
  unitsInRegion: z.int(),
  costPerOrder: Price.meta({ description: 'A parcel, and a month of storage of the units of an average order' }),
});

/**
 * Scores places, the best first: nearness to the buyers of the orders that are looked at, the demand to which the place
 * would be nearer than what the shop has, and cost, the dearest of the places having none of these points; each by the
 * weight of the rulebook.
 */
export const scoreSites = (
  sites: readonly Site[],
  bought: readonly Bought[],
  warehouses: readonly Warehouse[],
  weights: SiteWeights,
): (Site & z.infer<typeof SiteScore>)[] => {
  const sumOf = (worth: (one: Bought) => number): number =>
    bought.reduce((sum, one) => sum + one.units * worth(one), 0);
  const units = sumOf(() => 1);
  const nearFrom = (place: Parameters<typeof distanceTo>[0], to: Whither): number => nearness[distanceTo(place, to)];
  const open = warehouses.filter((warehouse) => warehouse.open);
  const unitsPerOrder = units / Math.max(1, bought.length);
  const judged = sites.map((site) => {
    const { costPerParcel: { amount, currency }, costPer100Units } = site;
    return {
      site,
      distance: units === 0 ? 0 : sumOf((to) => nearFrom({ address: site }, to)) / units,
      demand: units === 0 ? 0 : sumOf((to) => {
        const here = nearFrom({ address: site }, to);
        return open.every((warehouse) => nearFrom(warehouse, to) < here) ? 1 : 0;
      }) / units,
      unitsInRegion: sumOf(({ country, region }) => (site.country === country && site.region === region ? 1 : 0)),
      costPerOrder: {
        amount: amount + Math.round((costPer100Units.amount * unitsPerOrder) / 100),
        currency,
      },
    };
  });
  const dearest = Math.max(1, ...judged.map(({ costPerOrder }) => costPerOrder.amount));
  const percent = (part: number): number => Math.round(100 * part);
  return judged.map(({ site, distance, demand, unitsInRegion, costPerOrder }) => {
    const points = weights.distance * distance
      + weights.demand * demand
      + weights.cost * (1 - costPerOrder.amount / dearest);
    return {
      ...site,
      score: units === 0 ? undefined : percent(points / (weights.distance + weights.demand + weights.cost)),
      distance: percent(distance),
      demand: percent(demand),
      unitsInRegion,
      costPerOrder,
    };
  }).sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || (a.id < b.id ? -1 : 1));
};

/** What a shop sees of a place that it compares. */
export const SiteView = SiteTerms.extend({ siteId: SiteId }).strip();

export const siteView = ({ id: siteId, ...terms }: Site): z.input<typeof SiteView> => ({ siteId, ...terms });
