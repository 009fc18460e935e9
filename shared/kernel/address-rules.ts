import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import type { PostalAddress } from './address.ts';
import { countryTable } from './countries.ts';
import { Problem, type Fault } from './problems.ts';

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

/** As it is compared: without case, accents, width, spaces and punctuation. */
const plain = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Without what a kind of region is called after its name in Chinese and Japanese: 广东省 is 广东. */
const short = (text: string): string =>
  plain(text).replace(/(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市都府県县]$/u, '') || plain(text);

/**
 * The code of a region, however it is written: `NSW` for `nsw`, `AU-NSW` and `New South Wales`. Where a country's regions
 * have codes in ISO 3166-2, it is that one without the country. What is not known stays as it is written, in capitals.
 */
export const regionCode = (country: string, written: string): string =>
  knownRegion(country, written) ?? written.trim().toUpperCase();

const knownRegion = (country: string, written: string): string | undefined => {
  const text = written.trim().replace(new RegExp(`^${country}[-– ](?=.)`, 'i'), '');
  const regions = countryOf(country)?.regions ?? [];
  const coded = regions.find(([code]) => plain(code) === plain(text));
  const named = coded
    ?? regions.find((names) =>
      names.some((name) => plain(name) === plain(text) || short(name) === plain(text) || plain(name) === short(text))
    );
  return named?.[0];
};

/** A phone number in E.164 (`+61412345678`), from any usual way to write it in this country; nothing when it is none. */
export const phoneIn = (country: string, written: string): string | undefined => {
  const number = parsePhoneNumberFromString(written.normalize('NFKC'), country as CountryCode);
  return number?.isPossible() ? number.number : undefined;
};

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
  if (!country) return [{ path: 'country', message: 'must be a country code like CN (ISO 3166-1 alpha-2)' }];
  const { name, needs, regions, postalCode, example } = country;
  const faults: Fault[] = missingParts(address).map((path) => ({ path, message: 'is required' }));
  if (
    address.region.trim() !== '' && needs.includes('S') && regions.length > 0
    && !knownRegion(address.country, address.region)
  ) {
    faults.push({
      path: 'region',
      message: `must be a region of ${name}, like ${regions[0]!.slice(0, 2).join(' or ')}`,
    });
  }
  if (address.postalCode.trim() !== '' && postalCode && !postalCode.test(postalCodeOf(address.postalCode))) {
    faults.push({ path: 'postalCode', message: `must be a postal code of ${name}, like ${example}` });
  }
  if (!phoneIn(address.country, address.phone)) {
    faults.push({ path: 'phone', message: `must be a phone number, of ${name} or with its country's code` });
  }
  return faults;
};

const postalCodeOf = (written: string): string => written.normalize('NFKC').trim().toUpperCase();

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
    postalCode: postalCodeOf(address.postalCode),
    phone: phoneIn(address.country, address.phone)!,
  };
};
