/** The order of rows by one of their fields. The API has one order each, so that of a page of rows is the reader's own. */
import type { Locale } from '../../../shared/kernel/values/text.ts';
import type { Field } from '../../described.ts';

type Row = Readonly<Record<string, unknown>>;

/** A field's name, after a minus when the largest stands first: `-payable`. */
export type Sort = string;

const kinds: readonly Field['kind'][] = [
  'money',
  'count',
  'rate',
  'instant',
  'day',
  'choice',
  'text',
  'local',
  'switch',
];

/** Whether rows have an order by this field that means something. */
export const isSortable = (field: Field): boolean => kinds.includes(field.kind);

/** What pressing a column makes of the order: smallest first, then largest first, then as they came. */
export const turned = (sort: Sort | undefined, name: string): Sort | undefined =>
  sort === name ? `-${name}` : sort === `-${name}` ? undefined : name;

/**
 * The rows in this order; those without a value are last either way, and equal ones stay as they came.
 * @param read what a reader sees of a value, by which words are ordered
 */
export const sortedBy = <R extends Row>(
  rows: readonly R[],
  sort: Sort | undefined,
  field: Field | undefined,
  read: (value: unknown) => string,
  locale: Locale,
): readonly R[] => {
  if (!sort || !field || !isSortable(field)) return rows;
  const name = sort.replace('-', '');
  const direction = sort.startsWith('-') ? -1 : 1;
  const collator = new Intl.Collator(locale, { numeric: true });
  const [given, missing] = [
    rows.filter((row) => row[name] !== undefined && row[name] !== null),
    rows.filter((row) => row[name] === undefined || row[name] === null),
  ];
  return [
    ...given.toSorted((a, b) => direction * compared(field, a[name], b[name], read, collator)),
    ...missing,
  ];
};

const compared = (
  { kind }: Field,
  a: unknown,
  b: unknown,
  read: (value: unknown) => string,
  collator: Intl.Collator,
): number => {
  switch (kind) {
    case 'money': {
      const [one, other] = [a, b] as { amount: number; currency: string }[];
      return one!.currency.localeCompare(other!.currency) || one!.amount - other!.amount;
    }
    case 'count':
    case 'rate':
    case 'switch':
      return Number(a) - Number(b);
    // As ISO 8601 writes it, which is ordered as it is.
    case 'instant':
    case 'day':
      return String(a) < String(b) ? -1 : Number(a !== b);
    default:
      return collator.compare(read(a), read(b));
  }
};
