import { useRef, useState } from 'preact/hooks';
import { useAsked } from '../asked.ts';
import { useCommands } from '../commanding.ts';
import { needed, PasswordField, Send, useForm, Whose } from '../form.tsx';
import { island } from '../island.tsx';
import { Needs } from '../parts/code-steps.tsx';
import { Once } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { passwordRule } from '../rules.ts';
import { useShop } from '../shop.ts';
import { askAsMe, signIn, signOut } from '../visit.ts';

/** The password, and where somebody is signed in. */
const Security = () => {
  const me = useAsked('GET /shop/v1/profile', {});
  return <Once of={me} lines={6}>{({ login }) => <Doors login={login} />}</Once>;
};

const Doors = ({ login }: { readonly login: string }) => {
  const { w, to } = useShop();
  const leave = async (): Promise<void> => {
    await signOut();
    location.assign(to('/'));
  };
  return (
    <>
      <section class="section">
        <h2>{w.security.password}</h2>
        <ChangePassword login={login} />
      </section>
      <section class="section">
        <h2>{w.security.sessions}</h2>
        <div class="row">
          <button type="button" class="button quiet" onClick={() => void leave()}>{w.security.here}</button>
          <Everywhere left={leave} />
        </div>
      </section>
    </>
  );
};

/** Ends all sessions of the account, having asked. */
const Everywhere = ({ left }: { readonly left: () => Promise<void> }) => {
  const { w } = useShop();
  const dialog = useRef<HTMLDialogElement>(null);
  const { busy, trouble, command } = useCommands();
  const end = async (): Promise<void> => {
    if (await command('POST /shop/v1/sessions/end-everywhere', {})) await left();
  };
  return (
    <>
      <button type="button" class="button quiet" onClick={() => dialog.current!.showModal()}>
        {w.security.everywhere}
      </button>
      <dialog ref={dialog} class="sheet" aria-labelledby="everywhere-title">
        <h2 id="everywhere-title">{w.security.everywhere}</h2>
        <p>{w.security.everywhereText}</p>
        <Told trouble={trouble} />
        <div class="row">
          <button type="button" class="button" disabled={busy} onClick={() => void end()}>
            {busy ? w.forms.wait : w.security.endAll}
          </button>
          <button type="button" class="button quiet" onClick={() => dialog.current!.close()}>{w.forms.cancel}</button>
        </div>
      </dialog>
    </>
  );
};

const ChangePassword = ({ login }: { readonly login: string }) => {
  const { w } = useShop();
  const [typed, setTyped] = useState('');
  const [done, setDone] = useState(false);
  const form = useForm({
    name: 'security',
    rules: { from: needed, to: passwordRule },
    send: async ({ from, to }) => {
      setDone(false);
      await askAsMe('PUT /shop/v1/password', { from: from!, to: to! });
      // The session of this browser ended with the others.
      await signIn(login, to!);
      form.ref.current!.reset();
      setTyped('');
      setDone(true);
    },
    refusals: { 'credentials-wrong': w.security.nowWrong },
  });
  return (
    <form {...form.props} method="post">
      <p class="soft">{w.security.passwordLead}</p>
      <Whose login={login} />
      <PasswordField form={form} name="from" label={w.security.now} autoComplete="current-password" maxLength={128} />
      <PasswordField
        form={form}
        name="to"
        label={w.security.next}
        hint={<Needs typed={typed} />}
        autoComplete="new-password"
        maxLength={128}
        onType={setTyped}
      />
      <Send form={form}>{w.security.change}</Send>
      <p class="said" role="status">{done && w.security.changed}</p>
    </form>
  );
};

export default island('security', Security);
