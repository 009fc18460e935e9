import { useEffect, useState } from 'preact/hooks';
import type { Answer, Input } from '../../client.ts';
import type { Country } from '../countries.ts';
import { Around, describedBy, draft, Field, needed, Send, useForm } from '../form.tsx';
import type { Rule } from '../rules.ts';
import { Waiting } from './own.tsx';
import { Told } from './told.tsx';
import { useShop } from '../shop.ts';
import { troubleIn, type Trouble } from '../trouble.ts';
import { askAsMe } from '../visit.ts';

export type Address = Answer<'GET /shop/v1/addresses'>['items'][number];

interface AddressFormProps {
  /** The one to change; none for a new one. */
  readonly address?: Address;
  readonly saved: (addressId: string) => Promise<void> | void;
  /** None where there is nothing to go back to. */
  readonly cancel?: (() => void) | undefined;
}

/** Writes an address in the form that its country has. */
export const AddressForm = (props: AddressFormProps) => {
  const shop = useShop();
  const [countries, setCountries] = useState<readonly Country[]>();
  const [trouble, setTrouble] = useState<Trouble>();
  const load = async (): Promise<void> => {
    try {
      const { countriesIn } = await import('../countries.ts');
      setCountries(countriesIn(shop.locale));
    } catch (error) {
      setTrouble(await troubleIn(error, shop));
    }
  };
  useEffect(() => void load(), []);
  if (countries) return <Form {...props} countries={countries} />;
  return trouble ? <Told trouble={trouble} /> : <Waiting lines={8} />;
};

const isPhone: Rule = (typed, w) =>
  typed.trim() === '' ? w.forms.required : (typed.match(/\d/g) ?? []).length < 5 ? w.addresses.notPhone : undefined;

const Form = ({ address, saved, cancel, countries }: AddressFormProps & { readonly countries: readonly Country[] }) => {
  const { w, locale } = useShop();
  const name = address ? `address-${address.id}` : 'address';
  // The other fields are those of the country, also of one that was chosen before signing in again.
  const [code, setCode] = useState(() => draft(name)['country'] ?? address?.country ?? usual(locale));
  const country = countries.find((one) => one.code === code)!;
  const { parts, regions, example } = country;
  const form = useForm({
    name,
    rules: {
      name: needed,
      phone: isPhone,
      street: needed,
      ...(parts.city === 'needed' && { city: needed }),
      ...(parts.region === 'needed' && { region: needed }),
      ...(parts.postalCode !== 'none' && {
        postalCode: (typed) => {
          if (typed.trim() === '') return parts.postalCode === 'needed' ? w.forms.required : undefined;
          return country.isPostalCode(typed) ? undefined : w.addresses.notPostal(example);
        },
      }),
    },
    send: async (given, key) => {
      // What a country does not have is left out, also when another was chosen before.
      const written = { region: '', city: '', postalCode: '', ...given } as Input<'POST /shop/v1/addresses'>;
      if (address) {
        await askAsMe('PATCH /shop/v1/addresses/{addressId}', { addressId: address.id, ...written }, key);
        await saved(address.id);
      } else {
        await saved((await askAsMe('POST /shop/v1/addresses', written, key)).addressId);
      }
    },
    kept: true,
  });
  return (
    <form {...form.props} method="post">
      <Around form={form} name="country" label={w.addresses.country}>
        <select
          {...describedBy(form, 'country', false)}
          autoComplete="country"
          onInput={(event) => setCode(event.currentTarget.value)}
        >
          {countries.map((one) => (
            <option key={one.code} value={one.code} selected={one.code === code}>{one.name}</option>
          ))}
        </select>
      </Around>
      <Field
        form={form}
        name="name"
        label={w.addresses.name}
        autoComplete="name"
        maxLength={100}
        value={address?.name}
      />
      <Field
        form={form}
        name="phone"
        label={w.addresses.phone}
        hint={w.addresses.phoneHint(country.name)}
        inputMode="tel"
        autoComplete="tel"
        maxLength={40}
        value={address?.phone}
      />
      {parts.region !== 'none' && regions.length > 0 && (
        <Around form={form} name="region" label={w.addresses.region} optional={parts.region === 'possible'}>
          <select {...describedBy(form, 'region', false)} key={code} autoComplete="address-level1">
            <option value="">{w.addresses.choose}</option>
            {regions.map((one) => <option value={one.code} selected={one.code === address?.region}>{one.name}</option>)}
          </select>
        </Around>
      )}
      {parts.region !== 'none' && regions.length === 0 && (
        <Field
          form={form}
          name="region"
          label={w.addresses.region}
          autoComplete="address-level1"
          maxLength={80}
          value={address?.region}
        />
      )}
      <Field
        form={form}
        name="city"
        label={w.addresses.city}
        optional={parts.city === 'possible'}
        autoComplete="address-level2"
        maxLength={100}
        value={address?.city}
      />
      <Field
        form={form}
        name="street"
        label={w.addresses.street}
        autoComplete="street-address"
        maxLength={200}
        value={address?.street}
      />
      {parts.postalCode !== 'none' && (
        <Field
          form={form}
          name="postalCode"
          label={w.addresses.postalCode}
          optional={parts.postalCode === 'possible'}
          autoComplete="postal-code"
          maxLength={20}
          verbatim
          value={address?.postalCode}
        />
      )}
      <div class="row">
        <Send form={form}>{w.forms.save}</Send>
        {cancel && <button type="button" class="button quiet" onClick={cancel}>{w.forms.cancel}</button>}
      </div>
    </form>
  );
};

/** Where somebody who reads a language most likely lives, by what his browser says of itself. */
const usual = (locale: 'zh' | 'en'): string => {
  const said = navigator.languages.map((tag) => new Intl.Locale(tag).region).find((region) => region !== undefined);
  return locale === 'zh' ? 'CN' : said ?? 'GB';
};
