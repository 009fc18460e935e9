import { useEffect, useState } from 'preact/hooks';
import { pageOfOurs } from '../back.ts';
import { Field, needed, PasswordField, Send, useForm } from '../form.tsx';
import { island } from '../island.tsx';
import { joinGuest } from '../join-guest.ts';
import { loginOf, loginRule } from '../rules.ts';
import { useShop } from '../shop.ts';
import { signIn } from '../visit.ts';

/** Signing in, and back to where somebody was. */
const SignIn = () => {
  const { w, to, locale } = useShop();
  const [back, setBack] = useState<string>();
  useEffect(() => setBack(pageOfOurs(new URLSearchParams(location.search).get('back'), location.origin)), []);
  const form = useForm({
    name: 'sign-in',
    rules: { login: loginRule(locale), password: needed },
    send: async ({ login, password }) => {
      await signIn(loginOf(login!, locale), password!);
      location.replace(await joinGuest() ? to('/cart') : back ?? to('/account'));
    },
    refusals: { 'credentials-wrong': w.signIn.wrong },
    kept: true,
  });
  const along = back ? `?back=${encodeURIComponent(new URL(back).pathname + new URL(back).search)}` : '';
  return (
    <>
      <p class="soft">{back ? w.signIn.again : w.signIn.lead}</p>
      <form {...form.props} method="post">
        <Field
          form={form}
          name="login"
          label={w.signIn.login}
          hint={w.signIn.loginHint}
          inputMode="email"
          autoComplete="username"
          verbatim
          maxLength={128}
        />
        <PasswordField form={form} name="password" label={w.signIn.password} autoComplete="current-password" />
        <Send form={form}>{w.signIn.send}</Send>
      </form>
      <p class="beside">
        <a href={to(`/forgotten${along}`)}>{w.signIn.forgotten}</a>
        <span>
          {w.signIn.newHere} <a href={to(`/register${along}`)}>{w.signIn.register}</a>
        </span>
      </p>
    </>
  );
};

export default island('sign-in', SignIn);
