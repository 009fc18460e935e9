import { describe, expect, it } from 'vitest';
import { errorLine } from '../../../local/error-line.ts';

describe('error-line', () => {
  it.each([
    [
      '{"level":"ERROR","message":"failed","error":{"name":"TypeError","message":"no","location":"file:///a/b.ts:17"}}',
      'failed: TypeError: no (b.ts:17)',
    ],
    ['{"level":"ERROR","message":"failed","error":{"name":"Error","message":"no"}}', 'failed: Error: no'],
    ['{"level":"ERROR","message":"failed"}', 'failed'],
    ['Error: thrown', 'Error: thrown'],
  ])('shortens %s', (line, short) => {
    expect(errorLine(line)).toBe(short);
  });
});
