/** One thing: what is known of it, what can be done with it, and other reads about it. */
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useQuery } from '@tanstack/react-query';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Skeleton from 'antd/es/skeleton';
import Space from 'antd/es/space';
import Typography from 'antd/es/typography';
import { lazy, Suspense, useEffect, useEffectEvent, type ReactNode } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { Fields } from '../../described.ts';
import { addressOf, registered, screenOf } from './addresses.ts';
import { CommandButton, isTyping, useCommands } from './command.tsx';
import { rowFields } from './list.tsx';
import { mayCall, described, paramsOf, rowsName, type Reads } from './operations.ts';
import { Failed, problemOf, sayProblem } from './problem.tsx';
import type { CommandSpec, DetailScreen } from './screen.ts';
import { ask, useSession } from './session.ts';
import { isWide, Rows, Shown, Together } from './show.tsx';
import { useWords } from './words.tsx';
import { Part } from './table.tsx';

const Chart = lazy(() => import('./chart.tsx'));

type Values = Readonly<Record<string, unknown>>;

export const DetailView = ({ screen, params }: { screen: DetailScreen; params: Values }): ReactNode => {
  const input = { ...screen.start?.(), ...params };
  const { data, error, refetch } = useQuery({
    queryKey: [screen.of, input],
    queryFn: () => ask(screen.of, input),
  });
  if (problemOf(error)?.status === 404) return <Absent screen={screen} params={params} error={error} />;
  if (error && !data) return <Failed error={error} retry={() => refetch()} />;
  if (!data) return <Skeleton active />;
  return <Known screen={screen} params={params} it={data as Values} />;
};

const Known = ({ screen, params, it }: { screen: DetailScreen; params: Values; it: Values }) => {
  const words = useWords();
  const { profile } = useSession();
  const commands = useCommands(screen.commands, it);
  const all = described(screen.of).answer;
  const names = (screen.fields) ?? Object.keys(all);
  const fields = Object.fromEntries(names.filter((name) => all[name]).map((name) => [name, all[name]!])) as Fields;
  const narrow = Object.fromEntries(Object.entries(fields).filter(([, field]) => !isWide(field)));
  const wide = Object.entries(fields).filter(([name, field]) => isWide(field) && !isEmpty(it[name]));
  const related = (screen.related ?? []).filter((one) => mayCall(one, profile?.roles ?? []));
  const further = { ...params, ...screen.params?.(it) };
  return (
    <Flex vertical gap={16}>
      <Queue />
      {(commands.length > 0 || screen.downloads) && (
        <Space wrap>
          {commands.map((spec, i) => <Doing key={spec.of} spec={spec} it={it} params={further} first={i === 0} />)}
          {screen.downloads?.map((one) => {
            const { of, with: which = {} } = typeof one === 'string' ? { of: one } : one;
            return <Download key={`${of} ${Object.values(which).join(' ')}`} of={of} params={further} which={which} />;
          })}
        </Space>
      )}
      {screen.above?.(it)}
      {screen.charts?.map(({ of, ...spec }) => {
        const [field, rows] = [all[of], it[of] as Record<string, unknown>[]];
        return field?.kind === 'list' && field.of.kind === 'group' && !isEmpty(rows) && (
          <Suspense key={of} fallback={<Skeleton active />}>
            <Chart title={words.field(of)} spec={spec} rows={rows} fields={field.of.of} />
          </Suspense>
        );
      })}
      {Object.keys(narrow).some((name) => !isEmpty(it[name])) && (
        <Part>
          <Together fields={narrow} value={it} />
        </Part>
      )}
      {wide.map(([name, field]) => (
        <Section key={name} name={name}>
          <Shown name={name} field={field} value={it[name]} />
        </Section>
      ))}
      {related.map((of) => <Related key={of} of={of} params={further} />)}
    </Flex>
  );
};

/** What is not there yet can perhaps be written. */
const Absent = ({ screen, params, error }: { screen: DetailScreen; params: Values; error: unknown }) => (
  <Flex vertical gap={16} align="start">
    <Failed error={error} />
    {useCommands(screen.commands).filter(({ of }) =>
      screenOf(of)
    ).map((spec) => <Doing key={spec.of} spec={spec} it={{}} params={params} first />)}
  </Flex>
);

const isEmpty = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);

const Doing = (
  { spec, it, params, first }: {
    spec: CommandSpec<Values>;
    it: Values;
    params: Values;
    first: boolean;
  },
) => {
  const words = useWords();
  const name = screenOf(spec.of);
  if (name && ['edit', 'free'].includes(registered(name).kind)) {
    const to = addressOf(spec.of, params);
    return to
      ? (
        <Link to={to}>
          <Button>{words.screen(name)}</Button>
        </Link>
      )
      : null;
  }
  return (
    <CommandButton
      spec={spec}
      it={it}
      params={params}
      listening
      type={first && !spec.danger ? 'primary' : 'default'}
    />
  );
};

const Download = ({ of, params, which }: { of: Reads; params: Values; which: Readonly<Record<string, string>> }) => {
  const words = useWords();
  const { message } = App.useApp();
  const open = async (): Promise<void> => {
    try {
      const { url } = await ask(of, { ...params, ...which }) as { url: string };
      window.open(url, '_blank', 'noreferrer');
    } catch (error) {
      message.error(sayProblem(error, words));
    }
  };
  return (
    <Button icon={<DownloadOutlined />} onClick={open}>
      {Object.values(which).map(words.choice).join(' ') || words.kit.download}
    </Button>
  );
};

const Section = ({ name, children }: { name: string; children: ReactNode }) => {
  const words = useWords();
  return <Part title={words.field(name)}>{children}</Part>;
};

/** Another read about the same thing. */
const Related = ({ of, params }: { of: Reads; params: Values }) => {
  const words = useWords();
  const wanted = paramsOf(of);
  const input = Object.fromEntries(wanted.map((name) => [name, params[name]]));
  const known = wanted.every((name) => params[name] !== undefined);
  const { data, error, refetch } = useQuery({
    queryKey: [of, input],
    queryFn: () => ask(of, input),
    enabled: known,
  });
  const name = screenOf(of);
  const title = name
    ? words.screen(name)
    : words.field(of.split('/').at(-1)!.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()));
  const { answer } = described(of);
  const rows = rowsName(of);
  return (
    <Part
      title={title}
      beside={name && addressOf(of, params) && <Link to={addressOf(of, params)!}>{words.kit.more}</Link>}
    >
      {error ? <Failed error={error} retry={() => refetch()} /> : !data
        ? <Skeleton active />
        : rows in answer
        ? ((data as Record<string, object[]>)[rows]?.length
          ? <Rows name={rows} fields={rowFields(of)} rows={(data as Record<string, object[]>)[rows]!} />
          : <Typography.Text type="secondary">{words.kit.empty}</Typography.Text>)
        : <Together fields={answer} value={data as object} />}
    </Part>
  );
};

/** The others of the list from which this was opened: j and k go on, without going back first. */
const Queue = () => {
  const words = useWords();
  const navigate = useNavigate();
  const { pathname, state } = useLocation();
  const { queue = [], back } = (state ?? {}) as { queue?: readonly string[]; back?: string };
  const at = queue.indexOf(pathname);
  const go = (to: string | undefined): void => {
    if (to) void navigate(to, { state, replace: true });
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event)) return;
    if (event.key === 'j') go(queue[at + 1]);
    if (event.key === 'k') go(queue[at - 1]);
  });
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => onKey(event);
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, []);
  if (at < 0) return null;
  return (
    <Flex gap={8} align="center">
      {back && <Link to={back}>← {words.kit.previousPage}</Link>}
      <Button size="small" disabled={at === 0} onClick={() => go(queue[at - 1])} aria-keyshortcuts="k">k</Button>
      <Button size="small" disabled={at === queue.length - 1} onClick={() => go(queue[at + 1])} aria-keyshortcuts="j">
        j
      </Button>
      <Typography.Text type="secondary">{words.kit.position(at + 1, queue.length)}</Typography.Text>
    </Flex>
  );
};
