import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../../client.ts';
import type { Country } from '../../countries.ts';
import { Around, describedBy, Field, needed, Send, useForm } from '../../form.tsx';
import { useAsked } from '../../asked.ts';
import { useShop } from '../../shop.ts';
import { askAsMe } from '../../visit.ts';

type Shown = Answer<'GET /shop/v1/orders/{orderId}/invoice'>;
type Request = NonNullable<Shown['request']>;
type Title = Pick<Request['title'], 'party' | 'name' | 'country' | 'taxNumber'>;

interface InvoiceFormProps {
  readonly orderId: string;
  /** The country that most likely is meant. */
  readonly country: string;
  readonly kinds: Shown['kinds'];
  /** What is to be corrected; none for a first request. */
  readonly request?: Request | undefined;
  readonly saved: () => Promise<void>;
  readonly cancel: () => void;
}

/** What an invoice is to say. Whom earlier ones were made out to is offered again. */
export const InvoiceForm = (props: InvoiceFormProps) => {
  const { locale } = useShop();
  const titles = useAsked('GET /shop/v1/invoice-titles', {});
  const [countries, setCountries] = useState<readonly Country[]>();
  const [chosen, choose] = useState(0);
  useEffect(() => void import('../../countries.ts').then(({ countriesIn }) => setCountries(countriesIn(locale))), []);
  const kept = titles.answer?.items;
  if (!countries || (!kept && !titles.trouble)) return null;
  const { request, country } = props;
  const all: readonly Title[] = [
    ...(request ? [request.title] : []),
    ...(kept ?? []),
    { party: 'person', name: '', country },
  ];
  return <Form key={chosen} {...props} countries={countries} titles={all} chosen={chosen} choose={choose} />;
};

interface FormProps extends InvoiceFormProps {
  readonly countries: readonly Country[];
  readonly titles: readonly Title[];
  readonly chosen: number;
  readonly choose: (which: number) => void;
}

const Form = ({ orderId, kinds, request, saved, cancel, countries, titles, chosen, choose }: FormProps) => {
  const { w } = useShop();
  const title = titles[chosen]!;
  const [party, setParty] = useState(title.party);
  const form = useForm({
    name: 'invoice',
    rules: {
      'title.name': needed,
      ...(party === 'company' && { 'title.taxNumber': needed }),
    },
    send: async (given, key) => {
      const wanted = {
        orderId,
        kind: given['kind'] as Request['kind'],
        title: {
          party,
          name: given['title.name']!,
          country: given['title.country']!,
          ...(given['title.taxNumber'] && { taxNumber: given['title.taxNumber'] }),
        },
      };
      if (request) await askAsMe('POST /shop/v1/orders/{orderId}/invoice/correction', wanted, key);
      else await askAsMe('POST /shop/v1/orders/{orderId}/invoice', wanted, key);
      await saved();
    },
  });
  return (
    <form {...form.props} method="post">
      {titles.length > 1 && (
        <Around form={form} name="kept" label={w.invoices.kept}>
          <select
            {...describedBy(form, 'kept', false)}
            onInput={({ currentTarget }) => choose(Number(currentTarget.value))}
          >
            {titles.map(({ name }, i) => (
              <option key={i} value={i} selected={i === chosen}>{name || w.invoices.another}</option>
            ))}
          </select>
        </Around>
      )}
      <Around form={form} name="title.party" label={w.invoices.party}>
        <select
          {...describedBy(form, 'title.party', false)}
          onInput={({ currentTarget }) => setParty(currentTarget.value as Title['party'])}
        >
          {(['person', 'company'] as const).map((one) => (
            <option key={one} value={one} selected={one === party}>{w.invoices.parties[one]}</option>
          ))}
        </select>
      </Around>
      <Field
        form={form}
        name="title.name"
        label={w.invoices.name}
        autoComplete={party === 'company' ? 'organization' : 'name'}
        maxLength={120}
        value={title.name}
      />
      <Around form={form} name="title.country" label={w.addresses.country}>
        <select {...describedBy(form, 'title.country', false)} autoComplete="country">
          {countries.map(({ code, name }) => (
            <option key={code} value={code} selected={code === title.country}>{name}</option>
          ))}
        </select>
      </Around>
      <Field
        form={form}
        name="title.taxNumber"
        label={w.invoices.taxNumber}
        optional={party === 'person'}
        autoComplete="off"
        maxLength={32}
        verbatim
        value={title.taxNumber ?? ''}
      />
      <Around form={form} name="kind" label={w.invoices.kind}>
        <select {...describedBy(form, 'kind', false)}>
          {kinds.filter((one) => one === 'ordinary' || party === 'company').map((one) => (
            <option key={one} value={one} selected={one === request?.kind}>{w.invoices.kinds[one]}</option>
          ))}
        </select>
      </Around>
      <div class="row">
        <Send form={form}>{w.invoices.yes}</Send>
        <button type="button" class="button quiet" onClick={cancel}>{w.forms.cancel}</button>
      </div>
    </form>
  );
};
