import { asWritten } from '../../kernel/files/formulas.ts';

/** A row of a CSV file with a header. */
export interface Row {
  /** The line of the file on which it starts; the header is line 1. */
  readonly line: number;
  /** By the names that were asked for; an absent column is undefined. */
  readonly cells: Readonly<Record<string, string | undefined>>;
  /** Whether the file writes `19,90` for 19.90, as files do whose cells are not separated by commas. */
  readonly decimalComma: boolean;
  /** What the file calls a column. */
  readonly called: (column: string) => string;
  /** It tells of the product alone, and of no variant. */
  readonly about?: true;
}

/** What is wrong with a file, and where. */
export interface RowFault {
  readonly line: number;
  readonly column: string;
  readonly message: string;
  /** Nothing is lost: this only tells how something was read. */
  readonly note?: true;
}

/** A row, or what is wrong with it and whose it is, as far as that can be read. */
export type RowOutcome = { readonly row: Row } | { readonly fault: RowFault; readonly handle: string };

/** The columns that a reader looks for: its own name for each, and the names under which files have it, in any case. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/** Characters of one row. */
const maxRow = 262_144;

/**
 * Reads a CSV file (RFC 4180) of at most some 20 MB: UTF-8, UTF-16 or what was usual before, its cells separated by commas,
 * semicolons or tabs, with or without Excel's `sep=` before the header. A row that cannot be read costs that row, not the
 * rest; it never throws for the file's content.
 * @param legacy what a file is written in that is no Unicode
 * @param needed without these columns nothing is read
 * @param keyed the column whose cell says what a row belongs to
 */
export async function* rowsOf(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  columns: Columns,
  needed: readonly string[],
  keyed: string,
  legacy: Legacy = 'windows-1252',
): AsyncGenerator<RowOutcome> {
  const { text, encoding, unreadable: kind } = decoded(joined(await Array.fromAsync(bytes)), legacy);
  const told = (message: string, line = 1, column = ''): RowOutcome => ({
    fault: { line, column, message },
    handle: '',
  });
  const separator = separatorOf(text);
  let header: readonly string[] | undefined;
  let layout: Layout | undefined;
  let rows = 0;
  if (kind) return yield told(`This is ${kind}: save it as CSV in UTF-8`);
  for (const { line, source, whole } of recordsIn(text, separator)) {
    if (source.trim() === '' || (line === 1 && /^"?sep=/i.test(source))) continue;
    const cells = whole ? cellsOf(source, separator) : unreadable(source);
    // Spreadsheets leave rows of nothing below the last one.
    if (Array.isArray(cells) && cells.every((cell) => tidy(cell) === '')) continue;
    if (!header) {
      if (!Array.isArray(cells)) return yield told(cells.message, line);
      header = cells.map((name) => name.trim());
      const faults = headerFaults(header, columns, needed);
      for (const { column, message } of faults) yield told(message, line, column);
      if (faults.length > 0) return;
      for (const { column, message } of unusedColumns(header, columns)) {
        yield { fault: { line, column, message, note: true }, handle: '' };
      }
      if (encoding) yield { fault: { line, column: '', message: `Read as ${encoding}`, note: true }, handle: '' };
    } else {
      rows += 1;
      yield outcomeOf(line, cells, source, layout ??= layoutOf(header, columns, keyed, separator));
    }
  }
  if (!header) yield told('The file has no header');
  else if (rows === 0) yield told('The file has a header and no rows');
}

/** The names of a file's columns, as far as they can be read. */
export const headerOf = (parts: readonly Uint8Array[], legacy: Legacy): readonly string[] => {
  const { text } = decoded(joined(parts).subarray(0, maxRow), legacy);
  const separator = separatorOf(text);
  for (const { line, source, whole } of recordsIn(text, separator)) {
    if (source.trim() === '' || (line === 1 && /^"?sep=/i.test(source))) continue;
    const cells = whole ? cellsOf(source, separator) : [];
    return Array.isArray(cells) ? cells.map((name) => name.trim()) : [];
  }
  return [];
};

/** How Excel writes a CSV that is not said to be UTF-8, by where it runs. */
export type Legacy = 'windows-1252' | 'gb18030';

const legacyNames: Readonly<Record<Legacy, string>> = { 'windows-1252': 'Windows-1252', gb18030: 'GB 18030' };

/** Files that are no CSV, by how they begin. */
const others = [
  [[0x50, 0x4b, 3, 4], 'an Excel workbook or an archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an Excel workbook'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0xff, 0xfe, 0, 0], 'UTF-32'],
  [[0, 0, 0xfe, 0xff], 'UTF-32'],
] as const;

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/**
 * The text of a file. UTF-16 is known by its mark, or by the zeros in what begins with an ASCII header. One in which more is
 * no UTF-8 than is, is in the legacy encoding; in one that is UTF-8 otherwise, a byte that is not becomes U+FFFD.
 */
const decoded = (bytes: Uint8Array, legacy: Legacy): { text: string; encoding?: string; unreadable?: string } => {
  const other = others.find(([mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (other) return { text: '', unreadable: other[1] };
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first! > 0 && second === 0)) {
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  }
  if ((first === 0xfe && second === 0xff) || (first === 0 && second! > 0)) {
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' };
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const foreign = text.match(/[^\x00-\x7f\ufffd]/g)?.length ?? 0;
  if (broken <= foreign) return { text };
  return { text: new TextDecoder(legacy).decode(bytes), encoding: `${legacyNames[legacy]}, since it is not UTF-8` };
};

/** What separates cells: as `sep=` says, or what the header has most of. */
const separatorOf = (text: string): string => {
  const said = /^"?sep=(.)/i.exec(text)?.[1];
  if (said) return said;
  const header = /^[^\r\n]*/.exec(text)![0].replace(/"[^"]*"/g, '');
  const count = (separator: string): number => header.split(separator).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
};

interface Source {
  readonly line: number;
  readonly source: string;
  /** Not when a quote is never closed, or the row is too long: then it is only its first line. */
  readonly whole: boolean;
}

/** Cuts a text into its records; line breaks within quotes are part of theirs. */
function* recordsIn(text: string, separator: string): Generator<Source> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const end = endOf(text, at, separator);
    const whole = end !== undefined && end - at <= maxRow;
    const stop = whole ? end : lineEnd(text, at);
    const source = text.slice(at, stop);
    yield { line, source, whole };
    line += source.match(/\r\n|\n|\r/g)?.length ?? 0;
    at = stop;
    if (at < text.length) {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      line += 1;
    }
  }
}

const lineEnd = (text: string, from: number): number => {
  const found = /\r|\n/g;
  found.lastIndex = from;
  return found.exec(text)?.index ?? text.length;
};

/** Where the record ends that begins at `from`; nothing when a quote of it is never closed. */
const endOf = (text: string, from: number, separator: string): number | undefined => {
  let cellStarts = true;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"' && cellStarts) {
      const closing = closingQuote(text, at + 1);
      if (closing === undefined) return undefined;
      at = closing;
      cellStarts = false;
    } else if (character === '\n' || character === '\r') {
      return at;
    } else {
      cellStarts = character === separator;
    }
  }
  return text.length;
};

const closingQuote = (text: string, from: number): number | undefined => {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] !== '"') return at;
    at += 1;
  }
  return undefined;
};

/** The cells of one record (RFC 4180, 2.5 to 2.7). */
const cellsOf = (source: string, separator: string): string[] | { message: string } => {
  const cells: string[] = [];
  for (let at = 0;;) {
    const closing = source[at] === '"' ? closingQuote(source, at + 1) : undefined;
    const end = nextOf(source, separator, closing === undefined ? at : closing + 1);
    const cell = source.slice(at, end);
    if (closing !== undefined && closing + 1 < end) {
      return { message: 'Something stands between a closing quote and the next cell' };
    }
    if (closing === undefined && cell.includes('"')) {
      return { message: 'A quote stands in the middle of a cell without quotes' };
    }
    cells.push(closing === undefined ? cell : cell.slice(1, -1).replaceAll('""', '"'));
    if (end === source.length) return cells;
    at = end + 1;
  }
};

const nextOf = (text: string, separator: string, from: number): number => {
  const found = text.indexOf(separator, from);
  return found < 0 ? text.length : found;
};

const unreadable = (source: string): { message: string } => ({
  message: source.length > maxRow
    ? `A row is longer than ${maxRow} characters`
    : 'A quote that is opened here is never closed, or the row is too long',
});

const same = (a: string, b: string): boolean =>
  a.toLowerCase().replace(/\s+/g, ' ') === b.toLowerCase().replace(/\s+/g, ' ');

const placeOf = (header: readonly string[], names: readonly string[]): number =>
  names.map((name) => header.findIndex((one) => same(one, name))).find((place) => place >= 0) ?? -1;

const headerFaults = (
  header: readonly string[],
  columns: Columns,
  needed: readonly string[],
): { column: string; message: string }[] => {
  const missing = needed.filter((name) => placeOf(header, columns[name] ?? [name]) < 0);
  return [
    ...missing.map((column) => ({
      column,
      message: header.length === 1
        ? 'The header has one column: the cells of a row must be separated by commas, semicolons or tabs'
        : 'The header lacks this column',
    })),
    ...header.filter((name, i) => isRead(name, columns) && header.findIndex((one) => same(one, name)) < i).map(
      (column) => ({ column, message: 'The header has this column twice' }),
    ),
  ];
};

const isRead = (name: string, columns: Columns): boolean =>
  Object.values(columns).flat().some((known) => same(known, name));

/** Where a file has a column under two of its names, the first is read. */
const unusedColumns = (header: readonly string[], columns: Columns): { column: string; message: string }[] =>
  Object.values(columns).flatMap((names) => {
    const used = header[placeOf(header, names)];
    return header.filter((name) => name !== used && names.some((known) => same(known, name))).map((column) => ({
      column,
      message: `It is not read, since there is ${used} as well`,
    }));
  });

/** Where a file has what is looked for: found once, since there are many rows. */
interface Layout {
  readonly header: readonly string[];
  readonly places: readonly (readonly [column: string, place: number])[];
  readonly keyAt: number;
  readonly called: Row['called'];
  readonly separator: string;
}

const layoutOf = (header: readonly string[], columns: Columns, keyed: string, separator: string): Layout => {
  const placed = Object.entries(columns).map(([column, names]) => [column, placeOf(header, names)] as const);
  const names = new Map(placed.map(([column, place]) => [column, header[place]]));
  return {
    header,
    places: placed.filter(([, place]) => place >= 0),
    keyAt: placeOf(header, columns[keyed] ?? [keyed]),
    called: (column) => names.get(column) ?? header[placeOf(header, [column])] ?? column,
    separator,
  };
};

const outcomeOf = (
  line: number,
  read: string[] | { message: string },
  source: string,
  { header, places, keyAt, called, separator }: Layout,
): RowOutcome => {
  if (!Array.isArray(read)) {
    // What a row belongs to stands near its beginning: perhaps before what cannot be read.
    return { fault: { line, column: '', message: read.message }, handle: source.split(separator)[keyAt]?.trim() ?? '' };
  }
  const handle = tidy(asWritten(read[keyAt] ?? ''));
  const spare = read.slice(header.length).filter((cell) => cell.trim() !== '');
  if (spare.length > 0) {
    const message = `The row has ${read.length} cells, the header ${header.length}`;
    return { fault: { line, column: '', message }, handle };
  }
  const broken = read.findIndex((cell) => cell.includes('\ufffd'));
  if (broken >= 0) {
    return { fault: { line, column: header[broken]!, message: 'The cell has bytes that are not UTF-8' }, handle };
  }
  const cells = Object.fromEntries(places.map(([column, place]) => [column, tidy(asWritten(read[place] ?? ''))]));
  return { row: { line, cells, decimalComma: separator !== ',', called } };
};

/** Composed, and without what is no part of a text: control characters, halves of characters, overrides of direction. */
export const tidy = (cell: string): string =>
  cell.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\p{NChar}\u202a-\u202e\u2066-\u2069]/gu, '').normalize('NFC').trim();
