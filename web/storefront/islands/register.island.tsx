import type { Locale } from '../../../shared/kernel/values/text.ts';
import { Around, describedBy } from '../form.tsx';
import { CodeSteps } from '../parts/code-steps.tsx';
import { island } from '../island.tsx';
import { useShop } from '../shop.ts';
import { ask, askAsMe } from '../visit.ts';

/** Opening an account: who, the code that was sent there, a password. */
const Register = () => {
  const { w, locale, to } = useShop();
  return (
    <>
      <CodeSteps
        name="register"
        next={w.register.next}
        finishing={w.register.finish}
        begin={(login) => ask('POST /shop/v1/registrations', { login })}
        resend={(login) => ask('POST /shop/v1/registrations/resend', { login })}
        finish={(given) => ask('POST /shop/v1/registrations/confirm', given)}
        more={(form) => (
          <Around form={form} name="locale" label={w.register.language}>
            <select {...describedBy(form, 'locale', false)}>
              {(['zh', 'en'] as const).map((one) => (
                <option value={one} selected={one === locale}>{w.register.languages[one]}</option>
              ))}
            </select>
          </Around>
        )}
        // The account is opened in the language of the page.
        afterwards={async ({ locale: chosen }) => {
          if (chosen !== locale) await askAsMe('PATCH /shop/v1/profile', { locale: chosen as Locale });
        }}
      />
      <p class="fine">
        <a class="way" href={to('/help/terms')}>{w.register.agree}</a>
      </p>
    </>
  );
};

export default island('register', Register);
