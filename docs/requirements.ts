/** Which requirements passing tests show: `npm run requirements`, after `npm test`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../infra/declarations.ts';

interface Report {
  testResults: { assertionResults: { fullName: string; title: string; status: string }[] }[];
}

const row = /^\| ([A-Z]{2,3}-\d+) \| (P\d) \| (.*) \| ([^|]*) \|$/;

/** The passing tests of a row, and whether they show only a part of it. */
export interface Shown {
  readonly tests: number;
  readonly part: boolean;
}

/**
 * What passing tests show of each row, by ID: `[PAY-03]` in a title is one that shows the row, together with its others;
 * with `[PAY-03 part]` in any title, something of the row is missing still. A row with a failing test is not shown.
 */
export const shownBy = ({ testResults }: Report): Map<string, Shown> => {
  const shown = new Map<string, Shown>();
  const failing = new Set<string>();
  for (const { fullName, status } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
    for (const [, id, part] of fullName.matchAll(/\[([A-Z]{2,3}-\d+)( part)?\]/g)) {
      const { tests = 0, part: before = false } = shown.get(id!) ?? {};
      if (status === 'passed') shown.set(id!, { tests: tests + 1, part: before || part !== undefined });
      else if (status === 'failed') failing.add(id!);
    }
  }
  for (const id of failing) shown.delete(id);
  return shown;
};

/** The document with its last column written anew. */
export const marked = (document: string, shown: ReadonlyMap<string, Shown>): string =>
  document.split('\n').map((line) =>
    line.replace(row, (_, id: string, priority: string, text: string) => {
      const { tests, part } = shown.get(id) ?? { tests: 0, part: false };
      const count = tests === 0 ? '–' : `${tests} test${tests > 1 ? 's' : ''}${part ? ', a part' : ''}`;
      return `| ${id} | ${priority} | ${text} | ${count} |`;
    })
  ).join('\n');

/** Rows shown whole, rows shown in part and rows in all, by domain (the letters of the ID). */
export const tally = (
  document: string,
  shown: ReadonlyMap<string, Shown>,
): { domain: string; shown: number; parts: number; P0: string; rows: number }[] => {
  const rows = document.split('\n').map((line) => row.exec(line)).filter((match) => match !== null);
  return [...Map.groupBy(rows, ([, id]) => id!.split('-')[0]!)].map(([domain, own]) => {
    const core = own.filter(([, , priority]) => priority === 'P0');
    const count = (some: RegExpExecArray[], part: boolean): number =>
      some.filter(([, id]) => shown.get(id!)?.part === part).length;
    return {
      domain,
      shown: count(own, false),
      parts: count(own, true),
      P0: `${count(core, false)}/${core.length}`,
      rows: own.length,
    };
  });
};

if (import.meta.main) {
  const file = join(projectRoot, 'docs/requirements.md');
  const document = readFileSync(file, 'utf8');
  const report = join(projectRoot, 'reports/tests.json');
  if (!existsSync(report)) {
    console.error('There is no report of a test run yet. Run the tests first: npm test');
    process.exit(1);
  }
  const shown = shownBy(JSON.parse(readFileSync(report, 'utf8')) as Report);
  const domains = tally(document, shown);
  console.table(domains);
  const total = (of: 'shown' | 'parts' | 'rows'): number => domains.reduce((sum, domain) => sum + domain[of], 0);
  console.log(`${total('shown')} of ${total('rows')} rows shown by passing tests, ${total('parts')} more in part`);
  writeFileSync(file, marked(document, shown));
}
