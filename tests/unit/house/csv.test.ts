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

const writer = 'shared/kernel/csv.ts';
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
});
