import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { marked, shownBy, tally } from '../../../docs/requirements.ts';

const report = (...tests: [title: string, status: string][]) => ({
  testResults: [{ assertionResults: tests.map(([title, status]) => ({ title, fullName: title, status })) }],
});

it('shows a row by passing tests alone', () => {
  const shown = shownBy(
    report(
      ['takes stock [INV-01] [ORD-01]', 'passed'],
      ['again [INV-01]', 'passed'],
      ['late [ORD-07]', 'failed'],
      [
        'early [ORD-07]',
        'passed',
      ],
      ['none', 'passed'],
      ['cash [PAY-03 part]', 'passed'],
      ['more [PAY-03]', 'passed'],
    ),
  );
  expect([...shown]).toEqual([
    ['INV-01', { tests: 2, part: false }],
    ['ORD-01', { tests: 1, part: false }],
    ['PAY-03', { tests: 2, part: true }],
  ]);
  const document =
    '| INV-01 | P0 | stock | – |\n| ORD-07 | P0 | expiry | 3 tests |\n| PAY-03 | P0 | ways to pay | 1 test |\ntext';
  expect(marked(document, shown)).toBe(
    '| INV-01 | P0 | stock | 2 tests |\n| ORD-07 | P0 | expiry | – |\n| PAY-03 | P0 | ways to pay | 2 tests, a part |\ntext',
  );
  expect(tally(document, shown)).toEqual([{ domain: 'INV', shown: 1, parts: 0, P0: '1/1', rows: 1 }, {
    domain: 'ORD',
    shown: 0,
    parts: 0,
    P0: '0/1',
    rows: 1,
  }, { domain: 'PAY', shown: 0, parts: 1, P0: '0/1', rows: 1 }]);
});

it('knows every requirement', () => {
  expect(tally(readFileSync('docs/requirements.md', 'utf8'), new Map()).reduce((sum, { rows }) => sum + rows, 0)).toBe(
    521,
  );
});
