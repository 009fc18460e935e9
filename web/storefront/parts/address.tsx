import { useShop } from '../shop.ts';

interface Place {
  readonly name: string;
  readonly phone: string;
  readonly country: string;
  readonly region?: string | undefined;
  readonly city?: string | undefined;
  readonly district?: string | undefined;
  readonly street: string;
  readonly postalCode?: string | undefined;
}

/** Where an address is written from the country down to the street. */
const fromCountryDown = new Set(['CN', 'HK', 'JP', 'KR', 'MO', 'TW']);

/** An address as it stands on a parcel there, its country in the reader's words. */
export const AddressLines = ({ address }: { readonly address: Place }) => {
  const { locale } = useShop();
  const { name, phone, country, region, city, district, street, postalCode } = address;
  const inWords = new Intl.DisplayNames(locale === 'zh' ? 'zh-CN' : 'en-GB', { type: 'region', fallback: 'code' });
  // A code of a province is what nobody writes there.
  const province = /^[A-Z\d]{1,3}$/.test(region ?? '') ? undefined : region;
  const lines = fromCountryDown.has(country)
    ? [[postalCode, inWords.of(country)], [province, city, district], [street]]
    : [[street], [district, city, region, postalCode], [inWords.of(country)]];
  return (
    <address>
      <strong>{name}</strong> <span class="fine">{phone}</span>
      {lines.map((parts) => parts.filter(Boolean).join(' ')).filter(Boolean).map((line) => (
        <span class="address-line" key={line}>{line}</span>
      ))}
    </address>
  );
};
