import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { pageOfOurs } from '../back.ts';
import { Field, PasswordField, Send, useForm, Whose, type Form, type Given } from '../form.tsx';
import { joinGuest } from '../join-guest.ts';
import { codeOf, codeRule, loginOf, loginRule, passwordNeeds, passwordRule } from '../rules.ts';
import { useShop } from '../shop.ts';
import { troubleIn } from '../trouble.ts';
import { signIn } from '../visit.ts';

/** Seconds between two codes, so that the first one has the time to arrive. */
const pause = 30;

interface StepsProps {
  /** Of the forms. */
  readonly name: string;
  /** Sends the first code. */
  readonly begin: (login: string) => Promise<unknown>;
  readonly resend: (login: string) => Promise<unknown>;
  readonly finish: (
    given: { readonly login: string; readonly code: string; readonly password: string },
  ) => Promise<unknown>;
  readonly next: string;
  readonly finishing: string;
  /** What is asked beside the password. */
  readonly more?: (form: Form) => ComponentChildren;
  /** Once signed in, with what was asked. */
  readonly afterwards?: (given: Given) => Promise<unknown>;
}

/** From a login to a session by a code that was sent there: registering, and setting a password that was forgotten. */
export const CodeSteps = (props: StepsProps) => {
  const { locale } = useShop();
  const [login, setLogin] = useState<string>();
  const asked = useForm({
    name: `${props.name}-login`,
    rules: { login: loginRule(locale) },
    send: async ({ login: typed }) => {
      const whole = loginOf(typed!, locale);
      await props.begin(whole);
      setLogin(whole);
    },
    kept: true,
  });
  const { w } = useShop();
  if (login) return <Code {...props} login={login} back={() => setLogin(undefined)} />;
  return (
    <form {...asked.props} method="post">
      <Field
        form={asked}
        name="login"
        label={w.signIn.login}
        hint={w.signIn.loginHint}
        inputMode="email"
        autoComplete="username"
        verbatim
        maxLength={128}
      />
      <Send form={asked}>{props.next}</Send>
    </form>
  );
};

interface CodeProps extends StepsProps {
  readonly login: string;
  readonly back: () => void;
}

const Code = ({ name, login, back, resend, finish, finishing, more, afterwards }: CodeProps) => {
  const { w, to } = useShop();
  const [typed, setTyped] = useState('');
  const form = useForm({
    name,
    rules: { code: codeRule, password: passwordRule },
    send: async (given) => {
      const password = given['password']!;
      await finish({ login, code: codeOf(given['code']!), password });
      await signIn(login, password);
      await afterwards?.(given);
      if (await joinGuest()) return location.replace(to('/cart'));
      location.replace(pageOfOurs(new URLSearchParams(location.search).get('back'), location.origin) ?? to('/account'));
    },
  });
  useEffect(() => form.ref.current?.querySelector<HTMLInputElement>('[name="code"]')?.focus(), []);
  return (
    <>
      <p role="status">{w.register.sentTo(login)}</p>
      <form {...form.props} method="post">
        <Whose login={login} />
        <Field
          form={form}
          name="code"
          label={w.register.code}
          hint={w.register.mayTake}
          inputMode="numeric"
          autoComplete="one-time-code"
          class="code"
          maxLength={12}
        />
        <Again resend={() => resend(login)} />
        <PasswordField
          form={form}
          name="password"
          label={w.register.newPassword}
          hint={<Needs typed={typed} />}
          autoComplete="new-password"
          maxLength={128}
          onType={setTyped}
        />
        {more?.(form)}
        <Send form={form}>{finishing}</Send>
      </form>
      <p class="beside">
        <button type="button" class="link" onClick={back}>{w.register.change}</button>
      </p>
    </>
  );
};

/** What a password needs, and what of it is there already. */
export const Needs = ({ typed }: { readonly typed: string }) => {
  const { w } = useShop();
  return (
    <span class="needs">
      {passwordNeeds.map(([need, form]) => (
        <span class={form.test(typed) ? 'met' : undefined}>{form.test(typed) ? '✓' : '·'} {w.signIn.needs[need]}</span>
      ))}
    </span>
  );
};

/** Another code, after a while: as long as the server says, where it says so. */
const Again = ({ resend }: { readonly resend: () => Promise<unknown> }) => {
  const shop = useShop();
  const { w } = shop;
  const [left, setLeft] = useState(pause);
  const [said, say] = useState('');
  useEffect(() => {
    if (left <= 0) return;
    const until = Date.now() + left * 1000;
    const tick = setInterval(() => setLeft(Math.max(0, Math.round((until - Date.now()) / 1000))), 1000);
    return () => clearInterval(tick);
  }, [left > 0]);
  const ask = async (): Promise<void> => {
    try {
      await resend();
      say(w.register.resent);
      setLeft(pause);
    } catch (error) {
      const { text, retryAfter } = await troubleIn(error, shop);
      say(text);
      if (retryAfter) setLeft(retryAfter);
    }
  };
  return (
    <p class="again">
      <button type="button" class="link" disabled={left > 0} onClick={() => void ask()}>
        {left > 0 ? w.register.resendIn(left) : w.register.resend}
      </button>{' '}
      <span role="status">{said}</span>
    </p>
  );
};
