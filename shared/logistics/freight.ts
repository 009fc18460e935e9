import * as z from 'zod';
import { CountryCode } from '../kernel/values/address.ts';
import { placeFaults, regionCode } from '../kernel/values/address-rules.ts';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { add, Currency, Money, Price, times, zero } from '../kernel/values/money.ts';
import { Problem } from '../kernel/problems.ts';
import { line } from '../kernel/values/text.ts';
import { freightTemplateSet } from './events.ts';
import { maxRatePerKg, maxRatePerPiece } from './policy.ts';

/** A place as freight sees it: ISO 3166 codes of the country and of its region (`BR`, `SP`). */
export interface Destination {
  readonly country: string;
  readonly region: string;
}

export type FreightZone = z.infer<typeof FreightZone>;
/** Where one rate holds: some regions of a country, or without regions all of it. */
export const FreightZone = z.strictObject({
  country: CountryCode,
  regions: z.array(line(80)).min(1).max(100).optional(),
  base: Price,
  perKg: Price.extend({ amount: z.int().min(0).max(maxRatePerKg), currency: Currency }).meta({
    description: 'For each kilogram begun',
  }),
  perPiece: Price.extend({ amount: z.int().min(0).max(maxRatePerPiece), currency: Currency }).optional().meta({
    description: 'For each unit, beside its weight',
  }),
});

export type FreightTerms = z.infer<typeof FreightTerms>;
/** How a shop charges freight: by its template, or by a quote for each line (`quoted`). */
export const FreightTerms = z.strictObject({
  mode: z.enum(['template', 'quoted']),
  zones: z.array(FreightZone).max(50).default([]),
  freeAbove: Price.optional().meta({ description: 'From this price of the goods on, freight is free' }),
});

/** A shop's freight terms. Its id is the shop's. */
export interface FreightTemplate extends Versioned, FreightTerms {
  readonly id: MerchantId;
}

/** A shop's terms as they were set. */
export const termsOf = ({ mode, zones, freeAbove }: FreightTemplate): FreightTerms => ({ mode, zones, freeAbove });

/** Its regions by their codes, as addresses have them, however the shop writes them. */
const byCode = (zone: FreightZone): FreightZone =>
  zone.regions
    ? { ...zone, regions: [...new Set(zone.regions.map((region) => regionCode(zone.country, region)))] }
    : zone;

/**
 * Replaces a shop's freight terms.
 * @throws Problem currency-foreign when they are not in the currency in which it trades, invalid-input with the path of
 * each place that does not exist: a mistyped region would be charged nobody's rate, and nobody would be told
 */
export const setTerms = (
  before: FreightTemplate | undefined,
  { id, currency }: { id: MerchantId; currency: Currency },
  given: FreightTerms,
  now: Instant,
): Change<FreightTemplate> => {
  const faults = given.zones.flatMap(({ country, regions }, i) =>
    placeFaults(country, regions).map(({ path, message }) => ({ path: `zones.${i}.${path}`, message }))
  );
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const terms = { ...given, zones: given.zones.map(byCode) };
  const amounts = [
    ...terms.zones.flatMap(({ base, perKg, perPiece }) => [base, perKg, ...(perPiece ? [perPiece] : [])]),
    ...(terms.freeAbove ? [terms.freeAbove] : []),
  ];
  if (amounts.some((amount) => amount.currency !== currency)) {
    throw new Problem('currency-foreign', `This shop trades in ${currency}`);
  }
  const fact = freightTemplateSet({ merchantId: id, mode: terms.mode, at: now });
  return before
    ? changed(before, { ...terms, freeAbove: terms.freeAbove }, fact)
    : created<FreightTemplate>({ id, ...terms }, fact);
};

/** A zone that names the region goes before one for the whole country, the first of equals. */
const zoneOf = (template: FreightTemplate | undefined, { country, region }: Destination): FreightZone | undefined => {
  const zones = template?.zones.filter((zone) => zone.country === country) ?? [];
  return zones.find(({ regions }) => regions?.includes(region)) ?? zones.find(({ regions }) => !regions);
};

/**
 * What one delivery costs: the zone's base, its rate for each kilogram begun and its rate for each piece; nothing from
 * the shop's threshold on.
 * @param weight grams of the whole delivery
 * @param pieces units of the whole delivery
 * @throws Problem no-freight when the shop does not deliver there, or asks for a quote
 */
export const freightOf = (
  template: FreightTemplate | undefined,
  { weight, pieces, items, destination }: {
    weight: number;
    pieces: number;
    items: Money;
    destination: Destination;
  },
): Money => {
  if (template?.mode === 'quoted') {
    throw new Problem('no-freight', 'This shop delivers by quote: ask for one for each line');
  }
  const zone = zoneOf(template, destination);
  if (!zone) {
    throw new Problem('no-freight', `The shop does not deliver to ${destination.region}, ${destination.country}`);
  }
  const threshold = template?.freeAbove;
  if (threshold && items.amount >= threshold.amount) return zero(items.currency);
  const byWeight = add(zone.base, times(zone.perKg, Math.ceil(weight / 1000)));
  return zone.perPiece ? add(byWeight, times(zone.perPiece, pieces)) : byWeight;
};

/** What somebody who looks around is told of the delivery of one thing. */
export const FreightEstimate = z.object({
  delivery: z.enum(['priced', 'by-quote', 'none']).meta({
    description: 'by-quote: the shop says for each order what it charges. none: it does not deliver there',
  }),
  freight: Money.optional().meta({ description: 'If nothing else of the shop is bought with it' }),
  freeAbove: Price.optional().meta({ description: 'From this price of the goods on, the shop delivers for nothing' }),
});

/** What freight is, if these goods are all that is bought of the shop. */
export const estimateFreight = (
  template: FreightTemplate | undefined,
  delivery: Parameters<typeof freightOf>[1],
): z.input<typeof FreightEstimate> => {
  if (template?.mode === 'quoted') return { delivery: 'by-quote' };
  if (!zoneOf(template, delivery.destination)) return { delivery: 'none' };
  return { delivery: 'priced', freight: freightOf(template, delivery), freeAbove: template?.freeAbove };
};
