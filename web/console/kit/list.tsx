/** Rows of a read: filters, page and columns are in the address, so that going back, reloading and a sent link show the same. */
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import ReloadOutlined from '@ant-design/icons/es/icons/ReloadOutlined';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Flex from 'antd/es/flex';
import Form from 'antd/es/form';
import Input from 'antd/es/input';
import InputNumber from 'antd/es/input-number';
import Popover from 'antd/es/popover';
import Select from 'antd/es/select';
import Skeleton from 'antd/es/skeleton';
import Space from 'antd/es/space';
import { lazy, Suspense, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Field, Fields } from '../../described.ts';
import { addressOf, screenOf, maySee, registered } from './addresses.ts';
import { CommandButton, isTyping, useCommands } from './command.tsx';
import { DayInput } from './form.tsx';
import { nameOf, mayCall, described, paramsOf, rowsName, type Reads } from './operations.ts';
import { Failed } from './problem.tsx';
import type { ListScreen } from './screen.ts';
import { ask, useSession } from './session.ts';
import { isNumber, Shown, textOf, Together } from './show.tsx';
import { isSortable, sortedBy, turned } from './sorted.ts';
import { Table } from './table.tsx';
import { useWords } from './words.tsx';

const Chart = lazy(() => import('./chart.tsx'));

type Values = Readonly<Record<string, unknown>>;
type Item = Record<string, unknown>;

/** The fields of a row. Where rows have several forms, those that all of them have. */
export const rowFields = (of: Reads): Fields => {
  const field = described(of).answer[rowsName(of)];
  const row = field?.kind === 'list' ? field.of : undefined;
  if (row?.kind === 'group') return row.of;
  if (row?.kind !== 'variants') return {};
  const [first = {}, ...others] = Object.values(row.of);
  const common = Object.entries(first).filter(([name]) => name !== 'shows' && others.every((other) => name in other));
  return {
    [row.by]: { kind: 'choice', of: Object.keys(row.of) },
    ...Object.fromEntries(common),
    shows: { kind: 'data' },
  };
};

/** A field of one row: where rows have several forms, as its own has it. */
const fieldIn = (of: Reads, fields: Fields, row: Item, name: string): Field => {
  const field = described(of).answer[rowsName(of)];
  const own = field?.kind === 'list' && field.of.kind === 'variants' && field.of.of[String(row[field.of.by])];
  return (own && own[name]) || fields[name]!;
};

/** What an answer says beside its rows: of all of them together. */
const besideRows = (of: Reads): Fields =>
  Object.fromEntries(
    Object.entries(described(of).answer).filter(([name]) => name !== rowsName(of) && name !== 'cursor'),
  );

export const ListView = ({ screen, params }: { screen: ListScreen; params: Values }): ReactNode => {
  const words = useWords();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [address, setAddress] = useSearchParams();
  const { profile } = useSession();
  const fields = rowFields(screen.of);
  const { input } = described(screen.of);
  const paged = 'cursor' in input;
  const start = typeof screen.start === 'function' ? screen.start() : screen.start;
  const filters = Object.fromEntries((screen.filters ?? []).map((name) => [name, address.get(name) ?? start?.[name]]));
  const mayAlso = (screen.also ?? []).filter((one) => mayCall(one, profile?.roles ?? []));
  const missing = Object.entries(filters).some(([name, value]) =>
    !input[name]?.optional && (value === undefined || value === '')
  );
  const query = {
    ...params,
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')),
    ...(paged
      && {
        limit: Number(address.get('limit') ?? 20),
        ...(address.get('cursor') && { cursor: address.get('cursor') }),
      }),
  };
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [screen.of, query],
    queryFn: () => ask(screen.of, query),
    placeholderData: keepPreviousData,
    enabled: !missing,
  });
  const sort = address.get('sort') ?? undefined;
  const ordered = (some: readonly Item[]): readonly Item[] => {
    const name = sort?.replace('-', '') ?? '';
    return sortedBy(some, sort, fields[name], (value) => textOf(name, fields[name]!, value, words), words.locale);
  };
  const came = ((data as Item | undefined)?.[rowsName(screen.of)] ?? []) as Item[];
  const rows = ordered(came);
  const cursor = (data as { cursor?: string } | undefined)?.cursor;
  const shown = (address.get('columns')?.split(',') ?? screen.columns).filter((name) => name in fields);
  const [at, goTo] = useState(-1);

  const change = (changes: Values): void => {
    setAddress((before) => {
      const next = new URLSearchParams(before);
      // How rows stand and what is shown of them is no other list.
      if (!('sort' in changes || 'columns' in changes)) next.delete('cursor');
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === null || value === '') next.delete(name);
        else next.set(name, String(value));
      }
      return next;
    });
    goTo(-1);
  };

  const addressOfRow = (row: Item): string | undefined => {
    const open = typeof screen.open === 'function' ? screen.open(row) : screen.open;
    const name = open && screenOf(open);
    return name && maySee(name, profile?.roles ?? [])
      ? addressOf(
        open,
        {
          ...params,
          ...(row['id'] !== undefined && { [lastParam(open)]: row['id'] }),
          ...row,
          ...screen.params?.(row),
        },
        screen.filtered?.(row),
      )
      : undefined;
  };
  const queue = rows.map(addressOfRow).filter((one) => one !== undefined);
  const open = (row: Item): void => {
    const to = addressOfRow(row);
    if (to) void navigate(to, { state: { queue, back: `${pathname}${search}` } });
  };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event)) return;
    if (event.key === 'j') goTo((i) => Math.min(i + 1, rows.length - 1));
    if (event.key === 'k') goTo((i) => Math.max(i - 1, 0));
    if (event.key === 'Enter' && rows[at] && document.activeElement === document.body) open(rows[at]);
  });
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => onKey(event);
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, []);

  const first = shown[0];
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap align="center" justify="space-between">
        <Filters names={screen.filters ?? []} input={input} values={filters} change={change} />
        <Space wrap>
          <Creating screen={screen} params={params} />
          <Button
            icon={<ReloadOutlined />}
            aria-label={words.kit.reload}
            loading={isFetching}
            onClick={() => refetch()}
          />
          <Columns names={Object.keys(fields)} shown={shown} change={(names) => change({ columns: names.join(',') })} />
          <Exporting screen={screen} query={query} fields={fields} shown={shown} ordered={ordered} />
        </Space>
      </Flex>
      {data !== undefined && <Together fields={besideRows(screen.of)} value={data as Item} />}
      {screen.chart && rows.length > 1 && (
        <Suspense fallback={<Skeleton active />}>
          <Chart spec={screen.chart} rows={came} fields={fields} />
        </Suspense>
      )}
      {error && !data ? <Failed error={error} retry={() => refetch()} /> : (
        <Table<Item>
          label={words.screen(screenOf(screen.of) ?? 'operator/desks/waiting')}
          busy={isFetching}
          rows={rows}
          at={at}
          empty={screen.filters?.some((name) => address.get(name)) ? words.kit.emptyFiltered : words.kit.empty}
          onRow={(i, opened) => {
            goTo(i);
            if (opened) open(rows[i]!);
          }}
          columns={[
            ...shown.map((name) => ({
              key: name,
              title: words.field(name),
              number: isNumber(fields[name]!),
              ...(isSortable(fields[name]!) && {
                order: {
                  now: sort === name
                    ? 'ascending' as const
                    : sort === `-${name}`
                    ? 'descending' as const
                    : 'none' as const,
                  turn: () => change({ sort: turned(sort, name) }),
                },
              }),
              cell: (row: Item) => {
                const cell = <Shown name={name} field={fieldIn(screen.of, fields, row, name)} value={row[name]} />;
                const to = name === first ? addressOfRow(row) : undefined;
                return to && fields[name]!.kind !== 'id'
                  ? <Link to={to} state={{ queue, back: `${pathname}${search}` }}>{cell}</Link>
                  : cell;
              },
            })),
            {
              key: 'do',
              pinned: true,
              title: <span className="unseen">{words.kit.actions}</span>,
              cell: (row: Item, i: number) => (
                <Space size="small">
                  {addressOfRow(row) && (
                    <Link to={addressOfRow(row)!} state={{ queue, back: `${pathname}${search}` }}>
                      {words.kit.open}
                    </Link>
                  )}
                  {mayAlso.map((of) => {
                    const to = addressOf(of, { ...params, ...row, ...screen.params?.(row) });
                    return to && to !== addressOfRow(row) && (
                      <Link key={of} to={to}>{words.screen(screenOf(of)!)}</Link>
                    );
                  })}
                  <RowCommands screen={screen} row={row} params={params} listening={i === at} />
                </Space>
              ),
            },
          ]}
        />
      )}
      {paged && (cursor || address.get('cursor')) && (
        <Flex gap={8} justify="end" align="center" wrap>
          {sort && <span>{words.kit.sortedHere}</span>}
          <Select
            aria-label={words.kit.perPage(20)}
            value={Number(address.get('limit') ?? 20)}
            options={[20, 50, 100].map((value) => ({ value, label: words.kit.perPage(value) }))}
            onChange={(limit) => change({ limit })}
          />
          <Button disabled={!address.get('cursor')} onClick={() => change({})}>{words.kit.firstPage}</Button>
          <Button disabled={!address.get('cursor')} onClick={() => navigate(-1)}>{words.kit.previousPage}</Button>
          <Button disabled={!cursor} onClick={() => change({ cursor })}>{words.kit.nextPage}</Button>
        </Flex>
      )}
    </Flex>
  );
};

const lastParam = (of: Reads): string => paramsOf(of).at(-1) ?? 'id';

const RowCommands = (
  { screen, row, params, listening }: { screen: ListScreen; row: Item; params: Values; listening: boolean },
) =>
  useCommands(screen.commands, row).map((spec) => (
    <CommandButton
      key={spec.of}
      size="small"
      spec={spec}
      it={row}
      params={{ ...params, ...screen.params?.(row) }}
      listening={listening}
    />
  ));

/** What begins something new: in a window, or on a screen of its own where it has one. */
const Creating = ({ screen, params }: { screen: ListScreen; params: Values }) => {
  const words = useWords();
  return useCommands(screen.create, params).map((spec) => {
    const name = screenOf(spec.of);
    return name && registered(name).kind === 'create'
      ? (
        <Link key={spec.of} to={addressOf(spec.of, params) ?? ''}>
          <Button type="primary">{nameOf(spec.of, words.locale)}</Button>
        </Link>
      )
      : <CommandButton key={spec.of} type="primary" spec={spec} it={params} params={params} />;
  });
};

const Filters = (
  { names, input, values, change }: {
    names: readonly string[];
    input: Fields;
    values: Values;
    change: (changes: Values) => void;
  },
) => {
  const words = useWords();
  return (
    <Form layout="inline" style={{ rowGap: 8 }} onSubmitCapture={(event) => event.preventDefault()}>
      {names.map((name) => (
        <Form.Item key={name} label={words.field(name)} htmlFor={`filter-${name}`}>
          <Suspense fallback={null}>
            <Filter
              id={`filter-${name}`}
              name={name}
              field={input[name]!}
              value={values[name] as string | undefined}
              change={(value) => change({ [name]: value })}
            />
          </Suspense>
        </Form.Item>
      ))}
    </Form>
  );
};

const Filter = (
  { id, name, field, value, change }: {
    id: string;
    name: string;
    field: Field;
    value: string | undefined;
    change: (value: unknown) => void;
  },
) => {
  const words = useWords();
  switch (field.kind) {
    case 'choice':
      return (
        <Select
          id={id}
          style={{ minWidth: 150 }}
          allowClear={field.optional === true}
          placeholder={words.kit.all}
          value={value}
          onChange={change}
          options={field.of.map((one) => ({ value: one, label: words.choice(one) }))}
        />
      );
    case 'day':
      return <DayInput id={id} {...(value && { value })} onChange={change} />;
    case 'count':
      return <InputNumber id={id} value={value ?? null} onChange={change} />;
    default:
      if (name === 'month') return <DayInput id={id} month {...(value && { value })} onChange={change} />;
      return (
        <Input.Search
          id={id}
          key={value}
          style={{ width: 'min(280px, 56vw)' }}
          allowClear
          defaultValue={value}
          onSearch={(typed) => change(typed.trim())}
        />
      );
  }
};

const Columns = (
  { names, shown, change }: { names: readonly string[]; shown: readonly string[]; change: (names: string[]) => void },
) => {
  const words = useWords();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          style={{ flexDirection: 'column', maxHeight: 360, overflow: 'auto', flexWrap: 'nowrap', display: 'flex' }}
          value={shown as string[]}
          options={names.map((value) => ({ value, label: words.field(value) }))}
          onChange={(chosen) =>
            change([
              ...shown.filter((name) => chosen.includes(name)),
              ...names.filter((name) => chosen.includes(name) && !shown.includes(name)),
            ])}
        />
      }
    >
      <Button>{words.kit.columns}</Button>
    </Popover>
  );
};

/** Rows that are exported at the most. */
const most = 5000;

/** What the list shows, all pages of it, by the rule that all CSV here goes by. */
const Exporting = (
  { screen, query, fields, shown, ordered }: {
    screen: ListScreen;
    query: Values;
    fields: Fields;
    shown: readonly string[];
    ordered: (rows: readonly Item[]) => readonly Item[];
  },
) => {
  const words = useWords();
  const { message } = App.useApp();
  const [busy, works] = useState(false);
  const run = async (): Promise<void> => {
    works(true);
    try {
      const rows: Item[] = [];
      let cursor: string | undefined;
      do {
        const { cursor: _, ...rest } = query;
        const page = await ask(
          screen.of,
          { ...rest, ...('limit' in query && { limit: 100 }), ...(cursor && { cursor }) },
        ) as Item;
        rows.push(...page[rowsName(screen.of)] as Item[]);
        cursor = page['cursor'] as string | undefined;
      } while (cursor && rows.length < most);
      const { csvExport } = await import('../../../shared/kernel/files/csv.ts');
      const columns = Object.fromEntries(shown.map((name) => [words.field(name), 'text' as const]));
      const text = csvExport(columns, { spreadsheet: true }).of(
        ordered(rows).map((row) =>
          Object.fromEntries(
            shown.map((
              name,
            ) => [words.field(name), textOf(name, fieldIn(screen.of, fields, row, name), row[name], words)]),
          )
        ),
      );
      save(text, `${screen.of.split('/').at(-1)}.csv`);
      message.success(words.kit.exported(rows.length));
    } finally {
      works(false);
    }
  };
  return <Button icon={<DownloadOutlined />} loading={busy} onClick={run}>{words.kit.export}</Button>;
};

const save = (text: string, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};
