/** Every CSV that leaves the house: found by its declaration, and fed with what a spreadsheet would take for a formula. */
import { cruise } from 'dependency-cruiser';
import { parse } from 'csv-parse/sync';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../infra/declarations.ts';
import { arrows } from './arrow-rules.ts';

/** What `csvExport` declares, whatever its columns. */
interface Declared {
  readonly csvColumns: Readonly<Record<string, 'text' | 'number'>>;
  readonly of: (rows: readonly Readonly<Record<string, string | number>>[]) => string;
}

const writer = 'shared/kernel/files/csv.ts';
const { output } = await cruise(
  ['functions', 'shared'],
  {
    ...arrows.options,
    outputType: 'json',
  } as Parameters<typeof cruise>[1],
);
const { modules } = JSON.parse(output as string) as {
  modules: { source: string; dependencies: { resolved: string; module: string; dependencyTypes: string[] }[] }[];
};
const importing = (what: (resolved: string, types: readonly string[]) => boolean): string[] =>
  modules.filter(({ dependencies }) => dependencies.some((one) => what(one.resolved, one.dependencyTypes)))
    .map(({ source }) => source);

const found = await Promise.all(
  importing((resolved, types) => resolved === writer && !types.includes('type-only')).map(async (file) => {
    const exported = Object.entries(await import(join(projectRoot, file)) as Record<string, unknown>);
    const declared = exported.filter((one): one is [string, Declared] =>
      typeof one[1] === 'object' && one[1] !== null && 'csvColumns' in one[1]
    );
    return { file, declared };
  }),
);
const everyExport = found.flatMap(({ file, declared }) =>
  declared.map(([name, csv]) => [`${file} ${name}`, csv] as const)
);

const beginnings = ['=', '+', '-', '@', '\t', '\r'];

describe('CSV that leaves the house', () => {
  it('is written by one writer, and every export is declared where the writer is used', () => {
    expect(importing((resolved) => resolved.includes('csv-stringify'))).toEqual([writer]);
    expect(found.filter(({ declared }) => declared.length === 0).map(({ file }) => file)).toEqual([]);
    expect(everyExport.length).toBeGreaterThanOrEqual(4);
  });

  it.each(everyExport)('%s makes a formula harmless in every text, and leaves numbers alone', (_, csv) => {
    const columns = Object.entries(csv.csvColumns);
    const rows = beginnings.map((sign) =>
      Object.fromEntries(columns.map(([name, kind]) => [name, kind === 'number' ? -5 : `${sign}cmd|' /C calc'!A0`]))
    );
    const read = parse(csv.of(rows), { columns: true, bom: true }) as Record<string, string>[];
    expect(read).toHaveLength(beginnings.length);
    read.forEach((row, i) => {
      for (const [name, kind] of columns) {
        expect(row[name]).toBe(kind === 'number' ? '-5' : `'${beginnings[i]}cmd|' /C calc'!A0`);
      }
    });
  });

  it.each(everyExport)(
    '%s begins no formula, at whatever marks and line ends a spreadsheet divides cells',
    (_, csv) => {
      const columns = Object.entries(csv.csvColumns);
      const texts = [';', '\t', '|', '\n', '\r', '; '].flatMap((mark) =>
        ['=', '+', '-', '@', '＝'].flatMap((sign) => [`a${mark}${sign}1+1`, `a"${mark}${sign}1`, `=1${mark}${sign}1`])
      );
      const rows = texts.map((text) =>
        Object.fromEntries(columns.map(([name, kind]) => [name, kind === 'number' ? 5 : text]))
      );
      const written = csv.of(rows).replace(/^\uFEFF/, '');
      for (const marks of [',', ';', '\t', '|', ',;', ',;\t']) {
        // As a spreadsheet reads it: a quotation mark that does not begin a cell is a letter.
        const reader = {
          delimiter: [...marks],
          relax_column_count: true,
          relax_quotes: true,
          record_delimiter: ['\n', '\r'],
        };
        const cells = (parse(written, reader) as string[][]).flat();
        expect(cells.filter((cell) => /^ *[=+@＝-]/.test(cell))).toEqual([]);
      }
      // Nothing is lost, and with each mark by which LibreOffice divides by itself the columns are the same.
      for (const delimiter of [[','], [',', ';', '\t']]) {
        const read = parse(written, { columns: true, delimiter }) as Record<string, string>[];
        expect(read.map((row) => Object.values(row).map((cell) => cell.replaceAll("'", ''))))
          .toEqual(texts.map((text) => columns.map(([, kind]) => (kind === 'number' ? '5' : text))));
      }
    },
  );
});
