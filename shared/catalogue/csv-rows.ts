import { finished } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';

/** A row of a CSV file with a header. */
export interface Row {
  /** The line of the file on which it starts; the header is line 1. */
  readonly line: number;
  /** By the header's names, trimmed; an absent column is undefined. */
  readonly cells: Readonly<Record<string, string | undefined>>;
}

/** What is wrong with a file, and where. */
export interface RowFault {
  readonly line: number;
  readonly column: string;
  readonly message: string;
}

/** A row, or what is wrong with it. After a `final` fault nothing else of the file can be read. */
export type RowOutcome = { row: Row } | Faulty;
type Faulty = { fault: RowFault; final: boolean };

/** Characters of one row. */
const maxRow = 262_144;

/**
 * Reads a CSV file (RFC 4180, UTF-8) row by row, holding no more than a chunk and a row at a time. Whatever the bytes
 * are, the rows up to the first thing that cannot be read come out, and then what it was; it never throws for the
 * file's content.
 */
export async function* rowsOf(bytes: AsyncIterable<Uint8Array>, needed: readonly string[]): AsyncGenerator<RowOutcome> {
  let header: string[] | undefined;
  for await (const record of recordsOf(bytes)) {
    if ('fault' in record) {
      yield record;
      if (record.final) return;
    } else if (!header) {
      header = record.cells.map((name) => name.trim());
      const faults = headerFaults(header, needed);
      for (const fault of faults) yield { fault, final: true };
      if (faults.length) return;
    } else {
      yield outcomeOf(record, header);
    }
  }
  if (!header) yield { fault: { line: 1, column: '', message: 'The file has no header' }, final: true };
}

const headerFaults = (header: readonly string[], needed: readonly string[]): RowFault[] => [
  ...needed.filter((name) => !header.includes(name)).map((column) => ({
    line: 1,
    column,
    message: 'The header lacks this column',
  })),
  ...header.filter((name, i) => name !== '' && header.indexOf(name) !== i).map((column) => ({
    line: 1,
    column,
    message: 'The header has this column twice',
  })),
];

const outcomeOf = ({ line, cells }: RawRecord, header: readonly string[]): RowOutcome => {
  const bad = cells.findIndex((cell) => control.test(cell));
  const message = cells.length !== header.length
    ? `The row has ${cells.length} cells, the header ${header.length}`
    : bad >= 0
    ? 'The cell has control characters or is not UTF-8'
    : undefined;
  if (message) return { fault: { line, column: header[bad] ?? '', message }, final: false };
  return { row: { line, cells: Object.fromEntries(header.map((name, i) => [name, cells[i]!.trim()])) } };
};

/** Control characters, and what stands for bytes that are not UTF-8. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

interface RawRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The parser is written to chunk by chunk, so that the rows before a fault are not lost with its buffer. */
async function* recordsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRecord | Faulty> {
  const ready: (RawRecord | Faulty)[] = [];
  let failure: Error | undefined;
  const parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRow,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error) ready.push({ fault: faultOf(error), final: error.code === 'CSV_MAX_RECORD_SIZE' });
    },
    on_record: (cells: string[], { lines }) => {
      ready.push({ line: lines - breaksIn(cells), cells });
      return null;
    },
  });
  parser.on('error', (error) => {
    failure = error;
  });
  parser.resume();
  for await (const chunk of bytes) {
    await new Promise<void>((resolve) => {
      parser.write(chunk, () => resolve());
    });
    yield* ready.splice(0);
    if (failure) break;
  }
  if (!failure) await finished(parser.end()).catch(() => undefined);
  yield* ready.splice(0);
  if (failure) yield { fault: faultOf(failure), final: true };
}

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);

const faultOf = (failure: Error & { lines?: number }): RowFault => ({
  line: failure.lines ?? 1,
  column: '',
  message: (failure instanceof CsvError && reasons[failure.code]) || 'This is not CSV',
});

const reasons: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote that was opened before here is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'Something stands between a closing quote and the next comma',
  INVALID_OPENING_QUOTE: 'A quote stands in the middle of a cell without quotes',
  CSV_MAX_RECORD_SIZE: `A row is longer than ${maxRow} characters; nothing after it was read`,
};
