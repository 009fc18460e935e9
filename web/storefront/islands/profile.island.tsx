import type { Locale } from '../../../shared/kernel/values/text.ts';
import { useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { Around, describedBy, Field, Send, useForm } from '../form.tsx';
import { island } from '../island.tsx';
import { Once } from '../parts/own.tsx';
import { useShop } from '../shop.ts';
import { askAsMe } from '../visit.ts';

type Me = Answer<'GET /shop/v1/profile'>;

/** What somebody is called here, and in which language he is written to. */
const Profile = () => {
  const me = useAsked('GET /shop/v1/profile', {});
  return <Once of={me}>{(value) => <Editing me={value} saved={me.know} />}</Once>;
};

const Editing = ({ me, saved }: { readonly me: Me; readonly saved: (me: Me) => void }) => {
  const { w } = useShop();
  const [done, setDone] = useState(false);
  const form = useForm({
    name: 'profile',
    rules: {},
    send: async ({ name, locale }, key) => {
      setDone(false);
      // An empty name is none to be changed to.
      const given = { locale: locale as Locale, ...(name!.trim() !== '' && { name }) };
      saved(await askAsMe('PATCH /shop/v1/profile', given, key));
      setDone(true);
    },
    kept: true,
  });
  return (
    <form {...form.props} method="post">
      <p class="soft">
        {w.account.login} <strong>{me.login}</strong>
      </p>
      <Field
        form={form}
        name="name"
        label={w.account.name}
        hint={w.account.nameHint}
        autoComplete="name"
        maxLength={80}
        value={me.name}
      />
      <Around form={form} name="locale" label={w.account.language}>
        <select {...describedBy(form, 'locale', false)}>
          {(['zh', 'en'] as const).map((one) => (
            <option value={one} selected={one === me.locale}>{w.register.languages[one]}</option>
          ))}
        </select>
      </Around>
      <Send form={form}>{w.forms.save}</Send>
      <p class="said" role="status">{done && w.forms.saved}</p>
    </form>
  );
};

export default island('profile', Profile);
