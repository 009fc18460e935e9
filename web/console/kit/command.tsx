/** A button that does something: asks first, with what follows, and can be sent again when the answer was lost. */
import { useQueryClient } from '@tanstack/react-query';
import type { ButtonProps } from 'antd';
import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Form from 'antd/es/form';
import Modal from 'antd/es/modal';
import Typography from 'antd/es/typography';
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Field, Fields } from '../../described.ts';
import { entered } from './entered.ts';
import { isOpen } from './faults.ts';
import { FormFields, showFaults } from './form.tsx';
import { nameOf, mayCall, described, paramsOf, type Answer, type Command, type Input } from './operations.ts';
import { problemOf } from './problem.tsx';
import type { Commands, CommandSpec } from './screen.ts';
import { ask, useSession } from './session.ts';
import { useWords } from './words.tsx';

type Values = Readonly<Record<string, unknown>>;

/** Commands as they are declared, of which some are a route alone: those that this person may call, and that fit now. */
export const useCommands = <T,>(commands: Commands<T> = [], it?: T): readonly CommandSpec<T>[] => {
  const { profile } = useSession();
  return commands.map((one) => (typeof one === 'string' ? { of: one } : one)).filter(({ of, when }) =>
    profile !== undefined && mayCall(of, profile.roles) && (it === undefined || !when || when(it, profile))
  );
};

/** Sends a command with a key of its own, which stays until there is an answer: sent again, it takes effect once. */
export const useSending = <C extends Command>(of: C) => useCommand(of) as (input: Input<C>) => Promise<Answer<C>>;

/** The same of a command of which only its descriptor is known. */
export const useCommand = (of: Command) => {
  const key = useRef<string>(undefined);
  const known = useQueryClient();
  return async (input: Values): Promise<unknown> => {
    key.current ??= crypto.randomUUID();
    try {
      const answer = await ask(of, input, { 'idempotency-key': key.current });
      key.current = undefined;
      await known.invalidateQueries();
      return answer;
    } catch (error) {
      if (!isOpen(problemOf(error))) key.current = undefined;
      throw error;
    }
  };
};

/** What is still to be asked of a person: neither in the path nor sent along. */
export const askedOf = (of: Command, given: Values): Fields => {
  const inPath = paramsOf(of);
  return Object.fromEntries(
    Object.entries(described(of).input).filter(([name]) => !inPath.includes(name) && !(name in given)),
  ) as Fields;
};

interface Props<T> extends Pick<ButtonProps, 'size' | 'type'> {
  readonly spec: CommandSpec<T>;
  readonly it: T;
  /** Parameters of the screen's path. */
  readonly params: Values;
  /** Whether its key is heard. */
  readonly listening?: boolean;
}

export const CommandButton = <T,>(
  { spec, it, params, listening = false, size = 'middle', type = 'default' }: Props<T>,
) => {
  const words = useWords();
  const [open, opens] = useState(false);
  const begin = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== spec.key || isTyping(event) || open) return;
    event.preventDefault();
    opens(true);
  });
  useEffect(() => {
    if (!listening || !spec.key) return undefined;
    const heard = (event: KeyboardEvent): void => begin(event);
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, [listening, spec.key]);
  return (
    <>
      <Button
        size={size}
        type={type}
        danger={spec.danger === true}
        onClick={() => opens(true)}
        {...(spec.key && listening && { 'aria-keyshortcuts': spec.key })}
      >
        {nameOf(spec.of, words.locale)}
        {spec.key && listening && <kbd>{spec.key}</kbd>}
      </Button>
      {open && <Asking spec={spec} it={it} params={params} close={() => opens(false)} />}
    </>
  );
};

const Asking = <T,>(
  { spec: { of, with: along, asks: only, start, shaped, danger }, it, params, close }: Props<T> & { close: () => void },
) => {
  const words = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const [problem, fails] = useState<string>();
  const [busy, works] = useState(false);
  const send = useCommand(of);
  const sent = { ...inPathOf(of, params, it), ...along?.(it) };
  const fields = Object.fromEntries(
    Object.entries({ ...askedOf(of, sent), ...shaped?.(it) }).filter(([name]) => !only || only.includes(name)),
  );
  const asks = Object.keys(fields).length > 0;
  const submit = async (): Promise<void> => {
    const values = asks ? await form.validateFields().catch(() => undefined) : {};
    if (!values) return;
    works(true);
    fails(undefined);
    try {
      await send({ ...entered(values, fields), ...sent });
      message.success(words.kit.done(nameOf(of, words.locale)));
      close();
    } catch (error) {
      const said = showFaults(form, error, words);
      fails(problemOf(error) ? said : words.kit.lost);
    } finally {
      works(false);
    }
  };
  return (
    <Modal
      open
      title={nameOf(of, words.locale)}
      okText={asks ? nameOf(of, words.locale) : words.kit.confirm}
      cancelText={words.kit.cancel}
      okButtonProps={{ danger: danger === true, loading: busy }}
      onOk={submit}
      onCancel={close}
      width={asks ? 640 : 480}
      mask={{ closable: !asks }}
    >
      <Typography.Paragraph>
        <Consequence of={of} />
      </Typography.Paragraph>
      {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 16 }} />}
      <Form form={form} layout="vertical" initialValues={{ ...start?.(it) }} preserve={false} onFinish={submit}>
        <FormFields fields={fields} />
      </Form>
    </Modal>
  );
};

/** What its path asks for: as the screen's address or the thing itself has it. */
const inPathOf = (of: Command, params: Values, it: unknown): Values => {
  const own = (it ?? {}) as Values;
  const values = paramsOf(of).map((name) => [name, params[name] ?? own[name] ?? own['id']] as const);
  return Object.fromEntries(values);
};

/** Whether keys are for what somebody writes. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.metaKey || event.ctrlKey || event.altKey
  || (event.target instanceof HTMLElement
    && event.target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="combobox"]') !== null);

export type { Field };

const InChinese = lazy(async () => {
  const [{ consequencesInChinese }, { operatorConsequences }] = await Promise.all([
    import('../words/consequences.ts'),
    import('../words/operator-consequences.ts'),
  ]);
  const all: Readonly<Record<Command, string>> = { ...consequencesInChinese, ...operatorConsequences };
  return { default: ({ of }: { of: Command }) => all[of] };
});

/** What follows from a command. In Chinese it comes along when the first command is asked for. */
export const Consequence = ({ of }: { readonly of: Command }) => {
  const { locale } = useWords();
  return locale === 'zh'
    ? (
      <Suspense fallback={<span className="waiting">…</span>}>
        <InChinese of={of} />
      </Suspense>
    )
    : described(of).summary;
};
