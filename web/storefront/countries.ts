/** What an address needs in each country, for whoever writes one. Loaded when a form is opened: it is a large table. */
import { countryTable } from '../../shared/kernel/values/countries.ts';
import type { Locale } from '../../shared/kernel/values/text.ts';

export type Part = 'street' | 'city' | 'region' | 'postalCode';

export interface Country {
  readonly code: string;
  readonly name: string;
  /** Whether an address there has this part, and whether it must. */
  readonly parts: Readonly<Record<Part, 'needed' | 'possible' | 'none'>>;
  readonly isPostalCode: (typed: string) => boolean;
  /** A postal code of it. */
  readonly example: string;
  /** Those that it is made of; empty where anything may be written. */
  readonly regions: readonly { readonly code: string; readonly name: string }[];
}

/** In the order of their names in a language; what is near to its readers first. */
export const countriesIn = (locale: Locale): Country[] => {
  const tag = locale === 'zh' ? 'zh-CN' : 'en-GB';
  const names = new Intl.DisplayNames(tag, { type: 'region', fallback: 'code' });
  const { compare } = new Intl.Collator(tag);
  const near = locale === 'zh' ? ['CN', 'HK', 'MO', 'TW'] : [];
  return Object.keys(countryTable).map((code) => countryOf(code, names.of(code)!, locale)).toSorted((a, b) =>
    rank(near, a) - rank(near, b) || compare(a.name, b.name)
  );
};

const rank = (near: readonly string[], { code }: Country): number => {
  const place = near.indexOf(code);
  return place < 0 ? near.length : place;
};

const countryOf = (code: string, name: string, locale: Locale): Country => {
  const [needs, postal, example, regions] = countryTable[code]!;
  const form = postal ? new RegExp(`^(?:${postal})$`, 'i') : undefined;
  const known = regions === '' ? [] : regions.split(';').map((region) => regionOf(region.split(','), locale));
  return {
    code,
    name,
    parts: {
      street: 'needed',
      city: needs.includes('C') ? 'needed' : 'possible',
      region: needs.includes('S') ? 'needed' : known.length > 0 ? 'possible' : 'none',
      postalCode: needs.includes('Z') ? 'needed' : postal ? 'possible' : 'none',
    },
    // The server mends more than this: spaces, hyphens, the sign of the post.
    isPostalCode: (typed) =>
      form === undefined || [typed, bare(typed)].some((one) => form.test(one)) || !plain.test(typed),
    example,
    regions: known,
  };
};

const plain = /^[\dA-Za-z]+$/;
const bare = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '');

/** In the letters that the reader reads, where the region is written in them. */
const regionOf = ([code, ...names]: readonly string[], locale: Locale): { code: string; name: string } => {
  const read = locale === 'zh' ? /\p{Script=Han}/u : /^[\p{Script=Latin}\P{L}]+$/u;
  const readable = names.filter((name) => read.test(name));
  return { code: code!, name: (locale === 'zh' ? readable[0] : readable.at(-1)) ?? names[0] ?? code! };
};
