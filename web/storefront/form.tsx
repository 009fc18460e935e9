/**
 * Forms that lose nothing: each fault stands at its field in the reader's words, a lost connection or an ended session
 * leaves what was typed, and a command that is sent again is done once.
 */
import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Rule } from './rules.ts';
import { useShop } from './shop.ts';
import { troubleIn } from './trouble.ts';

export const needed: Rule = (typed, w) => (typed.trim() === '' ? w.forms.required : undefined);

/** What the fields of a form hold, by their names. */
export type Given = Readonly<Record<string, string>>;

export interface Form {
  readonly name: string;
  readonly faults: Given;
  /** What is wrong with all of it. */
  readonly trouble: string | undefined;
  readonly busy: boolean;
  readonly ref: RefObject<HTMLFormElement | null>;
  /** What the fields hold now. */
  readonly given: () => Given;
  /** For the `form` element. */
  readonly props: {
    readonly ref: RefObject<HTMLFormElement | null>;
    readonly noValidate: true;
    readonly onSubmit: (event: Event) => void;
    readonly onInput: (event: Event) => void;
    readonly onFocusOut: (event: Event) => void;
  };
}

interface FormSpec {
  /** Names the form on its page, and what was typed into it in this tab. */
  readonly name: string;
  readonly rules: Readonly<Record<string, Rule>>;
  /** @param key of the command: the same one until it was answered */
  readonly send: (given: Given, key: string) => Promise<void>;
  /** What was typed outlives the page, in this tab alone and without passwords, until it is sent. */
  readonly kept?: boolean;
  /** Words for refusals that mean something of their own here, by their codes. */
  readonly refusals?: Readonly<Partial<Record<string, string>>>;
}

const draftOf = (name: string): string => `draft:${name}`;
/** What was typed into a form in this tab and not sent. */
export const draft = (name: string): Given => JSON.parse(sessionStorage.getItem(draftOf(name)) ?? '{}') as Given;
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export const useForm = ({ name, rules, send, kept, refusals }: FormSpec): Form => {
  const shop = useShop();
  const { w } = shop;
  const ref = useRef<HTMLFormElement>(null);
  const key = useRef<string | undefined>(undefined);
  const [faults, setFaults] = useState<Given>({});
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);

  const controls = (): Control[] =>
    [...ref.current!.elements].filter((one): one is Control => 'value' in one && (one as Control).name !== '');
  const given = (): Given =>
    Object.fromEntries([...new FormData(ref.current!)].map(([field, value]) => [field, String(value)]));

  useLayoutEffect(() => {
    if (!kept) return;
    const typed = draft(name);
    for (const control of controls()) {
      if (typed[control.name] === undefined) continue;
      control.value = typed[control.name]!;
      control.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }, []);

  const faultOf = (field: string): string | undefined => rules[field]?.(given()[field] ?? '', w);
  const say = (field: string): void => setFaults((before) => ({ ...before, [field]: faultOf(field) ?? '' }));
  const show = (found: Given): void => {
    setFaults(found);
    controls().find((control) => found[control.name])?.focus();
  };

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const found = Object.fromEntries(
      Object.keys(rules).map((field) => [field, faultOf(field) ?? '']).filter(([, fault]) => fault !== ''),
    ) as Given;
    setTrouble(undefined);
    if (Object.keys(found).length > 0) return show(found);
    setBusy(true);
    try {
      await send(given(), key.current ??= crypto.randomUUID());
      key.current = undefined;
      sessionStorage.removeItem(draftOf(name));
      setFaults({});
    } catch (error) {
      const { text, at, code } = await troubleIn(error, shop);
      // What was refused may be mended, and is another command then.
      if (code !== undefined) key.current = undefined;
      const here = new Set(controls().map((control) => control.name));
      const elsewhere = Object.entries(at).filter(([path]) => !here.has(path)).map(([, message]) => message);
      const atFields = Object.entries(at).length > elsewhere.length;
      setTrouble(
        (code && refusals?.[code])
          ?? (atFields && elsewhere.length === 0 ? undefined : [text, ...elsewhere].join(' ')),
      );
      show(at);
    } finally {
      setBusy(false);
    }
  };

  return {
    name,
    faults,
    trouble,
    busy,
    ref,
    given,
    props: {
      ref,
      noValidate: true,
      onSubmit: (event) => void submit(event),
      onInput: (event) => {
        const { name: field } = event.target as Control;
        // Praised at once, blamed when one has left the field.
        if (faults[field]) say(field);
        if (!kept) return;
        const open = controls().filter(({ type }) => type !== 'password' && type !== 'hidden');
        sessionStorage.setItem(
          draftOf(name),
          JSON.stringify(Object.fromEntries(open.map((one) => [one.name, one.value]))),
        );
      },
      onFocusOut: (event) => {
        const { name: field, value } = event.target as Control;
        // What is focused leaves with a form that has been sent.
        if (!ref.current) return;
        if (field && rules[field] && value !== '') say(field);
      },
    },
  };
};

interface FieldProps {
  readonly form: Form;
  readonly name: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly optional?: boolean;
  /** What the browser and password managers may fill in. */
  readonly autoComplete: string;
  readonly inputMode?: 'email' | 'numeric' | 'tel';
  readonly maxLength?: number;
  /** What stands there at first. */
  readonly value?: string;
  /** No word of a language: neither corrected nor begun with a capital. */
  readonly verbatim?: boolean;
  readonly class?: string;
  readonly onType?: (typed: string) => void;
}

/** What a field's control says of itself to whoever cannot see the words around it. */
export const describedBy = (form: Form, name: string, hint: boolean) => ({
  id: `${form.name}-${name}`,
  name,
  'aria-invalid': form.faults[name] ? true : undefined,
  'aria-describedby': [form.faults[name] && `${form.name}-${name}-fault`, hint && `${form.name}-${name}-hint`]
    .filter(Boolean).join(' ') || undefined,
});

interface AroundProps {
  readonly form: Form;
  readonly name: string;
  readonly label: string;
  readonly optional?: boolean;
  readonly hint?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** The label, the hint and the fault of a control. */
export const Around = ({ form, name, label, optional, hint, children }: AroundProps) => {
  const { w } = useShop();
  return (
    <div class="field">
      <label for={`${form.name}-${name}`}>
        {label}
        {optional && <small>({w.forms.optional})</small>}
      </label>
      {children}
      {hint && <p class="hint" id={`${form.name}-${name}-hint`}>{hint}</p>}
      {form.faults[name] && <p class="fault" id={`${form.name}-${name}-fault`}>{form.faults[name]}</p>}
    </div>
  );
};

const attributesOf = (
  { form, name, hint, autoComplete, inputMode, maxLength, value, verbatim, class: className, onType }: FieldProps,
) => ({
  ...describedBy(form, name, hint !== undefined),
  autoComplete,
  inputMode,
  maxLength,
  defaultValue: value,
  class: className,
  ...(verbatim && { autoCapitalize: 'none', spellcheck: false } as const),
  onInput: onType && ((event: { readonly currentTarget: HTMLInputElement }) => onType(event.currentTarget.value)),
});

/** A line to type into. */
export const Field = (props: FieldProps) => (
  <Around {...props}>
    <input type="text" {...attributesOf(props)} />
  </Around>
);

/** A password, which whoever types it may look at. */
export const PasswordField = (props: FieldProps) => {
  const { w } = useShop();
  const [seen, see] = useState(false);
  const attributes = attributesOf({ ...props, verbatim: true });
  return (
    <Around {...props}>
      <div class="password">
        {seen ? <input {...attributes} type="text" /> : <input {...attributes} type="password" />}
        <button
          type="button"
          class="link"
          aria-pressed={seen}
          aria-label={w.signIn.showPassword}
          onClick={() => see(!seen)}
        >
          {seen ? w.signIn.hide : w.signIn.show}
        </button>
      </div>
    </Around>
  );
};

/** What is wrong with all of a form, and the way to send it. */
export const Send = ({ form, children }: { readonly form: Form; readonly children: ComponentChildren }) => {
  const { w } = useShop();
  return (
    <>
      {form.trouble && <p class="trouble" role="alert">{form.trouble}</p>}
      <button class="button" disabled={form.busy}>{form.busy ? w.forms.wait : children}</button>
    </>
  );
};

/** Tells password managers whose password a form is about. */
export const Whose = ({ login }: { readonly login: string }) => (
  <input
    class="unseen"
    type="text"
    name="username"
    autoComplete="username"
    value={login}
    readOnly
    tabIndex={-1}
    aria-hidden="true"
  />
);
