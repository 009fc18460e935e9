/** Which requirements passing tests show: `npm run requirements`, after `npm test`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../infra/declarations.ts';

interface Report {
  testResults: { assertionResults: { fullName: string; title: string; status: string }[] }[];
}

const row = /^\| ([A-Z]{2,3}-\d+) \| (P\d) \| (.*) \| ([^|]*) \|$/;

/** The number of passing tests that carry an ID in their titles, by ID. A row with a failing test is not shown. */
export const shownBy = ({ testResults }: Report): Map<string, number> => {
  const counts = new Map<string, number>();
  const failing = new Set<string>();
  for (const { fullName, status } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
    for (const [, id] of fullName.matchAll(/\[([A-Z]{2,3}-\d+)\]/g)) {
      if (status === 'passed') counts.set(id!, (counts.get(id!) ?? 0) + 1);
      else if (status === 'failed') failing.add(id!);
    }
  }
  for (const id of failing) counts.delete(id);
  return counts;
};

/** The document with its last column written anew. */
export const marked = (document: string, shown: ReadonlyMap<string, number>): string =>
  document.split('\n').map((line) =>
    line.replace(row, (_, id: string, priority: string, text: string) => {
      const count = shown.get(id);
      return `| ${id} | ${priority} | ${text} | ${count ? `${count} test${count > 1 ? 's' : ''}` : '–'} |`;
    })
  ).join('\n');

/** Rows shown and rows in all, by domain (the letters of the ID). */
export const tally = (
  document: string,
  shown: ReadonlyMap<string, number>,
): { domain: string; shown: number; P0: string; rows: number }[] => {
  const rows = document.split('\n').map((line) => row.exec(line)).filter((match) => match !== null);
  return [...Map.groupBy(rows, ([, id]) => id!.split('-')[0]!)].map(([domain, own]) => {
    const core = own.filter(([, , priority]) => priority === 'P0');
    const count = (some: RegExpExecArray[]): number => some.filter(([, id]) => shown.has(id!)).length;
    return { domain, shown: count(own), P0: `${count(core)}/${core.length}`, rows: own.length };
  });
};

if (import.meta.main) {
  const file = join(projectRoot, 'docs/requirements.md');
  const document = readFileSync(file, 'utf8');
  const shown = shownBy(JSON.parse(readFileSync(join(projectRoot, 'reports/tests.json'), 'utf8')) as Report);
  const domains = tally(document, shown);
  console.table(domains);
  console.log(
    `${domains.reduce((sum, { shown: n }) => sum + n, 0)} of ${
      domains.reduce((sum, { rows }) => sum + rows, 0)
    } rows shown by passing tests`,
  );
  writeFileSync(file, marked(document, shown));
}
