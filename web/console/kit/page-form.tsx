/** A form on a page of its own: to create or to edit. What was typed is not left by accident. */
import { useQuery } from '@tanstack/react-query';
import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Form from 'antd/es/form';
import Skeleton from 'antd/es/skeleton';
import Space from 'antd/es/space';
import { useEffect, useState } from 'react';
import { useBlocker, useNavigate } from 'react-router';
import type { Fields } from '../../described.ts';
import { addressOf } from './addresses.ts';
import { askedOf, useCommand } from './command.tsx';
import { entered } from './entered.ts';
import { FormFields, showFaults } from './form.tsx';
import { Failed, problemOf } from './problem.tsx';
import type { FormScreen } from './screen.ts';
import { ask } from './session.ts';
import { useWords } from './words.tsx';
import { Part } from './table.tsx';
import { nameOf } from './operations.ts';

type Values = Readonly<Record<string, unknown>>;

export const FormView = ({ screen, params }: { screen: FormScreen; params: Values }) => {
  const { from } = screen;
  const { data, error, refetch } = useQuery({
    queryKey: [from, params],
    queryFn: () => ask(from!, params),
    enabled: from !== undefined,
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  if (from && error && problemOf(error)?.status !== 404) return <Failed error={error} retry={() => refetch()} />;
  if (from && !data && !error) return <Skeleton active />;
  const start = typeof screen.start === 'function' ? screen.start() : screen.start;
  return (
    <Filling
      screen={screen}
      params={params}
      start={{ ...start, ...(data !== undefined && (screen.values?.(data) ?? data as Values)) }}
    />
  );
};

const Filling = ({ screen, params, start }: { screen: FormScreen; params: Values; start: Values }) => {
  const words = useWords();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const [problem, fails] = useState<string>();
  const [busy, works] = useState(false);
  const send = useCommand(screen.of);
  const asked = askedOf(screen.of, {});
  const names = (screen.fields) ?? Object.keys(asked);
  const fields = Object.fromEntries(names.map((name) => [name, asked[name]!])) as Fields;
  const guard = useUnsaved();

  const submit = async (values: Values): Promise<void> => {
    works(true);
    fails(undefined);
    try {
      const answer = await send({ ...entered(values, fields), ...params });
      guard.saved();
      await screen.done?.();
      message.success(words.kit.done(nameOf(screen.of, words.locale)));
      const next = screen.then ?? screen.from;
      const to = next && addressOf(next, { ...params, ...answer as object });
      void (to ? navigate(to, { replace: true }) : navigate(-1));
    } catch (error) {
      const said = showFaults(form, error, words);
      fails(problemOf(error) ? said : words.kit.lost);
    } finally {
      works(false);
    }
  };
  return (
    <Part>
      <Form
        form={form}
        layout="vertical"
        initialValues={Object.fromEntries(names.map((name) => [name, start[name]]))}
        onValuesChange={guard.touched}
        onInput={guard.touched}
        onFinish={submit}
        scrollToFirstError={{ block: 'center' }}
      >
        <FormFields fields={fields} />
        {screen.below && <screen.below />}
        {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 16 }} />}
        <Flex justify="end">
          <Space>
            <Button onClick={() => navigate(-1)}>{words.kit.cancel}</Button>
            <Button type="primary" htmlType="submit" loading={busy}>
              {screen.kind === 'edit' ? words.kit.save : nameOf(screen.of, words.locale)}
            </Button>
          </Space>
        </Flex>
      </Form>
    </Part>
  );
};

/** Asks before what was typed is left. */
export const useUnsaved = (): { touched: () => void; saved: () => void } => {
  const words = useWords();
  const { modal } = App.useApp();
  const [kept] = useState(() => ({ dirty: false }));
  const blocker = useBlocker(({ currentLocation, nextLocation }) =>
    kept.dirty && currentLocation.pathname !== nextLocation.pathname
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    modal.confirm({
      title: words.kit.leave,
      okText: words.kit.confirm,
      cancelText: words.kit.cancel,
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal, words]);
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      if (kept.dirty) event.preventDefault();
    };
    addEventListener('beforeunload', leaving);
    return () => removeEventListener('beforeunload', leaving);
  }, [kept]);
  return {
    touched: () => {
      kept.dirty = true;
    },
    saved: () => {
      kept.dirty = false;
    },
  };
};
