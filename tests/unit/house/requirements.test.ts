import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { marked, shownBy, tally } from '../../../docs/requirements.ts';

const report = (...tests: [title: string, status: string][]) => ({
  testResults: [{ assertionResults: tests.map(([title, status]) => ({ title, fullName: title, status })) }],
});

it('shows a row by passing tests alone', () => {
  const shown = shownBy(
    report(['takes stock [INV-01] [ORD-01]', 'passed'], ['again [INV-01]', 'passed'], ['late [ORD-07]', 'failed'], [
      'early [ORD-07]',
      'passed',
    ], ['none', 'passed']),
  );
  expect([...shown]).toEqual([['INV-01', 2], ['ORD-01', 1]]);
  const document = '| INV-01 | P0 | stock | – |\n| ORD-07 | P0 | expiry | 3 tests |\ntext';
  expect(marked(document, shown)).toBe('| INV-01 | P0 | stock | 2 tests |\n| ORD-07 | P0 | expiry | – |\ntext');
  expect(tally(document, shown)).toEqual([{ domain: 'INV', shown: 1, P0: '1/1', rows: 1 }, {
    domain: 'ORD',
    shown: 0,
    P0: '0/1',
    rows: 1,
  }]);
});

it('knows every requirement', () => {
  expect(tally(readFileSync('docs/requirements.md', 'utf8'), new Map()).reduce((sum, { rows }) => sum + rows, 0)).toBe(
    521,
  );
});
