import Tag from 'antd/es/tag';
import Typography from 'antd/es/typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Money } from '../../../shared/kernel/values/money.ts';
import type { Field, Fields } from '../../described.ts';
import { addressOfId } from './addresses.ts';
import { addressOfPicture, type Pictured } from './inputs/pictured.ts';
import { useCategoryName, useSkus, useWarehouses } from './known.ts';
import { useConsole } from './place.ts';
import { useSession } from './session.ts';
import { Table } from './table.tsx';
import { useWords, type Words } from './words.tsx';

/** Words of a fixed set that say that something is well, wants attention, or has gone wrong. */
const tones: readonly (readonly [string, RegExp])[] = [
  [
    'green',
    /^(active|approved|captured|checked|completed|delivered|exported|finished|in-force|on-sale|paid|pass|resolved|settled|succeeded|released|answered|good)$/,
  ],
  [
    'red',
    /^(bounced|complained|declined|exception|expired|fail|failed|frozen|refused|rejected|returned|suspended|lapsed|missing|error|stuffed)$/,
  ],
  [
    'gold',
    /^(awaiting-.+|held|in-review|open|overdue|pending|proposed|submitted|supplement-asked|waiting|applying|warning|rare)$/,
  ],
];
const toneOf = (value: string): string => tones.find(([, pattern]) => pattern.test(value))?.[0] ?? 'default';

/** One value, as somebody reads it. */
export const Shown = ({ name, field, value }: { name: string; field: Field; value: unknown }): ReactNode => {
  const words = useWords();
  const within = useConsole();
  const { profile } = useSession();
  if (value === undefined || value === null || value === '') {
    return <Typography.Text type="secondary">–</Typography.Text>;
  }
  switch (field.kind) {
    case 'id': {
      const address = addressOfId(within, profile?.roles ?? [], name, String(value));
      const short = field.of === 'category'
        ? <CategoryName id={String(value)} />
        : field.of === 'warehouse'
        ? <WarehouseName id={String(value)} />
        : field.of === 'sku'
        ? <SkuName id={String(value)} />
        : <code title={String(value)}>{shortId(String(value))}</code>;
      return address ? <Link to={address}>{short}</Link> : short;
    }
    case 'choice':
      return <Tag color={toneOf(String(value))}>{words.choice(String(value))}</Tag>;
    case 'link':
      return <a href={String(value)} target="_blank" rel="noreferrer">{words.kit.download}</a>;
    case 'text':
      if (name === 'field') return words.path(String(value));
      if (name === 'country') return words.country(String(value));
      if (name === 'rulebook') return words.choice(String(value));
      if (name === 'account' && isOfTheBooks(String(value))) return <BookAccount name={String(value)} />;
      return field.multiline || String(value).length > 80
        ? <Typography.Text style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-word' }}>{String(value)}</Typography.Text>
        : String(value);
    case 'list':
      if (name === 'photos') return <Photos of={value as readonly Photo[]} />;
      return (value as unknown[]).length === 0
        ? <Typography.Text type="secondary">–</Typography.Text>
        : field.of.kind === 'group'
        ? <Rows name={name} fields={field.of.of} rows={value as object[]} />
        : (
          <ul className="plain-list">
            {(value as unknown[]).map((one, i) => (
              <li key={i}>
                <Shown name={name} field={field.of} value={one} />
              </li>
            ))}
          </ul>
        );
    case 'group':
      if (name === 'image') return <PictureOf of={value as Pictured} />;
      return <Together fields={field.of} value={value as object} />;
    case 'variants': {
      const told = (value as Record<string, string>)[field.by]!;
      return (
        <>
          <Tag>{words.choice(told)}</Tag>
          <Together fields={field.of[told] ?? {}} value={value as object} />
        </>
      );
    }
    case 'picture':
      return <PictureOf of={value as Pictured} />;
    case 'map':
    case 'data':
      return <Data value={value} />;
    default:
      return textOf(name, field, value, words);
  }
};

interface Photo {
  readonly imageId: string;
  readonly picture?: string;
}

/** Pictures that go along with what was said: nobody else sees them, so each has an address for some minutes. */
const Photos = ({ of }: { of: readonly Photo[] }) => {
  const words = useWords();
  return (
    <ul className="plain-list">
      {of.map(({ imageId, picture }, i) => (
        <li key={imageId}>
          <a href={picture} target="_blank" rel="noreferrer">{words.field('photos')} {i + 1}</a>
        </li>
      ))}
    </ul>
  );
};

const PictureOf = ({ of }: { of: Pictured }) => {
  const address = addressOfPicture(of);
  return address
    ? <img className="picked" src={address} alt="" />
    : <code title={String(of)}>{shortId(String(of))}</code>;
};

/** An account of the books: `merchant-pending:mer_…`. */
const isOfTheBooks = (name: string): boolean => /^[a-z]+(-[a-z]+)*(:.+)?$/.test(name);
const BookAccount = ({ name }: { name: string }) => {
  const words = useWords();
  const [code, owner] = name.split(':');
  return (
    <>
      {words.choice(code!)} {owner && <code title={owner}>{shortId(owner)}</code>}
    </>
  );
};

const CategoryName = ({ id }: { id: string }) => useCategoryName(id) ?? <code>{shortId(id)}</code>;

const WarehouseName = ({ id }: { id: string }) => {
  const words = useWords();
  const name = useWarehouses().find(({ warehouseId }) => warehouseId === id)?.name;
  return name ? words.local(name) : <code>{shortId(id)}</code>;
};

const SkuName = ({ id }: { id: string }) => {
  const words = useWords();
  const found = useSkus().find(({ skuId }) => skuId === id);
  return found?.title
    ? <span title={id}>{words.named(found)}</span>
    : <code title={id}>{shortId(id)}</code>;
};

const isLength = /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?$/;

/** What nobody has described: names and values, however deep. */
const Data = ({ value }: { value: unknown }): ReactNode => {
  const words = useWords();
  if (typeof value === 'string' && isLength.test(value)) return words.lasting(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return '–';
  if ('amount' in value && 'currency' in value) return words.money(value as Money);
  if (entries.every(([name, one]) => (name === 'zh' || name === 'en') && typeof one === 'string')) {
    return words.local(value);
  }
  return (
    <dl className="data">
      {entries.map(([name, one]) => (
        <div key={name}>
          <dt>{Array.isArray(value) ? Number(name) + 1 : words.field(name)}</dt>
          <dd>
            <Data value={one} />
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** The text of a value: in a cell that holds nothing but text, and in an export. */
export const textOf = (name: string, field: Field, value: unknown, words: Words): string => {
  if (value === undefined || value === null) return '';
  switch (field.kind) {
    case 'money':
      return words.money(value as Money);
    case 'instant':
      return words.time(String(value));
    case 'day':
      return words.day(`${String(value)}T12:00:00`);
    case 'count':
      if (name === 'processingTime') return words.kit.seconds(Math.round(Number(value) / 1000));
      return name.endsWith('Seconds') ? words.kit.seconds(Number(value)) : words.count(Number(value));
    case 'duration':
      return words.lasting(String(value));
    case 'rate':
      return `${words.count(Number(value) / 100)} %`;
    case 'switch':
      return value ? words.kit.yes : words.kit.no;
    case 'local':
      return words.local(value as { zh?: string; en?: string });
    case 'choice':
      return words.choice(String(value));
    case 'list':
      return (value as unknown[]).map((one) => textOf(name, field.of, one, words)).join('; ');
    case 'group':
    case 'variants':
    case 'map':
    case 'picture':
    case 'data':
      return JSON.stringify(value);
    default:
      return String(value);
  }
};

/** An id's last letters tell it from others; those before are the time. */
export const shortId = (id: string): string => {
  const [, prefix, rest] = /^([a-z]{3})_(.+)$/.exec(id) ?? [];
  return prefix ? `${prefix}…${rest!.slice(-6)}` : id.length > 20 ? `${id.slice(0, 8)}…` : id;
};

/** Whether a value takes room of its own. */
export const isWide = (field: Field): boolean =>
  field.kind === 'list' || field.kind === 'group' || field.kind === 'variants' || field.kind === 'map'
  || field.kind === 'data'
  || ((field.kind === 'text' || field.kind === 'local') && (field.multiline === true || (field.most ?? 0) > 500));

/** A shop need not be told which shop it is. */
const isOneself = (within: ReturnType<typeof useConsole>, field: Field): boolean =>
  within === 'merchant' && field.kind === 'id' && field.of === 'merchant';

/** Names and values of one thing. */
export const Together = ({ fields, value }: { fields: Fields; value: object }) => {
  const words = useWords();
  const within = useConsole();
  const given = Object.entries(fields).filter(([name, field]) =>
    (value as Record<string, unknown>)[name] !== undefined && !isOneself(within, field)
  );
  if (given.length === 0) return null;
  return (
    <dl className="together">
      {given.map(([name, field]) => (
        <div key={name} className={isWide(field) ? 'wide' : undefined}>
          <dt>{words.field(name)}</dt>
          <dd>
            <Shown name={name} field={field} value={(value as Record<string, unknown>)[name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
};

const ofGoods: ReadonlySet<string> = new Set(['sku', 'orderLine']);

/** Several things of one kind, each a row. */
export const Rows = ({ name, fields, rows }: { name: string; fields: Fields; rows: readonly object[] }) => {
  const words = useWords();
  const given = Object.entries(fields).filter(([one]) =>
    rows.some((row) => (row as Record<string, unknown>)[one] !== undefined)
  );
  // Goods are known by what they are called; that comes first, and the numbers of their kind and line say no more.
  const titled = given.filter(([one]) => one === 'title');
  const known = titled.length === 0 ? given : [
    ...titled,
    ...given.filter(([one, field]) => one !== 'title' && !(field.kind === 'id' && ofGoods.has(field.of))),
  ];
  // What consists of rows itself would be a table in a cell.
  const deep = known.filter(([, field]) => field.kind === 'list' && field.of.kind === 'group');
  return (
    <Table
      label={words.field(name)}
      empty={words.kit.empty}
      rows={rows}
      {...(deep.length > 0 && {
        below: (row: object) =>
          deep.map(([one, field]) => (
            <Shown key={one} name={one} field={field} value={(row as Record<string, unknown>)[one]} />
          )),
      })}
      columns={known.filter((one) => !deep.includes(one)).map(([one, field]) => ({
        key: one,
        title: words.field(one),
        number: isNumber(field),
        cell: (row: object) => <Shown name={one} field={field} value={(row as Record<string, unknown>)[one]} />,
      }))}
    />
  );
};

export const isNumber = ({ kind }: Field): boolean => kind === 'money' || kind === 'count' || kind === 'rate';
