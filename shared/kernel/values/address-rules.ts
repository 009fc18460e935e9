import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import type { PostalAddress } from './address.ts';
import { countryTable } from './countries.ts';
import { Problem, type Fault } from '../problems.ts';

/** The parts that depend on each other. */
type Located = Omit<PostalAddress, 'name'>;

interface Country {
  readonly name: string;
  /** A street, C city, S region, Z postal code. */
  readonly needs: string;
  readonly postalCode: RegExp | undefined;
  readonly example: string;
  /** Codes, each with its further names. */
  readonly regions: readonly (readonly [code: string, ...names: string[]])[];
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** What English calls a country. */
export const nameOf = (country: string): string => names.of(country)!;

const countryOf = (code: string): Country | undefined => {
  const found = countryTable[code];
  if (!found) return undefined;
  const [needs, zip, example, regions] = found;
  return {
    name: nameOf(code),
    needs,
    postalCode: zip ? new RegExp(`^(?:${zip})$`, 'i') : undefined,
    example,
    regions: regions === '' ? [] : regions.split(';').map((region) => region.split(',') as [string, ...string[]]),
  };
};

/** The traditional characters in names of regions, and the simplified ones in the same places. */
const traditional = '廣東蘇慶龍遼寧雲貴陝肅內維爾壯區縣臺灣門別';
const simplified = '广东苏庆龙辽宁云贵陕肃内维尔壮区县台湾门别';

/** As it is compared: without case, accents, width, spaces and punctuation; Chinese in simplified characters. */
const plain = (text: string): string =>
  text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    .replace(new RegExp(`[${traditional}]`, 'g'), (character) => simplified[traditional.indexOf(character)]!);

/** What a kind of region is called after its name: 广东省 is 广东, Guangdong Province is Guangdong. */
const kinds =
  /(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|[省市都府県县]|province|prefecture|municipality|county|city|state|(?:zhuang|hui|uygur|uyghur)?autonomousregion|sar)$/u;

const short = (text: string): string => plain(text).replace(kinds, '') || plain(text);

/** What stands before its name in some languages: the State of Victoria, Estado de São Paulo. */
const kindsBefore =
  /^(?:(?:the)?(?:state|province|prefecture|region|emirate|governorate|county)of|estado(?:de|do|da)|provincia(?:de|del)|province(?:de|du)|comunidad(?:de|autonomade))/u;

/** What a kind of region is called in Latin letters in countries that write others. */
const latinKinds: Readonly<Record<string, RegExp>> = { JP: /(?:to|fu|ken|do)$/, CN: /(?:sheng|shi|zizhiqu)$/ };

/**
 * The code of a region, however it is written: `NSW` for `nsw`, `AU-NSW`, `New South Wales` and `NSW, Australia`. Where a
 * country's regions have codes in ISO 3166-2, it is that one without the country. What is not known stays as it is written,
 * in capitals and without accents, so that it is one place in any spelling.
 */
export const regionCode = (country: string, written: string): string =>
  knownRegion(country, written)
    ?? withoutCountry(country, written).normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC')
      .replace(/\s+/g, ' ').toUpperCase();

const withoutCountry = (country: string, written: string): string =>
  written.trim().replace(new RegExp(`^${country}[-– ](?=.)`, 'i'), '');

/**
 * By its code or a name, with or without its kind and its country; by both at once (`CA - California`); or by the
 * beginning of a long name, where only one begins so.
 */
const knownRegion = (country: string, written: string): string | undefined => {
  const regions = countryOf(country)?.regions ?? [];
  const text = withoutCountry(country, written);
  const whole = regionNamed(country, regions, text);
  if (whole) return whole;
  const parts = text.split(/[,;/()（），]|\s[-–—]\s/).filter((part) => plain(part) !== '' && !isCountry(country, part));
  const named = new Set(parts.map((part) => regionNamed(country, regions, part)));
  const [only] = named;
  if (named.size === 1 && only) return only;
  const begun = regions.filter((all) =>
    all.some((name) => plain(text).length >= 6 && plain(name).startsWith(short(text)))
  );
  return begun.length === 1 ? begun[0]![0] : undefined;
};

const isCountry = (country: string, part: string): boolean =>
  [country, nameOf(country)].some((name) => plain(name) === plain(part));

const regionNamed = (country: string, regions: Country['regions'], written: string): string | undefined => {
  const coded = regions.find(([code]) => plain(code) === plain(written));
  if (coded) return coded[0];
  const text = plain(written);
  const ending = plain(nameOf(country));
  const readings = [
    text,
    ...(text.endsWith(ending) ? [text.slice(0, -ending.length)] : []),
    text.replace(kindsBefore, ''),
    text.replace(latinKinds[country] ?? /$/, ''),
  ].filter((reading) => reading !== '');
  for (const reading of readings) {
    const found = regions.find((names) =>
      names.some((name) => plain(name) === reading || short(name) === reading || plain(name) === short(reading))
    );
    if (found) return found[0];
  }
  return undefined;
};

/** A phone number in E.164 (`+61412345678`), from any usual way to write it in this country; nothing when it is none. */
export const phoneIn = (country: string, written: string): string | undefined => {
  const number = parsePhoneNumberFromString(written.normalize('NFKC'), country as CountryCode);
  return number?.isPossible() ? number.number : undefined;
};

/**
 * What is amiss with a country's code and with names of its regions, where the country's regions are known: an address
 * there has one of them, so what is named otherwise would never be met.
 */
export const placeFaults = (code: string, written: readonly string[] = []): Fault[] => {
  const country = countryOf(code);
  if (!country) return [{ path: 'country', message: notACountry }];
  if (country.regions.length === 0) return [];
  return written.flatMap((region, i) =>
    knownRegion(code, region) ? [] : [{ path: `regions.${i}`, message: notARegion(country) }]
  );
};

const notACountry = 'must be a country code like CN (ISO 3166-1 alpha-2)';
const notARegion = ({ name, regions }: Country): string =>
  `must be a region of ${name}, like ${regions[0]!.slice(0, 2).join(' or ')}`;

const parts = { A: 'street', C: 'city', S: 'region', Z: 'postalCode' } as const;

/** The parts that an address needs in its country and does not have. */
export const missingParts = (address: Located): (typeof parts)[keyof typeof parts][] =>
  [...(countryOf(address.country)?.needs ?? '')].map((letter) => parts[letter as keyof typeof parts])
    .filter((part) => address[part].trim() === '');

/**
 * What is amiss with an address: a part that its country needs and that is missing, a postal code that the country does
 * not have, a region that is none of it, a phone number that cannot be called there.
 */
export const addressFaults = (address: Located): Fault[] => {
  const country = countryOf(address.country);
  if (!country) return [{ path: 'country', message: notACountry }];
  const { name, needs, regions, postalCode, example } = country;
  const faults: Fault[] = missingParts(address).map((path) => ({ path, message: 'is required' }));
  if (
    address.region.trim() !== '' && needs.includes('S') && regions.length > 0
    && !knownRegion(address.country, address.region)
  ) {
    faults.push({ path: 'region', message: notARegion(country) });
  }
  if (
    address.postalCode.trim() !== '' && postalCode
    && !postalCode.test(postalCodeOf(address.country, address.postalCode))
  ) {
    faults.push({ path: 'postalCode', message: `must be a postal code of ${name}, like ${example}` });
  }
  if (!phoneIn(address.country, address.phone)) {
    faults.push({ path: 'phone', message: `must be a phone number, of ${name} or with its country's code` });
  }
  return faults;
};

/**
 * A postal code as its country writes it, from what people write: in any case and width, with the sign or the country before
 * it (`〒100-0001`, `D-10115`, `S(018956)`), and with other separators than usual (`0131 0100`, `H2X-1Y4`). What fits none
 * of it stays as it is written.
 */
const postalCodeOf = (country: string, written: string): string => {
  const text = written.normalize('NFKC').trim().toUpperCase().replace(/\s+/g, ' ');
  const { postalCode, example = '', name = '' } = countryOf(country) ?? {};
  const before = new RegExp(`^(?:〒|(?:${country}|${name.toUpperCase()}|[A-Z]{1,3}(?=[-(]))[-( ]?)\\s*(?=\\d)`);
  const bare = text.replace(before, '').replace(/\)$/, '');
  const compact = bare.replace(/[ -]/g, '');
  const [, end = ''] = /[ -]([^ -]+)$/.exec(example) ?? [];
  const shaped = end
    ? `${compact.slice(0, -end.length)}${example.at(-end.length - 1)}${compact.slice(-end.length)}`
    : compact;
  // `Dublin 4` is a place.
  const forms = /[A-Z]{4}/.test(bare) ? [text] : [text, bare, compact, shaped];
  return forms.find((one) => postalCode?.test(one)) ?? text;
};

/**
 * The address as it is kept: the region by its code, the phone number in E.164, the postal code in capitals.
 * @param at where it stands in the input, for the paths of faults
 * @throws Problem invalid-input with the path of each fault
 */
export const asAddress = <A extends Located>(address: A, at = ''): A => {
  const faults = addressFaults(address);
  if (faults.length > 0) {
    throw new Problem(
      'invalid-input',
      undefined,
      faults.map(({ path, message }) => ({ path: `${at}${path}`, message })),
    );
  }
  return {
    ...address,
    region: regionCode(address.country, address.region),
    postalCode: postalCodeOf(address.country, address.postalCode),
    phone: phoneIn(address.country, address.phone)!,
  };
};
