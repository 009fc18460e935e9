import type { ProductCard } from '../../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { between, days, utcDateOf, utcMidnight, type Instant } from '../../kernel/values/clock.ts';
import type { AccountId } from '../../kernel/values/ids.ts';
import type { Money } from '../../kernel/values/money.ts';
import type { Ranking } from '../rulebooks.ts';

/** What somebody has come back to: a category, a shop or a tag. */
export interface Leaning {
  readonly to: string;
  /** As of `at`; it counts half as much some weeks later. */
  readonly weight: number;
  readonly at: Instant;
}

/** What somebody is used to pay in one currency: the mean of the logarithms of prices, in minor units. */
export interface PriceBand extends Leaning {
  readonly mean: number;
}

/**
 * What somebody's own purchases and favourites say of what he looks for. Its id is the account's, and only its owner is ever
 * shown anything of it.
 */
export interface Habits extends Versioned {
  readonly id: AccountId;
  /** Once turned off, nothing is known and nothing is learned. */
  readonly on: boolean;
  readonly categories: readonly Leaning[];
  readonly shops: readonly Leaning[];
  readonly tags: readonly Leaning[];
  readonly prices: readonly PriceBand[];
}

/** What of goods a habit can be about. */
export interface Traits {
  readonly categories: readonly string[];
  readonly shop: string;
  readonly tags: readonly string[];
  readonly price: Money;
}

/** How somebody came to what he is learned from. */
export type Deed = 'bought' | 'kept';

/** Leanings of a kind that are kept: the weakest makes room. */
const mostLeanings = 40;
const halfLife = days(60);
/** A weight that counts half of what the strongest can. */
const halfway = 2;

const none = { categories: [], shops: [], tags: [], prices: [] } as const;

const faded = ({ weight, at }: Pick<Leaning, 'weight' | 'at'>, now: Instant): number =>
  weight * 2 ** (-Math.max(0, between(at, now)) / halfLife);

/** Adds to what is leaned to. */
const leaned = (before: readonly Leaning[], to: readonly string[], weight: number, now: Instant): Leaning[] => {
  const all = new Map(before.map((one) => [one.to, one]));
  for (const one of new Set(to)) {
    const known = all.get(one);
    all.set(one, { to: one, weight: (known ? faded(known, now) : 0) + weight, at: now });
  }
  return [...all.values()].toSorted((a, b) => faded(b, now) - faded(a, now)).slice(0, mostLeanings);
};

const priced = (
  before: readonly PriceBand[],
  { amount, currency }: Money,
  weight: number,
  now: Instant,
): PriceBand[] => {
  const known = before.find(({ to }) => to === currency);
  const old = known ? faded(known, now) : 0;
  const mean = ((known?.mean ?? 0) * old + Math.log(Math.max(1, amount)) * weight) / (old + weight);
  const others = before.filter(({ to }) => to !== currency);
  return [{ to: currency, mean, weight: old + weight, at: now }, ...others].slice(0, 4);
};

/** Learns from what somebody has bought, or kept among the favourites; nothing where that is turned off. */
export const learned = (
  before: Habits | undefined,
  id: AccountId,
  goods: readonly Traits[],
  deed: Deed,
  ranking: Pick<Ranking, 'habitBought' | 'habitKept'>,
  now: Instant,
): Change<Habits> | undefined => {
  const weight = (deed === 'bought' ? ranking.habitBought : ranking.habitKept) / 100;
  if (goods.length === 0 || weight === 0 || before?.on === false) return undefined;
  const known = goods.reduce<Pick<Habits, keyof typeof none>>((all, one) => ({
    categories: leaned(all.categories, one.categories, weight, now),
    shops: leaned(all.shops, [one.shop], weight, now),
    tags: leaned(all.tags, one.tags, weight, now),
    prices: priced(all.prices, one.price, weight, now),
  }), before ?? none);
  const { categories, shops, tags, prices } = known;
  const fields = { on: true, categories, shops, tags, prices };
  return before ? changed<Habits>(before, fields) : created<Habits>({ id, ...fields });
};

/** Turns the habits of somebody on or off. Whoever turns them off has them forgotten; nothing when they are so already. */
export const switched = (before: Habits | undefined, id: AccountId, on: boolean): Change<Habits> | undefined => {
  if ((before?.on ?? true) === on) return undefined;
  const fields = { on, ...none };
  return before ? changed<Habits>(before, fields) : created<Habits>({ id, ...fields });
};

/** How well goods fit somebody: 0 to 1. */
export type Fit = (goods: Traits) => number;

/** How strongly somebody leans to each of what he has come back to: 0 to 1. */
type Strengths = ReadonlyMap<string, number>;

/** How well goods fit who leans to these. @param paid how well a price fits, 0 to 1 */
const fitting = (
  { categories, shops, tags }: Readonly<Record<'categories' | 'shops' | 'tags', Strengths>>,
  paid: (price: Money) => number,
  { habitCategories, habitShops, habitTags, habitPrices }: Ranking,
): Fit => {
  const most = Math.max(1, habitCategories + habitShops + habitTags + habitPrices);
  const strongest = (of: Strengths, among: readonly string[]): number =>
    among.reduce((best, one) => Math.max(best, of.get(one) ?? 0), 0);
  return (goods) =>
    (habitCategories * strongest(categories, goods.categories)
      + habitShops * (shops.get(goods.shop) ?? 0)
      + habitTags * strongest(tags, goods.tags)
      + habitPrices * paid(goods.price)) / most;
};

/** From what was learned, how well goods fit whoever it was learned from; nothing where there is nothing to go by. */
export const fitOf = (habits: Habits | undefined, ranking: Ranking, now: Instant): Fit | undefined => {
  if (!habits?.on || habits.prices.length === 0) return undefined;
  // The same all day, so that pages of a search go on where the one before ended.
  const today = utcMidnight(utcDateOf(now));
  const strength = (one: Leaning): number => faded(one, today) / (faded(one, today) + halfway);
  const strengths = (leanings: readonly Leaning[]): Strengths =>
    new Map(leanings.map((one) => [one.to, strength(one)]));
  const bands = new Map(habits.prices.map((band) => [band.to, { mean: band.mean, strength: strength(band) }]));
  const { categories, shops, tags } = habits;
  return fitting(
    { categories: strengths(categories), shops: strengths(shops), tags: strengths(tags) },
    ({ amount, currency }) => {
      const band = bands.get(currency);
      // Half of it for twice or half of what is paid as a rule.
      return band ? band.strength * 2 ** (-Math.abs(Math.log(Math.max(1, amount)) - band.mean) / Math.LN2) : 0;
    },
    ranking,
  );
};

/** How well goods fit somebody who leans to nothing but these, as strongly as can be. */
export const fitWith = (
  { category, shop, tag }: { category?: string | undefined; shop?: string | undefined; tag?: string | undefined },
  ranking: Ranking,
): Fit => {
  const fully = (to: string | undefined): Strengths => new Map(to === undefined ? [] : [[to, 1]]);
  return fitting({ categories: fully(category), shops: fully(shop), tags: fully(tag) }, () => 0, ranking);
};

/** What of goods a habit can be about. */
export const traitsOf = ({ merchantId, tags = [], priceFrom }: ProductCard, path: readonly string[]): Traits => ({
  categories: path,
  shop: merchantId,
  tags,
  price: priceFrom,
});
